export function currentAddress({ pathname, search }: Location = window.location): string {
  return pathname + search;
}

/** Returns the address of the sign-in page, which redirects to `returnTo`. */
export function signInAddress(returnTo: string): string {
  return `/signin?${new URLSearchParams({ to: returnTo }).toString()}`;
}

/** Reloads the page if it is restored from the back/forward cache, for use at a sign-out. */
export function reloadOnPageRestore(host: Window = window): void {
  host.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) host.location.reload();
  });
}
