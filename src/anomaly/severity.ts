// Severity: a log scale shared by all metrics, on which higher is worse.
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';

// A started logarithm (Tukey), in percentage points or milliseconds: relative far above the start,
// absolute below it, so that tiny rates do not explode.
const START = { percent: 0.5, ms: 50 } as const;

/** Maps a value in the metric's unit to its severity; +0.1 is about 10 % worse. */
export function toSeverity(metric: Metric, value: number): number {
  const { unit, better } = METRIC_FACTS[metric];
  const bad = better === 'higher' ? 100 - value : value;
  return Math.log(Math.max(0, bad) + START[unit]);
}

/** Inverts `toSeverity`. */
export function fromSeverity(metric: Metric, severity: number): number {
  const { unit, better } = METRIC_FACTS[metric];
  const bad = Math.exp(severity) - START[unit];
  return better === 'higher' ? 100 - bad : bad;
}

/** Maps the settled values of a series; NaN for all other buckets. */
export function toSeverities(metric: Metric, { values, states }: Series): Float64Array {
  return Float64Array.from(values, (value, i) =>
    states[i] === BucketState.Settled ? toSeverity(metric, value) : Number.NaN,
  );
}
