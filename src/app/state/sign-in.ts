// Where the page goes to sign in and out: addresses of the server, outside the page.

/** The page's own address, to come back to. */
export function ownAddress({ pathname, search }: Location = window.location): string {
  return pathname + search;
}

/** The sign-in page's address for somebody who wants to come back to `to`. */
export function signInAddress(to: string): string {
  return `/signin?${new URLSearchParams({ to }).toString()}`;
}

/**
 * Browsers may keep a page as it is while another is open, and show it again on Back. After a sign-out
 * it has to be asked for anew.
 */
export function reloadWhenShownAgain(host: Window = window): void {
  host.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) host.location.reload();
  });
}
