import { LRUCache } from 'lru-cache';
import { MINUTE } from '../../contract/domain/time.ts';
import type { Millis } from '../../contract/domain/time.ts';
import type { MonotonicClock } from '../timers.ts';

const SHORTEST_REST: Millis = 10_000;
const LONGEST_REST: Millis = 30 * MINUTE;

/** Keys remembered; what failed longer ago is tried again. */
const MAX_KEYS = 10_000;

/** Lets what keeps failing rest, longer each time. */
export interface KeyedBackoff {
  /** In how long `key` may be tried again; 0 = now. */
  wait(key: string): Millis;
  failed(key: string): void;
  worked(key: string): void;
}

/** Rests begin with the `patience`th failure in a row: 10 s, doubled each time, at most `longest`. */
export function createKeyedBackoff(
  tick: MonotonicClock,
  patience = 1,
  longest = LONGEST_REST,
): KeyedBackoff {
  const keys = new LRUCache<string, { failures: number; until: Millis }>({ max: MAX_KEYS });
  const wait = (key: string) => Math.max(0, (keys.get(key)?.until ?? -Infinity) - tick());
  return {
    wait,
    failed(key) {
      // What was under way when the rest began tells nothing new.
      if (wait(key) > 0) return;
      const { failures: before = 0 } = keys.get(key) ?? {};
      const failures = before + 1;
      const rest = SHORTEST_REST * 2 ** (failures - patience);
      keys.set(key, {
        failures,
        until: failures < patience ? -Infinity : tick() + Math.min(longest, rest),
      });
    },
    worked: (key) => void keys.delete(key),
  };
}
