export function pageUrl(): string {
  return window.location.origin + window.location.pathname;
}
