// What is usual -> the band that a chart draws behind the line.
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import { BUCKETS_PER_DAY } from '../contract/domain/time.ts';
import { fromSeverity } from './severity.ts';
import { createSeasonalIndex } from './seasonal-index.ts';
import { SIGMA_HALF_WINDOW } from './baseline.ts';
import type { Detection } from './detect-episodes.ts';

/** Columns beside a series: a value a bucket in the metric's unit, NaN where nobody knows. */
export interface BaselineBand {
  low: Float64Array;
  median: Float64Array;
  high: Float64Array;
}

/** Four of five values of that time of day lie between these. */
const LOW = 0.1;
const HIGH = 0.9;

/**
 * The usual band of a watched series: the usual level, and from the 10th to the 90th percentile of
 * what that time of day has strayed from it, an hour to each side, without what stood out. Undefined
 * where there is no usual.
 */
export function computeBaselineBand({
  series,
  metric,
  usual,
  standsOut,
}: Detection): BaselineBand | undefined {
  if (!usual) return undefined;
  const { expected, residual } = usual;
  const ring = createSeasonalIndex(expected.length, series.begin, BUCKETS_PER_DAY);
  const counted = residual.map((above, i) => (standsOut[i] ? Number.NaN : above));
  const below = new Float64Array(BUCKETS_PER_DAY);
  const above = new Float64Array(BUCKETS_PER_DAY);
  for (let slot = 0; slot < BUCKETS_PER_DAY; slot++) {
    const sorted = ring.gather(counted, slot, SIGMA_HALF_WINDOW).sort();
    below[slot] = quantileOf(sorted, LOW);
    above[slot] = quantileOf(sorted, HIGH);
  }
  const better = expected.map((one, i) => fromSeverity(metric, one + at(below, ring.slotOf(i))));
  const worse = expected.map((one, i) => fromSeverity(metric, one + at(above, ring.slotOf(i))));
  const median = expected.map((one) => fromSeverity(metric, one));
  return METRIC_FACTS[metric].better === 'lower'
    ? { low: better, median, high: worse }
    : { low: worse, median, high: better };
}

/** Between the two neighbours it lies between; NaN of nothing. */
function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

function at(column: Float64Array, i: number): number {
  return column[i] ?? Number.NaN;
}
