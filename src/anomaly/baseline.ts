import { BUCKETS_PER_DAY } from '../contract/domain/time.ts';
import type { EpochMs } from '../contract/domain/time.ts';
import { MAD_TO_SIGMA, medianOfSorted } from '../stats/robust.ts';
import { rollingMedian } from '../stats/rolling.ts';
import { createSeasonalIndex } from './seasonal-index.ts';

export const MIN_DAYS = 4;
const MIN_WEEKLY_DAYS = 14;

const BUCKETS_PER_WEEK = 7 * BUCKETS_PER_DAY;

// In buckets.
const LEVEL_HALF_WINDOW = 2;
export const SIGMA_HALF_WINDOW = 6;
const WEEKDAY_HALF_WINDOW = 12;

// Days or weeks behind a level.
const MIN_CYCLES = 2;
const MIN_SIGMA = 0.01;
// Relative to the median over the day.
const MAX_SIGMA_RATIO = 3;

/** Severities per bucket; NaN if unknown. */
export interface Baseline {
  expected: Float64Array;
  /** Standard deviation at that time of day. */
  sigma: Float64Array;
  residual: Float64Array;
  /** The same without the weekday correction. */
  dailyResidual: Float64Array;
  isWeekly: boolean;
}

export function countDays(severities: Float64Array): number {
  return severities.length / BUCKETS_PER_DAY;
}

/**
 * Estimates the lower median per UTC time of day, from two weeks on corrected by weekday. `excluded`
 * marks buckets to ignore.
 */
export function estimateBaseline(
  severities: Float64Array,
  begin: EpochMs,
  excluded?: Uint8Array,
): Baseline {
  const index = createSeasonalIndex(severities.length, begin, BUCKETS_PER_DAY);
  const included = maskExcluded(severities, excluded);
  const levels = new Float64Array(BUCKETS_PER_DAY);
  for (let slot = 0; slot < BUCKETS_PER_DAY; slot++) {
    const level = lowerMedian(index.collect(included, slot, LEVEL_HALF_WINDOW));
    levels[slot] =
      index.cycles >= MIN_CYCLES
        ? level
        : lowerMedian(index.collect(severities, slot, LEVEL_HALF_WINDOW));
  }
  const expected = severities.map((_, i) => levels[index.slotOf(i)] ?? Number.NaN);
  const isWeekly = countDays(severities) >= MIN_WEEKLY_DAYS;
  const dailyResidual = subtract(severities, expected);
  if (isWeekly) correctWeekdays(expected, severities, begin, excluded);
  const residual = subtract(severities, expected);
  const deviations = maskExcluded(dailyResidual.map(Math.abs), excluded);
  const sigmas = new Float64Array(BUCKETS_PER_DAY);
  for (let slot = 0; slot < BUCKETS_PER_DAY; slot++) {
    const median = lowerMedian(index.collect(deviations, slot, SIGMA_HALF_WINDOW));
    sigmas[slot] = Math.max(MIN_SIGMA, MAD_TO_SIGMA * median);
  }
  const maxSigma = MAX_SIGMA_RATIO * lowerMedian(sigmas.filter((sigma) => sigma === sigma));
  const sigma = severities.map((_, i) => Math.min(maxSigma, sigmas[index.slotOf(i)] ?? Number.NaN));
  return { expected, sigma, residual, dailyResidual, isWeekly };
}

// Shifts by the lower median of the weeks, but upwards only as far as all weeks agree: otherwise the
// baseline would absorb incidents at the same time of two weeks.
function correctWeekdays(
  expected: Float64Array,
  severities: Float64Array,
  begin: EpochMs,
  excluded?: Uint8Array,
): void {
  const index = createSeasonalIndex(expected.length, begin, BUCKETS_PER_WEEK);
  const smoothed = rollingMedian(subtract(severities, expected), WEEKDAY_HALF_WINDOW);
  const included = maskExcluded(smoothed, excluded);
  const shifts = new Float64Array(BUCKETS_PER_WEEK);
  for (let slot = 0; slot < BUCKETS_PER_WEEK; slot++) {
    const weeks = index.collect(smoothed, slot, 0);
    if (weeks.length < MIN_CYCLES) continue;
    const agreed = Math.max(0, findMinimum(weeks));
    const includedWeeks = index.collect(included, slot, 0);
    const median = lowerMedian(
      includedWeeks.length >= MIN_CYCLES ? includedWeeks : index.collect(smoothed, slot, 0),
    );
    shifts[slot] = Math.min(median, agreed);
  }
  for (let i = 0; i < expected.length; i++) {
    expected[i] = (expected[i] ?? Number.NaN) + (shifts[index.slotOf(i)] ?? 0);
  }
}

function subtract(values: Float64Array, other: Float64Array): Float64Array {
  return values.map((value, i) => value - (other[i] ?? Number.NaN));
}

function maskExcluded(values: Float64Array, excluded: Uint8Array | undefined): Float64Array {
  return excluded ? values.map((value, i) => (excluded[i] ? Number.NaN : value)) : values;
}

function findMinimum(values: Float64Array): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

// Half of an even number of days may be bad. Sorts in place.
function lowerMedian(values: Float64Array): number {
  return medianOfSorted(values.sort(), 'lower');
}
