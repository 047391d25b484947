// Severity: a log scale shared by all metrics, on which higher is worse.
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';

// Started logarithm (Tukey): relative far above the start, absolute below.
const START = { percent: 0.5, ms: 50 } as const;

/** +0.1 is about 10 % worse. */
export function toSeverity(metric: Metric, value: number): number {
  const { unit, better } = METRIC_FACTS[metric];
  const bad = better === 'higher' ? 100 - value : value;
  return Math.log(Math.max(0, bad) + START[unit]);
}

export function fromSeverity(metric: Metric, severity: number): number {
  const { unit, better } = METRIC_FACTS[metric];
  const bad = Math.exp(severity) - START[unit];
  return better === 'higher' ? 100 - bad : bad;
}

/** NaN for buckets that have not settled. */
export function toSeverities(metric: Metric, { values, states }: Series): Float64Array {
  return Float64Array.from(values, (value, i) =>
    states[i] === BucketState.Settled ? toSeverity(metric, value) : Number.NaN,
  );
}
