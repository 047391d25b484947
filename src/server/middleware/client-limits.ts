import type { MiddlewareHandler } from 'hono';
import { METRICS } from '../../contract/domain/metrics.ts';
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { AppEnv } from '../http/env.ts';
import { rateLimited } from '../http/problem-response.ts';
import { countLines, isNdjson, tapBody } from '../http/tap-body.ts';
import { createRateLimiter } from '../limits/rate-limiter.ts';

/** Per user. */
export const MAX_REQUESTS_PER_MINUTE = 600;
/** Per user: nine of the largest views, each with its comparison. */
export const MAX_WINDOWS_PER_MINUTE = 15_000 * METRICS.length;
/** Per user: several of the largest views. */
export const MAX_CONCURRENT_REQUESTS = 32;

/** In windows from memory, for the largest invalid body. */
const COST_OF_INVALID_REQUEST = 300;
const RETRY_CONCURRENT_AFTER: Millis = 1_000;

export function limitRequests(now: () => EpochMs): MiddlewareHandler<AppEnv> {
  const limiter = createRateLimiter({ limit: MAX_REQUESTS_PER_MINUTE, per: MINUTE, now });
  return async (c, next) => {
    const { id } = c.env.client;
    const waitMs = limiter.wait(id);
    if (waitMs > 0) return rateLimited('Rate limit exceeded.', waitMs);
    limiter.count(id);
    return next();
  };
}

/** Limits windows and concurrent requests per user; counts sent lines, so that aborted requests cost little. */
export function limitWindows(
  now: () => EpochMs,
  { perMinute, concurrent } = {
    perMinute: MAX_WINDOWS_PER_MINUTE,
    concurrent: MAX_CONCURRENT_REQUESTS,
  },
): MiddlewareHandler<AppEnv> {
  const limiter = createRateLimiter({ limit: perMinute, per: MINUTE, now });
  const activeRequests = new Map<string, number>();
  const finish = (id: string, windows: number) => {
    limiter.count(id, windows);
    const remaining = (activeRequests.get(id) ?? 1) - 1;
    if (remaining > 0) activeRequests.set(id, remaining);
    else activeRequests.delete(id);
  };

  return async (c, next) => {
    const { id } = c.env.client;
    const waitMs = limiter.wait(id);
    if (waitMs > 0) return rateLimited('Limit of windows per minute exceeded.', waitMs);
    const active = activeRequests.get(id) ?? 0;
    if (active >= concurrent) {
      return rateLimited('Too many concurrent window requests.', RETRY_CONCURRENT_AFTER);
    }
    activeRequests.set(id, active + 1);
    await next();
    const { res } = c;
    if (!res.body || !isNdjson(res)) return finish(id, COST_OF_INVALID_REQUEST);
    let windows = 0;
    const body = tapBody(res.body, {
      onChunk: (chunk) => void (windows += countLines(chunk)),
      onEnd: () => finish(id, windows),
    });
    c.res = new Response(body, res);
  };
}
