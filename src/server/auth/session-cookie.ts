// The cookie that holds a session's secret.
import { isLoopback } from '../http/ip-ranges.ts';
import { SESSION_LENGTH } from './sessions.ts';

/** The prefix makes browsers refuse it from other hosts, paths and plain http. */
const SECURE_NAME = '__Host-artc-lens';
/** Only for this machine's own names over plain http, where browsers refuse the other. */
const PLAIN_NAME = 'artc-lens';

/** The session's secret in a Cookie header, for a server asked as `host` (`name:port`). */
export function readSessionCookie(header: string | undefined, host: string): string | undefined {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, at)).trim();
    // The first is the one with the longest path: later ones may be planted.
    if (!cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim());
  }
  const secure = cookies.get(SECURE_NAME);
  return secure ?? (isLoopback(nameOf(host)) ? cookies.get(PLAIN_NAME) : undefined);
}

/**
 * How a session can be kept for a browser that asked as `host` from a page of `origin`. `refused`: it
 * came over plain http from elsewhere, so the browser would drop the cookie.
 */
export function chooseCookie(host: string, origin: string | undefined): Cookie | 'refused' {
  const scheme = /^https?(?=:)/.exec(origin ?? '')?.[0];
  if (scheme === 'https') return 'secure';
  if (isLoopback(nameOf(host))) return 'plain';
  return scheme === 'http' ? 'refused' : 'secure';
}

export type Cookie = 'secure' | 'plain';

/** The Set-Cookie header that keeps `secret`. */
export function writeSessionCookie(cookie: Cookie, secret: string): string {
  return writeCookie(cookie, secret, SESSION_LENGTH / 1_000);
}

/** The Set-Cookie headers that make a browser forget its session. */
export function clearSessionCookie(): string[] {
  return [writeCookie('secure', '', 0), writeCookie('plain', '', 0)];
}

function writeCookie(cookie: Cookie, value: string, maxAge: number): string {
  const name = cookie === 'secure' ? SECURE_NAME : PLAIN_NAME;
  // Lax, not Strict: a link in a chat opens signed in.
  const attributes = `Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`;
  return `${name}=${value}; ${attributes}${cookie === 'secure' ? '; Secure' : ''}`;
}

/** `name:port` without its port. */
function nameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
