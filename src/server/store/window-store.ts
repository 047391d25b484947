import type { WindowRequest } from '../../contract/wire/api.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import { STEP, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { EncodedValues } from './encoded-values.ts';

export interface StoredWindow {
  /** Later than requested if the first part has expired. */
  begin: EpochMs;
  encodedValues: EncodedValues;
  /** In the metric's unit, as the values. */
  summary: number | null;
  fetchedAt: EpochMs;
  requestId: string | null;
  /** Can no longer change. */
  final: boolean;
  /** Starts at the requested begin. */
  complete: boolean;
}

/** Storage failures do not reject. */
export interface WindowStore {
  get(request: WindowRequest): Promise<StoredWindow | undefined>;
  put(request: WindowRequest, stored: StoredWindow): Promise<void>;
  /** Returns why an archived window cannot be read. */
  explainMissing?(request: WindowRequest): Promise<Problem | undefined>;
}

/** Time from the end of a bucket until the upstream can have its value. */
export const REFRESH_LAG: Millis = 3_000;

/**
 * Final windows are always fresh, others until the next bucket. Windows fetched in the future, before the
 * clock was set back, are not.
 */
export function isFresh({ final, fetchedAt }: StoredWindow, now: EpochMs): boolean {
  const nextBucket = floorToStep(fetchedAt - REFRESH_LAG) + STEP;
  return final || (now >= fetchedAt - REFRESH_LAG && now < nextBucket + REFRESH_LAG);
}
