import type { ChartLine } from '../../src/chart/chart-types.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import type { EpochMs, Span } from '../../src/contract/domain/time.ts';
import { BucketState } from '../../src/series/series.ts';
import type { Series } from '../../src/series/series.ts';

export const BEGIN: EpochMs = Date.UTC(2026, 10, 16);

/** One bucket: a number is settled, `p(n)` provisional; the rest are why there is none. */
export type Bucket = number | { provisional: number } | keyof typeof BucketState;

export const p = (provisional: number): Bucket => ({ provisional });

export function seriesOf(buckets: readonly Bucket[], begin: EpochMs = BEGIN): Series {
  const values = new Float64Array(buckets.length).fill(Number.NaN);
  const states = new Uint8Array(buckets.length);
  for (const [i, bucket] of buckets.entries()) {
    if (typeof bucket === 'string') states[i] = BucketState[bucket];
    else {
      values[i] = typeof bucket === 'number' ? bucket : bucket.provisional;
      states[i] = typeof bucket === 'number' ? BucketState.Defined : BucketState.Provisional;
    }
  }
  return { begin, step: STEP, values, states };
}

export function lineOf(buckets: readonly Bucket[], more: Partial<ChartLine> = {}): ChartLine {
  const key = more.key ?? 'all';
  return { key, label: key, color: `var(--series-${key})`, series: seriesOf(buckets), ...more };
}

/** `count` buckets from BEGIN. */
export function spanOf(count: number, begin: EpochMs = BEGIN): Span {
  return { begin, end: begin + count * STEP };
}
