// Excess over the usual -> the stretches that stand out: at once, or slowly over days.
import { BUCKETS_PER_DAY, HOUR, STEP } from '../contract/domain/time.ts';
import { movingMean } from './baseline.ts';
import type { Baseline } from './baseline.ts';

/** Buckets `[from, to)` of a column. */
export interface Run {
  from: number;
  to: number;
}

/** What is far enough outside: each on the scale of badness. */
export const THRESHOLDS = {
  /** A tenth worse, at least, … */
  size: 0.1,
  /** … and five times as far as it usually strays, … */
  spreads: 5,
  /** … in three buckets in a row. */
  least: 3,
  /** Half an hour within bounds, or without values, ends it. */
  break: 6,
  /** A day's mean a twentieth worse … */
  slowSize: 0.05,
  /** … for two days. */
  slowLeast: 2 * BUCKETS_PER_DAY,
} as const;

const HALF_A_DAY = BUCKETS_PER_DAY / 2;
const BUCKETS_AN_HOUR = HOUR / STEP;
/** Of a day's values, for its mean to stand for it. */
const DAY_SHARE = 0.4;
/** As much of a bound as leads into a run or out of it. */
const NEAR = 0.7;
/** As much of a bound as two runs have between them, to be one. */
const ALIKE = 0.5;
/** Of what lies between two runs, to be part of both. */
const ALIKE_SHARE = 0.7;
const MAD_TO_SIGMA = 1.4826;

/**
 * Runs of at least `least` buckets in which `isOutside`, ascending, each grown as far as `isNear`
 * goes on. Two with a short break between them, or with one that `isAlike`, are one.
 */
export function findRuns(
  length: number,
  isOutside: (i: number) => boolean,
  isNear: (i: number) => boolean = isOutside,
  isAlike: (i: number) => boolean = isNear,
): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < length; i++) {
    if (!isOutside(i)) continue;
    let to = i + 1;
    while (to < length && isOutside(to)) to++;
    if (to - i >= THRESHOLDS.least) {
      let from = i;
      const last = runs.at(-1);
      // What led there and away again belongs to it.
      while (from > (last?.to ?? 0) && isNear(from - 1)) from--;
      while (to < length && isNear(to)) to++;
      if (last && isOne(last, { from, to }, isAlike)) last.to = to;
      else runs.push({ from, to });
    }
    i = to;
  }
  return runs;
}

/** Whether what lies between two runs is too short, or too much like them and shorter than both, to part them. */
function isOne(one: Run, next: Run, isAlike: (i: number) => boolean): boolean {
  const pause = next.from - one.to;
  if (pause <= THRESHOLDS.break) return true;
  if (pause > one.to - one.from + next.to - next.from) return false;
  let alike = 0;
  for (let i = one.to; i < next.from; i++) if (isAlike(i)) alike++;
  return alike >= ALIKE_SHARE * pause;
}

/** The runs far above the usual, over what rises slowly: `trend`, on the same scale. */
export function detectSpikes(usual: Baseline, trend: Float64Array = new Float64Array(0)): Run[] {
  const { residual, dailyResidual, sigma } = usual;
  const above = (i: number) => (residual[i] ?? Number.NaN) - (trend[i] ?? 0);
  const bound = (i: number) =>
    Math.max(THRESHOLDS.size, THRESHOLDS.spreads * (sigma[i] ?? Number.NaN));
  return findRuns(
    residual.length,
    (i) => above(i) > bound(i),
    (i) => above(i) > bound(i) * NEAR,
    // Two weeks with trouble at the same time of the week would make it usual there.
    (i) => (dailyResidual[i] ?? Number.NaN) - (trend[i] ?? 0) > bound(i) * ALIKE,
  );
}

/** Means of the day around each bucket. */
export function dayMeans(excess: Float64Array): Float64Array {
  return movingMean(excess, HALF_A_DAY, DAY_SHARE);
}

/** How high `runs` lie, from hour to hour; zero beside them. */
export function trendIn(excess: Float64Array, runs: readonly Run[]): Float64Array {
  const trend = new Float64Array(excess.length);
  for (const { from, to } of runs) {
    const means = movingMean(excess.subarray(from, to), HALF_A_DAY, DAY_SHARE);
    for (const [i, mean] of means.entries()) trend[from + i] = Math.max(0, mean || 0);
  }
  return trend;
}

/** The runs of days whose means (`dayMeans`) are above the usual; `leftOut` says nothing about how far they stray. */
export function detectDrifts(means: Float64Array, leftOut?: Uint8Array): Run[] {
  const isUsual = (mean: number, i: number) =>
    i % BUCKETS_AN_HOUR === 0 && mean === mean && !leftOut?.[i];
  const known = means.filter(isUsual).map(Math.abs).sort();
  const spread = MAD_TO_SIGMA * (known[known.length >> 1] ?? Number.NaN);
  const bound = Math.max(THRESHOLDS.slowSize, THRESHOLDS.spreads * spread);
  const runs = findRuns(
    means.length,
    (i) => (means[i] ?? Number.NaN) > bound,
    (i) => (means[i] ?? Number.NaN) > bound / 2,
  );
  return runs.filter((run) => widthOf(means, run) >= THRESHOLDS.slowLeast);
}

/** How many buckets of a run are above half its height: a day's mean makes everything a day longer. */
function widthOf(means: Float64Array, { from, to }: Run): number {
  const some = means.subarray(from, to);
  const half = some.reduce((most, mean) => (mean > most ? mean : most), 0) / 2;
  return some.reduce((count, mean) => count + (mean > half ? 1 : 0), 0);
}

/** How much before a run its beginning is looked for: what rises evenly is outside late. */
const LOOK_BACK = 3 * BUCKETS_PER_DAY;

interface HourMean {
  at: number;
  /** Of the ratio to the usual, less one: it rises evenly where its logarithm bends. */
  mean: number;
}

/**
 * A slow run between the hours at which it set in and ended: a day's mean makes everything a day
 * longer. Each is where a level that jumps, or one that begins to change evenly, comes closest to the
 * hourly means on its side of the top (least squares). What stands out of the run itself says nothing.
 */
export function refineDriftBounds(excess: Float64Array, means: Float64Array, run: Run): Run {
  let top = run.from;
  for (let i = run.from; i < run.to; i++) if ((means[i] ?? 0) > (means[top] ?? 0)) top = i;
  const rise = hoursOf(excess, Math.max(0, run.from - LOOK_BACK), top);
  const fall = hoursOf(excess, top, run.to);
  const goesOn = run.to >= excess.length;
  return {
    ...run,
    from: findChangePoint(rise) ?? run.from,
    to: goesOn
      ? run.to
      : (findChangePoint(fall.toReversed(), [jump]) ?? run.to - BUCKETS_AN_HOUR) + BUCKETS_AN_HOUR,
  };
}

function hoursOf(excess: Float64Array, from: number, to: number): HourMean[] {
  const hours: HourMean[] = [];
  for (let at = from; at + BUCKETS_AN_HOUR <= to; at += BUCKETS_AN_HOUR) {
    const some = excess.subarray(at, at + BUCKETS_AN_HOUR).filter((value) => value === value);
    if (some.length < BUCKETS_AN_HOUR / 2) continue;
    hours.push({ at, mean: some.reduce((sum, value) => sum + Math.expm1(value), 0) / some.length });
  }
  return hours;
}

function findChangePoint(hours: readonly HourMean[], shapes = [jump, slope]): number | undefined {
  let least = Infinity;
  let found: number | undefined;
  for (let turn = 1; turn < hours.length - 1; turn++) {
    for (const shape of shapes) {
      const error = fitError(hours, (i) => shape(i - turn));
      if (error >= least) continue;
      least = error;
      found = hours[turn]?.at;
    }
  }
  return found;
}

const jump = (i: number) => (i < 0 ? 0 : 1);
const slope = (i: number) => Math.max(0, i);

/** What is left of the hours' squares when `shape`, and a constant, are fitted; Infinity where it would fall. */
function fitError(hours: readonly { mean: number }[], shape: (i: number) => number): number {
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
