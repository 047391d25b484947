import { HOUR } from './time.ts';
import type { EpochMs, Millis } from './time.ts';

/** How late values may arrive after the settle time; a guess, because it is undocumented. */
export const LATE_DATA: Millis = 6 * HOUR;

export interface FetchedWindow {
  end: EpochMs;
  requestedAt: EpochMs;
  settleMs: Millis;
  /** Whether the last bucket has a value. */
  hasEnd: boolean;
}

export function isFinal({ end, requestedAt, settleMs, hasEnd }: FetchedWindow): boolean {
  return requestedAt > end + settleMs + (hasEnd ? 0 : LATE_DATA);
}
