const BASE = 'http://own.invalid';
const MAX_LENGTH = 4_000;

/** `raw` as a page of this server, safe in a Location header; `/` for any other address. */
export function parseReturnPath(raw: string | null | undefined): string {
  // Browsers read a backslash as a slash and drop line breaks.
  if (!raw || raw.length > MAX_LENGTH || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(raw)) return '/';
  if (!URL.canParse(raw, BASE)) return '/';
  const { origin, pathname, search } = new URL(raw, BASE);
  const isPage = !/^\/(?:\/|signin\b|signout\b|api\b)/.test(pathname);
  return origin === BASE && isPage ? pathname + search : '/';
}

/** The sign-in page that leads back to `path`. */
export function signInPath(path: string, params: Record<string, string> = {}): string {
  const to = parseReturnPath(path);
  const query = new URLSearchParams({ ...(to !== '/' && { to }), ...params }).toString();
  return query === '' ? '/signin' : `/signin?${query}`;
}
