import type { Millis } from '../../contract/domain/time.ts';
import type { UpstreamFailure } from './classify-error.ts';

const RETRY_BASE: Millis = 200;
export const RETRY_CAP: Millis = 5_000;
export const MAX_ATTEMPTS = 6;
/** Counted from the first try, not from joining the queue. */
export const RETRY_DEADLINE: Millis = 60_000;

/** What has happened so far to one call. */
export interface AttemptState {
  /** Failed tries, this one included. */
  tries: number;
  elapsedMs: Millis;
  /** Remedies that help at most once, and were used. */
  used: ReadonlySet<'nonce' | 'clock'>;
}

/** In how many milliseconds to try again; undefined = give up. */
export function decideRetry(
  failure: Pick<UpstreamFailure, 'retry'> & {
    problem: { retryAfterMs?: Millis | undefined };
  },
  { tries, elapsedMs, used }: AttemptState,
  random: () => number,
): Millis | undefined {
  if (failure.retry === 'never' || tries >= MAX_ATTEMPTS) return undefined;
  if (failure.retry === 'nonce' || failure.retry === 'clock') {
    return used.has(failure.retry) ? undefined : 0;
  }
  const delay = Math.max(backoff(tries, random), failure.problem.retryAfterMs ?? 0);
  return elapsedMs + delay > RETRY_DEADLINE ? undefined : delay;
}

/** Full jitter: anything from nothing to the doubled, capped base. */
export function backoff(tries: number, random: () => number): Millis {
  return random() * Math.min(RETRY_CAP, RETRY_BASE * 2 ** (tries - 1));
}

/**
 * How long the upstream asks to wait: the larger of `x-acs-retry-after` (ms) and `Retry-After`
 * (seconds or a date, read against the answer's own Date where it has one).
 */
export function retryAfterOf(headers: Headers, now: number): Millis | undefined {
  const asked = [
    millis(headers.get('x-acs-retry-after'), 1),
    millis(headers.get('retry-after'), 1_000) ??
      untilDate(headers.get('retry-after'), dateOf(headers) ?? now),
  ].filter((ms) => ms !== undefined);
  return asked.length > 0 ? Math.max(...asked) : undefined;
}

/** The Date header as an instant. */
export function dateOf(headers: Headers): number | undefined {
  return parseDate(headers.get('date'));
}

function millis(text: string | null, unit: Millis): Millis | undefined {
  return text !== null && /^\d{1,9}(?:\.\d{1,3})?$/.test(text.trim())
    ? Math.ceil(Number(text) * unit)
    : undefined;
}

function untilDate(text: string | null, now: number): Millis | undefined {
  const at = parseDate(text);
  return at === undefined ? undefined : Math.max(0, at - now);
}

function parseDate(text: string | null): number | undefined {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
