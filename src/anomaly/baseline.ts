// A column of badness -> what is usual at each of its times, and how far it usually strays.
import { BUCKETS_PER_DAY } from '../contract/domain/time.ts';
import type { EpochMs } from '../contract/domain/time.ts';
import { createSeasonalIndex } from './seasonal-index.ts';

/** Fewer days tell nothing about a day. */
export const MIN_DAYS = 4;
/** From as many days on a weekday is held against the same weekday. */
const WEEKLY_DAYS = 14;

const BUCKETS_A_WEEK = 7 * BUCKETS_PER_DAY;
/** Neighbours that stand for a time of day as well, each side: what is usual hardly changes in ten minutes. */
const LEVEL_REACH = 2;
/** And for how far it strays: an hour. */
export const SIGMA_HALF_WINDOW = 6;
/** How a weekday differs from other days changes slowly: two hours. */
const WEEKDAY_REACH = 12;
/** A time of day is known from as many days at least; else what was left out counts too. */
const LEAST_SAMPLES = 2;
/** No line is so steady that less than this, on the scale of badness, says anything. */
const LEAST_SPREAD = 0.01;
/** No time of day strays further than this many times the others: it is the days that differ there. */
const SPREAD_MOST = 3;
/** From the median absolute deviation to a standard deviation, for what is normally distributed. */
const MAD_TO_SIGMA = 1.4826;

export interface Baseline {
  /** A bucket of the column, on the scale of badness; NaN where no day tells. */
  expected: Float64Array;
  /** How far the column strays from the level at that time of day, as a standard deviation. */
  sigma: Float64Array;
  /** What is left of the column above its level; NaN where it has no value. */
  residual: Float64Array;
  /** The same above what is usual at that time of any day. */
  dailyResidual: Float64Array;
  /** Weekdays were held against the same weekday. */
  isWeekly: boolean;
}

/** How many times of day `column` covers at least once, in days. */
export function daysOf(column: Float64Array): number {
  return column.length / BUCKETS_PER_DAY;
}

/**
 * What is usual in `column` (badness, a value every five minutes from `begin`): at each time of day
 * the lower median over the days, so that of an even number half may be bad; from two weeks on moved
 * by how that weekday differs. What `leftOut` marks says nothing about what is usual. Times of day are
 * UTC's, so that the reader's zone changes nothing.
 */
export function estimateBaseline(
  column: Float64Array,
  begin: EpochMs,
  leftOut?: Uint8Array,
): Baseline {
  const ring = createSeasonalIndex(column.length, begin, BUCKETS_PER_DAY);
  const counted = leftOut ? column.map((value, i) => (leftOut[i] ? Number.NaN : value)) : column;
  const levels = new Float64Array(BUCKETS_PER_DAY);
  for (let slot = 0; slot < BUCKETS_PER_DAY; slot++) {
    const known = ring.gather(counted, slot, LEVEL_REACH);
    levels[slot] = lowerMedian(
      ring.turns >= LEAST_SAMPLES ? known : ring.gather(column, slot, LEVEL_REACH),
    );
  }
  const expected = column.map((_, i) => levels[ring.slotOf(i)] ?? Number.NaN);
  const isWeekly = daysOf(column) >= WEEKLY_DAYS;
  const dailyResidual = column.map((value, i) => value - (expected[i] ?? Number.NaN));
  if (isWeekly) addWeekdays(expected, column, begin, leftOut);
  const residual = column.map((value, i) => value - (expected[i] ?? Number.NaN));
  const strays = dailyResidual.map((above, i) => (leftOut?.[i] ? Number.NaN : Math.abs(above)));
  const spreads = new Float64Array(BUCKETS_PER_DAY);
  for (let slot = 0; slot < BUCKETS_PER_DAY; slot++) {
    const median = lowerMedian(ring.gather(strays, slot, SIGMA_HALF_WINDOW));
    spreads[slot] = Math.max(LEAST_SPREAD, MAD_TO_SIGMA * median);
  }
  const most = SPREAD_MOST * lowerMedian(spreads.filter((one) => one === one));
  const sigma = column.map((_, i) => Math.min(most, spreads[ring.slotOf(i)] ?? Number.NaN));
  return { expected, sigma, residual, dailyResidual, isWeekly };
}

/**
 * Moves `level` by how each time of the week differs from that time of day: to the better by the
 * lower median of its weeks, to the worse only as far as all of them agree, or trouble at the same
 * time of two weeks would be usual.
 */
function addWeekdays(
  level: Float64Array,
  column: Float64Array,
  begin: EpochMs,
  leftOut?: Uint8Array,
): void {
  const ring = createSeasonalIndex(level.length, begin, BUCKETS_A_WEEK);
  const above = column.map((value, i) => value - (level[i] ?? Number.NaN));
  const all = movingMedian(above, WEEKDAY_REACH);
  const counted = all.map((value, i) => (leftOut?.[i] ? Number.NaN : value));
  const shifts = new Float64Array(BUCKETS_A_WEEK);
  for (let slot = 0; slot < BUCKETS_A_WEEK; slot++) {
    const weeks = ring.gather(all, slot, 0);
    // One week would be held against itself.
    if (weeks.length < LEAST_SAMPLES) continue;
    const agreed = Math.max(0, lowest(weeks));
    const some = ring.gather(counted, slot, 0);
    const middle = lowerMedian(some.length >= LEAST_SAMPLES ? some : ring.gather(all, slot, 0));
    shifts[slot] = Math.min(middle, agreed);
  }
  for (let i = 0; i < level.length; i++) {
    level[i] = (level[i] ?? Number.NaN) + (shifts[ring.slotOf(i)] ?? 0);
  }
}

function lowest(values: Float64Array): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

/** The middle, or the lower of the two middle ones; NaN of nothing. Sorts in place. */
function lowerMedian(values: Float64Array): number {
  return values.sort()[(values.length - 1) >> 1] ?? Number.NaN;
}

/** The lower median of `reach` values each side and the one between, which keeps the edges a mean would blur; NaN of nothing. */
function movingMedian(column: Float64Array, reach: number): Float64Array {
  const medians = new Float64Array(column.length);
  const sorted: number[] = [];
  const placeOf = (value: number) => {
    let place = 0;
    while (place < sorted.length && (sorted[place] ?? Infinity) < value) place++;
    return place;
  };
  for (let i = -reach; i < column.length; i++) {
    const coming = column[i + reach] ?? Number.NaN;
    const leaving = column[i - reach - 1] ?? Number.NaN;
    if (leaving === leaving) sorted.splice(placeOf(leaving), 1);
    if (coming === coming) sorted.splice(placeOf(coming), 0, coming);
    if (i >= 0) medians[i] = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  }
  return medians;
}

/** The mean of `reach` values each side and the one between; NaN where less than `share` of them is there. */
export function movingMean(column: Float64Array, reach: number, share: number): Float64Array {
  const means = new Float64Array(column.length);
  const least = share * (2 * reach + 1);
  let sum = 0;
  let count = 0;
  const add = (i: number, sign: 1 | -1) => {
    const value = column[i] ?? Number.NaN;
    if (value !== value) return;
    sum += sign * value;
    count += sign;
  };
  for (let i = -reach; i < column.length; i++) {
    add(i + reach, 1);
    add(i - reach - 1, -1);
    if (i >= 0) means[i] = count >= least ? sum / count : Number.NaN;
  }
  return means;
}
