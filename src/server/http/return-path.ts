const BASE = 'http://own.invalid';
const MAX_LENGTH = 4_000;

/**
 * `raw` as a path and query on this server, safe in a Location header. Returns `/` for addresses of
 * other origins, of the API or of the sign-in page, and for more than 4,000 characters.
 */
export function parseReturnPath(raw: string | null | undefined): string {
  // Browsers read a backslash as a slash and drop line breaks.
  if (!raw || raw.length > MAX_LENGTH || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(raw)) return '/';
  if (!URL.canParse(raw, BASE)) return '/';
  const { origin, pathname, search } = new URL(raw, BASE);
  const isPage = !/^\/(?:\/|signin\b|signout\b|api\b)/.test(pathname);
  return origin === BASE && isPage ? pathname + search : '/';
}

/** The address of the sign-in page that leads back to `path`. */
export function signInPath(path: string, params: Record<string, string> = {}): string {
  const to = parseReturnPath(path);
  const query = new URLSearchParams({ ...(to !== '/' && { to }), ...params }).toString();
  return query === '' ? '/signin' : `/signin?${query}`;
}
