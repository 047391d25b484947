import { generateCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { isLoopback } from '../http/ip-ranges.ts';
import type { RequestIdentity } from './authenticator.ts';
import { SESSION_LIFETIME } from './sessions.ts';

/** Browsers accept a `__Host-` cookie only over https, for this host and all its paths. */
const SECURE_NAME = '__Host-artc-lens';
/** Over plain http, on loopback names only. */
const PLAIN_NAME = 'artc-lens';

export type CookieKind = 'secure' | 'plain';

/** The session secret in a request's cookies. */
export function readSessionSecret({ header }: RequestIdentity): string | undefined {
  // Of several cookies with one name the first counts: later ones may have been planted.
  const cookies = parse(header('cookie') ?? '');
  const isLocal = isLoopback(hostnameOf(header('host') ?? ''));
  return cookies[SECURE_NAME] ?? (isLocal ? cookies[PLAIN_NAME] : undefined);
}

/**
 * The kind of cookie for a browser that requested `host` from a page of `origin`. `insecure`: it used
 * plain http from another machine, so it would drop the cookie.
 */
export function chooseCookieKind(
  host: string,
  origin: string | undefined,
): CookieKind | 'insecure' {
  const scheme = /^https?(?=:)/.exec(origin ?? '')?.[0];
  if (scheme === 'https') return 'secure';
  if (isLoopback(hostnameOf(host))) return 'plain';
  return scheme === 'http' ? 'insecure' : 'secure';
}

/** The Set-Cookie header that stores `secret`. */
export function writeSessionCookie(kind: CookieKind, secret: string): string {
  return writeCookie(kind, secret, SESSION_LIFETIME / 1_000);
}

/** The Set-Cookie headers that delete the session cookie of either kind. */
export function clearSessionCookies(): string[] {
  return [writeCookie('secure', '', 0), writeCookie('plain', '', 0)];
}

function writeCookie(kind: CookieKind, value: string, maxAge: number): string {
  // Lax, not Strict: a link from another site must open signed in.
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge } as const;
  return kind === 'secure'
    ? generateCookie(SECURE_NAME, value, { ...options, secure: true })
    : generateCookie(PLAIN_NAME, value, options);
}

/** `name:port` without its port. */
function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
