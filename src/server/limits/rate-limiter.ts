import { LRUCache } from 'lru-cache';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';

/** Names remembered at once; more come only from somebody who makes them up. */
const MAX_KEYS = 10_000;

/** At most so much a stretch of time, for each key. */
export interface RateLimiter {
  /** How long until one more would be within the bound, at most the whole stretch; 0 = now. */
  wait(key: string): Millis;
  /** Counts `amount`, one unless said otherwise: also what goes beyond the bound. */
  count(key: string, amount?: number): void;
}

export interface RateLimiterOptions {
  limit: number;
  per: Millis;
  now: () => EpochMs;
}

interface Counted {
  at: EpochMs;
  amount: number;
}

/** Exact over every stretch of `per`: it remembers when each of those that still count was. */
export function createRateLimiter({ limit, per, now }: RateLimiterOptions): RateLimiter {
  const keys = new LRUCache<string, readonly Counted[]>({ max: MAX_KEYS });

  /** What still counts at `at`, the oldest first. */
  const recent = (key: string, at: EpochMs): readonly Counted[] =>
    (keys.get(key) ?? [])
      // Or what was counted before a clock was set back would count until it has caught up.
      .map((one) => (one.at > at ? { ...one, at } : one))
      .filter((one) => one.at + per > at);

  return {
    wait(key) {
      const at = now();
      const counted = recent(key, at);
      if (counted.length > 0) keys.set(key, counted);
      let left = counted.reduce((sum, { amount }) => sum + amount, 0);
      if (left < limit) return 0;
      const last = counted.find(({ amount }) => (left -= amount) < limit);
      return last ? last.at + per - at : per;
    },
    count(key, amount = 1) {
      const at = now();
      keys.set(key, [...recent(key, at), { at, amount }]);
    },
  };
}
