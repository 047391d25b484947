import { LRUCache } from 'lru-cache';
import type { EpochMs, Millis } from '../contract/time.ts';

/** Names remembered at once; more come only from somebody who makes them up. */
const MAX_KEYS = 10_000;

/** At most so many a stretch of time, for each key. */
export interface RateBound {
  /** How long until one more would be within the bound; 0 = now. */
  wait(key: string): Millis;
  /** Counts one, and gives back what takes it back. */
  count(key: string): () => void;
}

export interface RateBoundOptions {
  limit: number;
  per: Millis;
  now: () => EpochMs;
}

/** Exact over every stretch of `per`: it remembers when each of the last `limit` was. */
export function createRateBound({ limit, per, now }: RateBoundOptions): RateBound {
  const keys = new LRUCache<string, EpochMs[]>({ max: MAX_KEYS });
  return {
    wait(key) {
      const times = keys.get(key) ?? [];
      const [oldest] = times;
      if (oldest === undefined || times.length < limit) return 0;
      return Math.max(0, oldest + per - now());
    },
    count(key) {
      const at = now();
      const times = [...(keys.get(key) ?? []), at].slice(-limit);
      keys.set(key, times);
      return () => {
        const rest = keys.get(key) ?? [];
        const index = rest.lastIndexOf(at);
        if (index >= 0) keys.set(key, rest.toSpliced(index, 1));
      };
    },
  };
}
