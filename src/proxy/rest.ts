import { LRUCache } from 'lru-cache';
import { MINUTE } from '../contract/time.ts';
import type { EpochMs, Millis } from '../contract/time.ts';

const SHORTEST_REST: Millis = 10_000;
const LONGEST_REST: Millis = 30 * MINUTE;

/** Keys remembered; what failed longer ago is tried again. */
const MAX_KEYS = 10_000;

/** Lets what keeps failing rest, longer each time. */
export interface Rest {
  /** When `key` may be tried again; long past when it may already. */
  until(key: string): EpochMs;
  failed(key: string): void;
  worked(key: string): void;
}

/** Rests begin with the `patience`th failure in a row: 10 s, doubled each time, at most half an hour. */
export function createRest(now: () => EpochMs, patience = 1): Rest {
  const keys = new LRUCache<string, { failures: number; until: EpochMs }>({ max: MAX_KEYS });
  return {
    until: (key) => keys.get(key)?.until ?? -Infinity,
    failed(key) {
      const { failures: before = 0, until = -Infinity } = keys.get(key) ?? {};
      // What was under way when the rest began tells nothing new.
      if (until > now()) return;
      const failures = before + 1;
      const rest = SHORTEST_REST * 2 ** (failures - patience);
      keys.set(key, {
        failures,
        until: failures < patience ? -Infinity : now() + Math.min(LONGEST_REST, rest),
      });
    },
    worked: (key) => void keys.delete(key),
  };
}
