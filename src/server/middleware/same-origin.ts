import type { MiddlewareHandler } from 'hono';
import { forbidden } from '../http/problem-response.ts';

const MESSAGE = 'Cross-site requests are not allowed.';

/**
 * Rejects requests of other sites; accepts clients that are no browser. Both Sec-Fetch-Site and
 * Origin must pass, whereas hono/csrf accepts a request if either does.
 */
export function sameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return forbidden(MESSAGE);
    const origin = c.req.header('origin');
    // `Referrer-Policy: no-referrer` hides the origin of our own forms; Sec-Fetch-Site decides then.
    if (origin === 'null' && site === 'same-origin') return next();
    // The scheme may differ behind a gateway that terminates TLS.
    if (origin !== undefined && hostOf(origin) !== new URL(c.req.url).host) {
      return forbidden(MESSAGE);
    }
    return next();
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
