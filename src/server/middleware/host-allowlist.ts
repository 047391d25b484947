import type { MiddlewareHandler } from 'hono';
import { forbidden } from '../http/problem-response.ts';

/** Load balancers probe by IP address. */
const EXEMPT_PATHS = ['/healthz', '/readyz'];

/** Rejects other Host headers (`name:port`) against DNS rebinding. */
export function hostAllowlist(hosts: readonly string[]): MiddlewareHandler {
  const allowed = new Set(hosts);
  return async (c, next) => {
    if (allowed.has(new URL(c.req.url).host) || EXEMPT_PATHS.includes(c.req.path)) return next();
    return forbidden('This server does not serve this host name.');
  };
}
