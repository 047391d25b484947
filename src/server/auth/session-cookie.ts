import { generateCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { isLoopback } from '../http/ip-ranges.ts';
import type { RequestIdentity } from './authenticator.ts';
import { SESSION_LIFETIME } from './sessions.ts';

/** Browsers accept it only over https, for this host. */
const SECURE_NAME = '__Host-artc-lens';
/** For http on loopback. */
const PLAIN_NAME = 'artc-lens';

export type CookieKind = 'secure' | 'plain';

export function readSessionSecret({ header }: RequestIdentity): string | undefined {
  // `parse` keeps the first of several cookies with one name: others may be planted.
  const cookies = parse(header('cookie') ?? '');
  const isLocal = isLoopback(hostnameOf(header('host') ?? ''));
  return cookies[SECURE_NAME] ?? (isLocal ? cookies[PLAIN_NAME] : undefined);
}

/** `insecure`: http from another machine, where browsers drop the cookie. */
export function chooseCookieKind(
  host: string,
  origin: string | undefined,
): CookieKind | 'insecure' {
  const scheme = /^https?(?=:)/.exec(origin ?? '')?.[0];
  if (scheme === 'https') return 'secure';
  if (isLoopback(hostnameOf(host))) return 'plain';
  return scheme === 'http' ? 'insecure' : 'secure';
}

/** A Set-Cookie value. */
export function writeSessionCookie(kind: CookieKind, secret: string): string {
  return writeCookie(kind, secret, SESSION_LIFETIME / 1_000);
}

export function clearSessionCookies(): string[] {
  return [writeCookie('secure', '', 0), writeCookie('plain', '', 0)];
}

function writeCookie(kind: CookieKind, value: string, maxAge: number): string {
  // Not Strict: links from other sites must open signed in.
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge } as const;
  return kind === 'secure'
    ? generateCookie(SECURE_NAME, value, { ...options, secure: true })
    : generateCookie(PLAIN_NAME, value, options);
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
