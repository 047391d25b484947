import type { EpochMs, Millis } from '../../contract/domain/time.ts';

const SECOND: Millis = 1_000;

export type Slot =
  /** Within the quota; `release` gives it back when the call turns out not to be the account's. */
  | { taken: true; release: () => void }
  /** Over it; the next slot is free in `retryAfter`. */
  | { taken: false; retryAfter: Millis };

export interface Quota {
  take(now: EpochMs): Slot;
}

/** Takes at most `limit` calls in any 1,000 ms, wherever the second begins: a log of the last ones. */
export function createQuota(limit: number): Quota {
  const log: EpochMs[] = [];
  let latest = Number.NEGATIVE_INFINITY;

  return {
    take(now) {
      // A clock that was set back must not open a second quota.
      const at = Math.max(now, latest);
      latest = at;
      while (log[0] !== undefined && log[0] <= at - SECOND) log.shift();
      const oldest = log[0];
      if (log.length >= limit) {
        return { taken: false, retryAfter: oldest === undefined ? SECOND : oldest + SECOND - at };
      }
      log.push(at);
      return {
        taken: true,
        release() {
          const place = log.lastIndexOf(at);
          if (place >= 0) log.splice(place, 1);
        },
      };
    },
  };
}
