// What one person may ask for: requests and windows a minute, requests for windows at once.
import type { MiddlewareHandler } from 'hono';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { MINUTE } from '../../contract/domain/time.ts';
import type { AppEnv } from '../routes/sign-in.ts';
import { problemResponse } from '../http/problem-response.ts';
import { createRateLimiter } from '../limits/rate-limiter.ts';
import { isNdjson, linesOf, tapBody } from '../http/tap-body.ts';

/** API requests of one person in a minute, at most. */
export const REQUESTS_PER_MINUTE = 600;
/** Windows of one person in a minute: views of 3,000 windows twenty times over, a twelfth of a processor. */
export const WINDOWS_PER_MINUTE = 60_000;
/** Requests for windows of one person at once: the largest view takes seven, a wall of twenty screens twenty. */
export const MAX_CONCURRENT_REQUESTS = 32;

/** The largest body that is refused was as much work to read and check as so many windows from memory. */
const REFUSED_COUNTS = 300;
const COME_AGAIN: Millis = 1_000;

/** Lets each person ask so often in a minute. */
export function limitRequests(now: () => EpochMs): MiddlewareHandler<AppEnv> {
  const requests = createRateLimiter({ limit: REQUESTS_PER_MINUTE, per: MINUTE, now });
  return async (c, next) => {
    const { id } = c.env.client;
    const wait = requests.wait(id);
    if (wait > 0) return rateLimited('This person asks too often.', wait);
    requests.count(id);
    return next();
  };
}

/**
 * Lets each person have so many windows in a minute, and so many requests for them under way. What
 * counts are the lines that went out, so that a view that was left early does not cost its reader the next.
 */
export function limitWindows(
  now: () => EpochMs,
  { aMinute, atOnce } = { aMinute: WINDOWS_PER_MINUTE, atOnce: MAX_CONCURRENT_REQUESTS },
): MiddlewareHandler<AppEnv> {
  const windows = createRateLimiter({ limit: aMinute, per: MINUTE, now });
  const underWay = new Map<string, number>();
  const leave = (id: string, counts: number) => {
    windows.count(id, counts);
    const rest = (underWay.get(id) ?? 1) - 1;
    if (rest > 0) underWay.set(id, rest);
    else underWay.delete(id);
  };

  return async (c, next) => {
    const { id } = c.env.client;
    const wait = windows.wait(id);
    if (wait > 0) return rateLimited('This person had too many windows in the last minute.', wait);
    const others = underWay.get(id) ?? 0;
    if (others >= atOnce) {
      return rateLimited('This person has too many requests for windows under way.', COME_AGAIN);
    }
    underWay.set(id, others + 1);
    await next();
    const { res } = c;
    if (!res.body || !isNdjson(res)) return leave(id, REFUSED_COUNTS);
    let lines = 0;
    const body = tapBody(res.body, {
      pass: (chunk) => void (lines += linesOf(chunk)),
      end: () => leave(id, lines),
    });
    c.res = new Response(body, res);
  };
}

/** The answer to somebody who is to come again later. */
export function rateLimited(message: string, retryAfterMs: Millis): Response {
  return problemResponse({ code: 'too_many_requests', message, retryable: true, retryAfterMs });
}
