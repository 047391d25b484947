/** Returns the page's URL without query and fragment. */
export function pageUrl(): string {
  return window.location.origin + window.location.pathname;
}
