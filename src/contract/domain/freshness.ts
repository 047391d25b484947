import { HOUR } from './time.ts';
import type { EpochMs, Millis } from './time.ts';

/**
 * How much longer than the settle time the end of a window may still be on its way. How late the
 * upstream's data can be is not documented: hours are generous, and cost nothing, as it keeps them for days.
 */
export const LATE_DATA: Millis = 6 * HOUR;

export interface FetchedWindow {
  end: EpochMs;
  /** When it was asked for. */
  askedAt: EpochMs;
  settleMs: Millis;
  /** Whether there was a value for its last bucket. */
  hasEnd: boolean;
}

/** Whether what was answered can no longer change. */
export function isFinal({ end, askedAt, settleMs, hasEnd }: FetchedWindow): boolean {
  return askedAt > end + settleMs + (hasEnd ? 0 : LATE_DATA);
}
