import { LRUCache } from 'lru-cache';
import type { WindowRequest } from '../../contract/wire/api.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import { STEP, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { EncodedValues } from './encoded-values.ts';
import { windowKey } from '../../contract/domain/subject-key.ts';

/** A window as the upstream answered it. */
export interface StoredWindow {
  /** Where `column` starts; later than asked when the upstream had lost the first part. */
  begin: EpochMs;
  encodedValues: EncodedValues;
  summary: number | null;
  fetchedAt: EpochMs;
  requestId: string | null;
  /** Cannot change any more. */
  final: boolean;
  /** Nothing of it was lost before it was asked: only such a final one is worth keeping for good. */
  complete: boolean;
}

/** Where windows are kept: in memory, or in memory and on disk. Neither way fails. */
export interface WindowStore {
  get(request: WindowRequest): Promise<StoredWindow | undefined>;
  /** Resolves once the entry is as safe as this store makes it. */
  put(request: WindowRequest, entry: StoredWindow): Promise<void>;
  /** Why there is no entry although there was one for good. */
  missing?(request: WindowRequest): Promise<Problem | undefined>;
}

/** The upstream needs a moment after a bucket's end before asking again can bring anything. */
export const REFRESH_LAG: Millis = 3_000;

/**
 * Whether an entry answers for the upstream at `now`: final ones always, others until the next bucket,
 * unless they are from a time that is still to come, because a clock was set back since.
 */
export function isFresh({ final, fetchedAt }: StoredWindow, now: EpochMs): boolean {
  const nextBucket = floorToStep(fetchedAt - REFRESH_LAG) + STEP;
  return final || (now >= fetchedAt - REFRESH_LAG && now < nextBucket + REFRESH_LAG);
}

/** Roughly what an entry takes: its column, and what stands around it. */
function bytesOf({ encodedValues }: StoredWindow, key: string): number {
  return 600 + key.length * 2 + encodedValues.length;
}

/** Keeps the most recently used windows in memory, up to `maxBytes`. */
export function createMemoryStore(maxBytes: number): WindowStore {
  const entries = new LRUCache<string, StoredWindow>({
    maxSize: maxBytes,
    sizeCalculation: bytesOf,
  });
  return {
    get: (request) => Promise.resolve(entries.get(windowKey(request))),
    put(request, entry) {
      entries.set(windowKey(request), entry);
      return Promise.resolve();
    },
  };
}
