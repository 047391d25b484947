import { LRUCache } from 'lru-cache';
import type { WindowRequest } from '../contract/api.ts';
import type { Problem } from '../contract/problem.ts';
import { STEP, floorToStep } from '../contract/time.ts';
import type { EpochMs, Millis } from '../contract/time.ts';
import { windowKey } from './window-key.ts';

/** A window as the upstream answered it. */
export interface WindowEntry {
  /** Where `values` starts; later than asked when the upstream had lost the first part. */
  begin: EpochMs;
  /** One a bucket in the metric's unit. */
  values: readonly (number | null)[];
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
  get(request: WindowRequest): Promise<WindowEntry | undefined>;
  /** Resolves once the entry is as safe as this store makes it. */
  put(request: WindowRequest, entry: WindowEntry): Promise<void>;
  /** Why there is no entry although there was one for good. */
  missing?(request: WindowRequest): Promise<Problem | undefined>;
}

/** The upstream needs a moment after a bucket's end before asking again can bring anything. */
export const REFRESH_LAG: Millis = 3_000;

/**
 * Whether an entry answers for the upstream at `now`: final ones always, others until the next bucket,
 * unless they are from a time that is still to come, because a clock was set back since.
 */
export function isFresh({ final, fetchedAt }: WindowEntry, now: EpochMs): boolean {
  const nextBucket = floorToStep(fetchedAt - REFRESH_LAG) + STEP;
  return final || (now >= fetchedAt - REFRESH_LAG && now < nextBucket + REFRESH_LAG);
}

/** An entry as it lies in memory: a third of what boxed numbers would take. */
interface Packed extends Omit<WindowEntry, 'values'> {
  /** NaN where there is no value. */
  column: Float64Array;
}

function pack({ values, ...others }: WindowEntry): Packed {
  return { ...others, column: Float64Array.from(values, (value) => value ?? Number.NaN) };
}

function unpack({ column, ...others }: Packed): WindowEntry {
  const values: (number | null)[] = [];
  // `Array.from` takes five times as long, a fifth of an answer from memory.
  for (const value of column) values.push(Number.isNaN(value) ? null : value);
  return { ...others, values };
}

/** Roughly what an entry takes: its numbers, and what stands around them. */
function bytesOf({ column }: Packed, key: string): number {
  return 600 + key.length * 2 + column.byteLength;
}

/** Keeps the most recently used windows in memory, up to `maxBytes`. */
export function createMemoryStore(maxBytes: number): WindowStore {
  const entries = new LRUCache<string, Packed>({
    maxSize: maxBytes,
    sizeCalculation: bytesOf,
  });
  return {
    get(request) {
      const packed = entries.get(windowKey(request));
      return Promise.resolve(packed && unpack(packed));
    },
    put(request, entry) {
      entries.set(windowKey(request), pack(entry));
      return Promise.resolve();
    },
  };
}
