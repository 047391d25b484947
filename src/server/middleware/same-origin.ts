import type { MiddlewareHandler } from 'hono';
import { forbidden } from '../http/problem-response.ts';

const MESSAGE = 'Cross-site requests are not allowed.';

/** Rejects other sites. Sec-Fetch-Site and Origin must both pass; for hono/csrf either suffices. */
export function sameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return forbidden(MESSAGE);
    const origin = c.req.header('origin');
    // Our referrer policy hides the origin of our own forms.
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
