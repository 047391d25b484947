import type { EpochMs } from '../../contract/domain/time.ts';
import { BucketState } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import type { ChartFormat, ChartText } from '../chart-types.ts';
import { findBucket } from './chart-line.ts';

export interface BucketReading {
  /** NaN if missing. */
  value: number;
  state: BucketState;
}

const STATES = Object.values(BucketState);

/** Reads the bucket that contains `at`; a gap outside of the series. */
export function readBucket(series: Series, at: EpochMs): BucketReading {
  const index = findBucket(series, at);
  const state = STATES.find((known) => known === series.states[index]) ?? BucketState.Gap;
  return { value: series.values[index] ?? Number.NaN, state };
}

/** Formats the value, or why it is missing. */
export function formatReading(
  { value, state }: BucketReading,
  format: ChartFormat,
  text: ChartText,
): string {
  if (!Number.isNaN(value)) return format.valueWithUnit(value);
  switch (state) {
    case BucketState.Failed:
      return text.failed;
    case BucketState.Expired:
      return text.gone;
    case BucketState.Loading:
      return text.loading;
    case BucketState.Pending:
      return text.awaited;
    default:
      return text.noData;
  }
}
