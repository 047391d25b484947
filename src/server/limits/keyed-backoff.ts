import { LRUCache } from 'lru-cache';
import { MINUTE } from '../../contract/domain/time.ts';
import type { Millis } from '../../contract/domain/time.ts';
import type { MonotonicClock } from '../timers.ts';

const MIN_DELAY: Millis = 10_000;
const MAX_DELAY: Millis = 30 * MINUTE;

// Bounds memory.
const MAX_KEYS = 10_000;

export interface KeyedBackoff {
  /** Time until the next attempt; 0 if now. */
  delay(key: string): Millis;
  failed(key: string): void;
  succeeded(key: string): void;
}

/** From the `threshold`th consecutive failure: 10 s, doubling up to `maxDelay`. */
export function createKeyedBackoff(
  tick: MonotonicClock,
  threshold = 1,
  maxDelay = MAX_DELAY,
): KeyedBackoff {
  const keys = new LRUCache<string, { failures: number; until: Millis }>({ max: MAX_KEYS });
  const delay = (key: string) => Math.max(0, (keys.get(key)?.until ?? -Infinity) - tick());
  return {
    delay,
    failed(key) {
      // Concurrent failures count once.
      if (delay(key) > 0) return;
      const { failures: previous = 0 } = keys.get(key) ?? {};
      const failures = previous + 1;
      const nextDelay = Math.min(maxDelay, MIN_DELAY * 2 ** (failures - threshold));
      const until = failures < threshold ? -Infinity : tick() + nextDelay;
      keys.set(key, { failures, until });
    },
    succeeded: (key) => void keys.delete(key),
  };
}
