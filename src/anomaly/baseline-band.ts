import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import { BUCKETS_PER_DAY } from '../contract/domain/time.ts';
import { quantileOfSorted } from '../stats/robust.ts';
import { SIGMA_HALF_WINDOW } from './baseline.ts';
import type { Detection } from './detect-episodes.ts';
import { createSeasonalIndex } from './seasonal-index.ts';
import { fromSeverity } from './severity.ts';

/** Per bucket, in the metric's unit; NaN if unknown. */
export interface BaselineBand {
  low: Float64Array;
  median: Float64Array;
  high: Float64Array;
}

const LOW_QUANTILE = 0.1;
const HIGH_QUANTILE = 0.9;

/** Computes the band that four of five values lie in; undefined without a baseline. */
export function computeBaselineBand({
  series,
  metric,
  baseline,
  anomalous,
}: Detection): BaselineBand | undefined {
  if (!baseline) return undefined;
  const { expected, residual } = baseline;
  const index = createSeasonalIndex(expected.length, series.begin, BUCKETS_PER_DAY);
  const included = residual.map((value, i) => (anomalous[i] ? Number.NaN : value));
  const lowest = new Float64Array(BUCKETS_PER_DAY);
  const highest = new Float64Array(BUCKETS_PER_DAY);
  for (let slot = 0; slot < BUCKETS_PER_DAY; slot++) {
    const sorted = index.collect(included, slot, SIGMA_HALF_WINDOW).sort();
    lowest[slot] = quantileOfSorted(sorted, LOW_QUANTILE);
    highest[slot] = quantileOfSorted(sorted, HIGH_QUANTILE);
  }
  const shift = (bySlot: Float64Array) =>
    expected.map((severity, i) =>
      fromSeverity(metric, severity + (bySlot[index.slotOf(i)] ?? Number.NaN)),
    );
  const better = shift(lowest);
  const worse = shift(highest);
  const median = expected.map((severity) => fromSeverity(metric, severity));
  return METRIC_FACTS[metric].better === 'lower'
    ? { low: better, median, high: worse }
    : { low: worse, median, high: better };
}
