import type { ChartLine } from '../../src/chart/chart-types.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import type { EpochMs, Span } from '../../src/contract/domain/time.ts';
import { BucketState } from '../../src/series/series.ts';
import type { Series } from '../../src/series/series.ts';

export const BEGIN: EpochMs = Date.UTC(2026, 10, 16);

/** A settled value, a provisional one, or the state of a bucket without a value. */
export type Bucket = number | { provisional: number } | keyof typeof BucketState;

export const buildProvisional = (value: number): Bucket => ({ provisional: value });

export function buildSeries(buckets: readonly Bucket[], begin: EpochMs = BEGIN): Series {
  const values = new Float64Array(buckets.length).fill(Number.NaN);
  const states = new Uint8Array(buckets.length);
  for (const [i, bucket] of buckets.entries()) {
    if (typeof bucket === 'string') states[i] = BucketState[bucket];
    else {
      values[i] = typeof bucket === 'number' ? bucket : bucket.provisional;
      states[i] = typeof bucket === 'number' ? BucketState.Settled : BucketState.Provisional;
    }
  }
  return { begin, step: STEP, values, states };
}

/** Builds a settled series; NaN makes a gap. */
export function buildSettled(values: Iterable<number>, begin: EpochMs = BEGIN): Series {
  const buckets = Array.from(values, (value) => (Number.isNaN(value) ? 'Gap' : value));
  return buildSeries(buckets, begin);
}

export function buildLine(buckets: readonly Bucket[], more: Partial<ChartLine> = {}): ChartLine {
  const key = more.key ?? 'all';
  return { key, label: key, color: `var(--series-${key})`, series: buildSeries(buckets), ...more };
}

/** Builds a span of `count` buckets. */
export function buildSpan(count: number, begin: EpochMs = BEGIN): Span {
  return { begin, end: begin + count * STEP };
}
