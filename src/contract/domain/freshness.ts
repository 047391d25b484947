import { HOUR } from './time.ts';
import type { EpochMs, Millis } from './time.ts';

/** How long after the settle time a value may still arrive; a guess, the API documents no delay. */
export const LATE_DATA: Millis = 6 * HOUR;

export interface FetchedWindow {
  end: EpochMs;
  requestedAt: EpochMs;
  settleMs: Millis;
  /** Whether the last bucket has a value. */
  hasEnd: boolean;
}

/** Whether the response of a window can no longer change. */
export function isFinal({ end, requestedAt, settleMs, hasEnd }: FetchedWindow): boolean {
  return requestedAt > end + settleMs + (hasEnd ? 0 : LATE_DATA);
}
