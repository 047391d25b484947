import { BUCKETS_PER_DAY, HOUR, STEP } from '../contract/domain/time.ts';
import { MAD_TO_SIGMA, medianOfSorted } from '../stats/robust.ts';
import { rollingMean } from '../stats/rolling.ts';
import { findRuns } from './runs.ts';
import type { Run } from './runs.ts';
import { THRESHOLDS } from './thresholds.ts';

const HALF_DAY = BUCKETS_PER_DAY / 2;
const BUCKETS_PER_HOUR = HOUR / STEP;
const MIN_DAY_SHARE = 0.4;

export function averageDays(residual: Float64Array): Float64Array {
  return rollingMean(residual, HALF_DAY, MIN_DAY_SHARE);
}

/** Zero outside the runs. */
export function measureTrend(residual: Float64Array, runs: readonly Run[]): Float64Array {
  const trend = new Float64Array(residual.length);
  for (const { from, to } of runs) {
    const means = averageDays(residual.subarray(from, to));
    for (const [i, mean] of means.entries()) trend[from + i] = Math.max(0, mean || 0);
  }
  return trend;
}

/** Detects rises of the daily means; `excluded` buckets do not count as noise. */
export function detectDrifts(dailyMeans: Float64Array, excluded?: Uint8Array): Run[] {
  const isSample = (mean: number, i: number) =>
    i % BUCKETS_PER_HOUR === 0 && mean === mean && !excluded?.[i];
  const deviations = dailyMeans.filter(isSample).map(Math.abs).sort();
  const sigma = MAD_TO_SIGMA * medianOfSorted(deviations, 'upper');
  const threshold = Math.max(THRESHOLDS.driftSeverity, THRESHOLDS.minSigmas * sigma);
  const runs = findRuns(
    dailyMeans.length,
    (i) => (dailyMeans[i] ?? Number.NaN) > threshold,
    (i) => (dailyMeans[i] ?? Number.NaN) > threshold / 2,
  );
  return runs.filter((run) => measureWidth(dailyMeans, run) >= THRESHOLDS.minDriftBuckets);
}

// At half height, because averaging adds a day.
function measureWidth(dailyMeans: Float64Array, { from, to }: Run): number {
  const means = dailyMeans.subarray(from, to);
  const half = means.reduce((top, mean) => (mean > top ? mean : top), 0) / 2;
  return means.reduce((count, mean) => count + (mean > half ? 1 : 0), 0);
}

// An even rise crosses the threshold late.
const MAX_LOOK_BACK = 3 * BUCKETS_PER_DAY;

interface HourlyMean {
  at: number;
  /** Relative excess: linear in an even rise, unlike its logarithm. */
  mean: number;
}

/** Refines the bounds to the hours at which a jump, or a slope at the onset, fits best. */
export function refineDriftBounds(residual: Float64Array, dailyMeans: Float64Array, run: Run): Run {
  let peak = run.from;
  for (let i = run.from; i < run.to; i++) {
    if ((dailyMeans[i] ?? 0) > (dailyMeans[peak] ?? 0)) peak = i;
  }
  const rise = averageHours(residual, Math.max(0, run.from - MAX_LOOK_BACK), peak);
  const from = findChangePoint(rise, [jump, slope]) ?? run.from;
  const isOngoing = run.to >= residual.length;
  if (isOngoing) return { from, to: run.to };
  const fall = averageHours(residual, peak, run.to);
  const lastHour = findChangePoint(fall.toReversed(), [jump]) ?? run.to - BUCKETS_PER_HOUR;
  return { from, to: lastHour + BUCKETS_PER_HOUR };
}

function averageHours(residual: Float64Array, from: number, to: number): HourlyMean[] {
  const hours: HourlyMean[] = [];
  for (let at = from; at + BUCKETS_PER_HOUR <= to; at += BUCKETS_PER_HOUR) {
    const values = residual.subarray(at, at + BUCKETS_PER_HOUR).filter((value) => value === value);
    if (values.length < BUCKETS_PER_HOUR / 2) continue;
    const sum = values.reduce((total, value) => total + Math.expm1(value), 0);
    hours.push({ at, mean: sum / values.length });
  }
  return hours;
}

type Shape = (hour: number) => number;
const jump: Shape = (hour) => (hour < 0 ? 0 : 1);
const slope: Shape = (hour) => Math.max(0, hour);

function findChangePoint(
  hours: readonly HourlyMean[],
  shapes: readonly Shape[],
): number | undefined {
  let leastError = Infinity;
  let changePoint: number | undefined;
  for (let candidate = 1; candidate < hours.length - 1; candidate++) {
    for (const shape of shapes) {
      const error = fitError(hours, (i) => shape(i - candidate));
      if (error >= leastError) continue;
      leastError = error;
      changePoint = hours[candidate]?.at;
    }
  }
  return changePoint;
}

// Squared error of the best `constant + height * shape`; Infinity for negative heights.
function fitError(hours: readonly HourlyMean[], shape: Shape): number {
  let [sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0];
  for (const [i, { mean }] of hours.entries()) {
    const x = shape(i);
    sx += x;
    sy += mean;
    sxx += x * x;
    sxy += x * mean;
    syy += mean * mean;
  }
  const n = hours.length;
  const height = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  return height > 0 ? syy - height * sxy - ((sy - height * sx) / n) * sy : Infinity;
}
