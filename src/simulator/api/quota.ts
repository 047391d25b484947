import type { EpochMs, Millis } from '../../contract/domain/time.ts';

const SECOND: Millis = 1_000;

export type Slot =
  // `release` is for calls that the account did not sign.
  { taken: true; release: () => void } | { taken: false; retryAfter: Millis };

export interface Quota {
  take(now: EpochMs): Slot;
}

/** `limit` calls per sliding second. */
export function createQuota(limit: number): Quota {
  const taken: EpochMs[] = [];
  let latest = Number.NEGATIVE_INFINITY;

  return {
    take(now) {
      // A clock that is set back must not grant a second quota.
      const at = Math.max(now, latest);
      latest = at;
      while (taken[0] !== undefined && taken[0] <= at - SECOND) taken.shift();
      const oldest = taken[0];
      if (taken.length >= limit) {
        return { taken: false, retryAfter: oldest === undefined ? SECOND : oldest + SECOND - at };
      }
      taken.push(at);
      return {
        taken: true,
        release() {
          const index = taken.lastIndexOf(at);
          if (index >= 0) taken.splice(index, 1);
        },
      };
    },
  };
}
