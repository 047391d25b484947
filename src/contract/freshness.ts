import type { EpochMs, Millis } from './time.ts';

/** Whether data fetched at `fetchedAt` and covering up to `end` can no longer change. */
export function isFinal(end: EpochMs, fetchedAt: EpochMs, settleMs: Millis): boolean {
  return fetchedAt > end + settleMs;
}
