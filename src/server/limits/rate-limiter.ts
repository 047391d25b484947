import { LRUCache } from 'lru-cache';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';

// Bounds memory.
const MAX_KEYS = 10_000;

export interface RateLimiter {
  /** Time until one more is within the limit; 0 if now. */
  wait(key: string): Millis;
  /** Counts `amount` (default 1) even beyond the limit. */
  count(key: string, amount?: number): void;
}

export interface RateLimiterOptions {
  limit: number;
  per: Millis;
  now: () => EpochMs;
}

interface CountedAmount {
  at: EpochMs;
  amount: number;
}

/** Allows `limit` per key in any interval of `per`. */
export function createRateLimiter({ limit, per, now }: RateLimiterOptions): RateLimiter {
  const keys = new LRUCache<string, readonly CountedAmount[]>({ max: MAX_KEYS });

  const listRecent = (key: string, at: EpochMs): readonly CountedAmount[] =>
    (keys.get(key) ?? [])
      // Entries in the future, from before the clock was set back.
      .map((counted) => (counted.at > at ? { ...counted, at } : counted))
      .filter((counted) => counted.at + per > at);

  return {
    wait(key) {
      const at = now();
      const recent = listRecent(key, at);
      if (recent.length > 0) keys.set(key, recent);
      let total = recent.reduce((sum, { amount }) => sum + amount, 0);
      if (total < limit) return 0;
      const lastToExpire = recent.find(({ amount }) => (total -= amount) < limit);
      return lastToExpire ? lastToExpire.at + per - at : per;
    },
    count(key, amount = 1) {
      const at = now();
      keys.set(key, [...listRecent(key, at), { at, amount }]);
    },
  };
}
