// Values -> one scale for all metrics, on which more is worse and a step means the same everywhere.
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';

/**
 * A started logarithm (Tukey): ratios far above the start, differences below it, so that neither
 * 0.01 % against 0.02 % nor a join success of 100 % explodes. Percentage points; milliseconds.
 */
const START = { percent: 0.5, ms: 50 } as const;

/** `value`, in the metric's unit, on the scale: 0.1 is a tenth more of what is bad. */
export function toSeverity(metric: Metric, value: number): number {
  const { unit, better } = METRIC_FACTS[metric];
  const bad = better === 'higher' ? 100 - value : value;
  return Math.log(Math.max(0, bad) + START[unit]);
}

/** The value, in the metric's unit, that lies at `badness`. */
export function fromSeverity(metric: Metric, badness: number): number {
  const { unit, better } = METRIC_FACTS[metric];
  const bad = Math.exp(badness) - START[unit];
  return better === 'higher' ? 100 - bad : bad;
}

/** The settled values of `series` on the scale; NaN where there is none, or none that will stay. */
export function severityOf(metric: Metric, { values, states }: Series): Float64Array {
  return Float64Array.from(values, (value, i) =>
    states[i] === BucketState.Settled ? toSeverity(metric, value) : Number.NaN,
  );
}
