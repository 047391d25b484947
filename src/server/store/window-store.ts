import type { WindowRequest } from '../../contract/wire/api.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import { STEP, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { EncodedValues } from './encoded-values.ts';

/** The data of a window as the upstream returned it. */
export interface StoredWindow {
  /** Time of the first value; later than requested if the upstream no longer had the first part. */
  begin: EpochMs;
  encodedValues: EncodedValues;
  /** The upstream's summary, in the metric's unit. */
  summary: number | null;
  fetchedAt: EpochMs;
  requestId: string | null;
  /** Can no longer change. */
  final: boolean;
  /** Starts at the requested begin. */
  complete: boolean;
}

/** Neither method rejects because of a storage failure. */
export interface WindowStore {
  get(request: WindowRequest): Promise<StoredWindow | undefined>;
  /** Resolves once the window is as durable as this store makes it. */
  put(request: WindowRequest, stored: StoredWindow): Promise<void>;
  /** Returns why a window that was archived cannot be read; undefined if it never was. */
  explainMissing?(request: WindowRequest): Promise<Problem | undefined>;
}

/** Delay after the end of a bucket until the upstream can have its value. */
export const REFRESH_LAG: Millis = 3_000;

/**
 * Whether `stored` can be served without a call: final windows always, others until the next bucket.
 * Windows fetched in the future, before the clock was set back, are not fresh.
 */
export function isFresh({ final, fetchedAt }: StoredWindow, now: EpochMs): boolean {
  const nextBucket = floorToStep(fetchedAt - REFRESH_LAG) + STEP;
  return final || (now >= fetchedAt - REFRESH_LAG && now < nextBucket + REFRESH_LAG);
}
