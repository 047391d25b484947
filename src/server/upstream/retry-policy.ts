import type { Millis } from '../../contract/domain/time.ts';
import type { UpstreamFailure } from './classify-error.ts';

const RETRY_BASE: Millis = 200;
export const RETRY_CAP: Millis = 5_000;
export const MAX_ATTEMPTS = 6;
/** From the first attempt, excluding time in the queue. */
export const RETRY_DEADLINE: Millis = 60_000;

/** Remedies that are tried once. */
export type OneTimeFix = 'nonce' | 'clock';

export interface AttemptState {
  /** From 1. */
  attempt: number;
  elapsedMs: Millis;
  usedFixes: ReadonlySet<OneTimeFix>;
}

/** Returns the delay before the next attempt; undefined if there is none. */
export function decideRetry(
  failure: Pick<UpstreamFailure, 'retry'> & {
    problem: { retryAfterMs?: Millis | undefined };
  },
  { attempt, elapsedMs, usedFixes }: AttemptState,
  random: () => number,
): Millis | undefined {
  if (failure.retry === 'never' || attempt >= MAX_ATTEMPTS) return undefined;
  if (failure.retry === 'nonce' || failure.retry === 'clock') {
    return usedFixes.has(failure.retry) ? undefined : 0;
  }
  const delay = Math.max(backoff(attempt, random), failure.problem.retryAfterMs ?? 0);
  return elapsedMs + delay > RETRY_DEADLINE ? undefined : delay;
}

/** Exponential backoff with full jitter. */
export function backoff(attempt: number, random: () => number): Millis {
  return random() * Math.min(RETRY_CAP, RETRY_BASE * 2 ** (attempt - 1));
}

/**
 * Returns the larger of `x-acs-retry-after` (ms) and `Retry-After` (seconds, or a date relative to the
 * response's Date header or else `now`).
 */
export function parseRetryAfter(headers: Headers, now: number): Millis | undefined {
  const retryAfter = headers.get('retry-after');
  const waits = [
    parseDuration(headers.get('x-acs-retry-after'), 1),
    parseDuration(retryAfter, 1_000) ?? timeUntil(retryAfter, parseDateHeader(headers) ?? now),
  ].filter((ms) => ms !== undefined);
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

export function parseDateHeader(headers: Headers): number | undefined {
  return parseDate(headers.get('date'));
}

function parseDuration(text: string | null, unit: Millis): Millis | undefined {
  return text !== null && /^\d{1,9}(?:\.\d{1,3})?$/.test(text.trim())
    ? Math.ceil(Number(text) * unit)
    : undefined;
}

function timeUntil(text: string | null, now: number): Millis | undefined {
  const at = parseDate(text);
  return at === undefined ? undefined : Math.max(0, at - now);
}

function parseDate(text: string | null): number | undefined {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
