// Where somebody wanted to go before they had to sign in: an address of ours, or the front page.

const OWN = 'http://own.invalid';
const MAX_LENGTH = 4_000;

/** `raw` as a path with its query on this server, safe in a Location header; `/` when it is none. */
export function readReturnPath(raw: string | null | undefined): string {
  // Backslashes and line breaks mean other things to browsers than they look like.
  if (!raw || raw.length > MAX_LENGTH || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(raw)) return '/';
  if (!URL.canParse(raw, OWN)) return '/';
  const { origin, pathname, search } = new URL(raw, OWN);
  const isPage = !/^\/(?:\/|signin\b|signout\b|api\b)/.test(pathname);
  return origin === OWN && isPage ? pathname + search : '/';
}

/** The sign-in page's address for somebody who wanted to see `path`. */
export function signInPath(path: string, more: Record<string, string> = {}): string {
  const to = readReturnPath(path);
  const query = new URLSearchParams({ ...(to !== '/' && { to }), ...more }).toString();
  return query === '' ? '/signin' : `/signin?${query}`;
}
