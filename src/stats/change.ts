// Two series -> how one differs from the other, and whether that is more than they wobble anyway.
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';

/** `same`: within the usual noise, or too little to matter. */
export type Verdict = 'better' | 'worse' | 'same';

/** One value against an earlier one, in the metric's unit: percentage points for rates. */
export interface Difference {
  now: number;
  before: number;
  difference: number;
  /** Of `before`; null for rates, and where `before` is too small to be a base. */
  ratio: number | null;
  verdict: Verdict;
}

export interface Change extends Difference {
  /** The five-minute buckets with a settled value in both, which the means and the noise are of. */
  pairs: number;
  /** How much the difference wobbles by itself: less than this says nothing. In the metric's unit. */
  noise: number;
}

/** Both upstream's own summaries, for spans that one call each covers. */
export interface Summaries {
  now: number | null;
  before: number | null;
}

/** Less than this is nothing one would act on: percentage points, or a share of the milliseconds before. */
const LEAST_POINTS = 0.05;
const LEAST_SHARE = 0.01;
/** A percentage of fewer milliseconds than this is a silly one. */
const LEAST_BASE = 50;

/** `now` against `before`; what is within `noise` is the same. */
export function compareValues(metric: Metric, now: number, before: number, noise = 0): Difference {
  const { unit, better } = METRIC_FACTS[metric];
  const difference = now - before;
  const least = unit === 'percent' ? LEAST_POINTS : LEAST_SHARE * before;
  const isSame = Math.abs(difference) <= Math.max(least, noise);
  const rose = difference > 0;
  return {
    now,
    before,
    difference,
    ratio: unit === 'ms' && before >= LEAST_BASE ? difference / before : null,
    verdict: isSame ? 'same' : rose === (better === 'higher') ? 'better' : 'worse',
  };
}

/**
 * `series` against `compared`, an earlier one shifted onto its axis: the upstream's summaries where
 * both are there and nearly every bucket is, else the means of the buckets both have, so that a hole
 * in one period never counts for the other. Null when there is no such bucket.
 */
export function computeChange(
  series: Series,
  compared: Series,
  metric: Metric,
  summaries: Summaries = { now: null, before: null },
): Change | null {
  const { differences, sumNow, sumBefore, either } = pairUp(series, compared);
  const pairs = differences.length;
  if (pairs === 0) return null;
  const noise = noiseOf(differences);
  const trusted = pairs >= NEARLY_ALL * either;
  const useSummaries = trusted && summaries.now !== null && summaries.before !== null;
  const now = useSummaries ? (summaries.now ?? 0) : sumNow / pairs;
  const before = useSummaries ? (summaries.before ?? 0) : sumBefore / pairs;
  return { ...compareValues(metric, now, before, noise), pairs, noise };
}

/** A summary is of all its period, so both periods must be there nearly as a whole. */
const NEARLY_ALL = 0.9;

function pairUp(series: Series, compared: Series) {
  const offset = Math.round((series.begin - compared.begin) / series.step);
  const differences: number[] = [];
  let sumNow = 0;
  let sumBefore = 0;
  let either = 0;
  for (let i = 0; i < series.values.length; i++) {
    const isNow = series.states[i] === BucketState.Settled;
    const isBefore = compared.states[i + offset] === BucketState.Settled;
    if (isNow || isBefore) either++;
    if (!isNow || !isBefore) continue;
    const now = series.values[i] ?? 0;
    const before = compared.values[i + offset] ?? 0;
    differences.push(now - before);
    sumNow += now;
    sumBefore += before;
  }
  return { differences, sumNow, sumBefore, either };
}

/** Buckets a block, the longest first: neighbours move together, so they are no independent witnesses. */
const BLOCKS = [12, 3, 1] as const;
const LEAST_BLOCKS = 6;
/** From the median absolute deviation to a standard deviation, for what is normally distributed. */
const MAD_TO_SIGMA = 1.4826;
/** Two standard errors: one calm comparison in twenty would exceed it. */
const ERRORS = 2;

/**
 * How far the mean of `differences` may stray by chance: two standard errors of it, from the spread
 * of hourly means around their median. The median deviation is not moved by an incident in less than
 * half of the time, so an incident does not hide itself by its own size.
 */
export function noiseOf(differences: readonly number[]): number {
  const size = BLOCKS.find((each) => differences.length / each >= LEAST_BLOCKS) ?? 1;
  const blocks: number[] = [];
  for (let i = 0; i + size <= differences.length; i += size) {
    blocks.push(meanOf(differences.slice(i, i + size)));
  }
  const middle = medianOf(blocks);
  const spread = medianOf(blocks.map((block) => Math.abs(block - middle)));
  return (ERRORS * MAD_TO_SIGMA * spread) / Math.sqrt(blocks.length);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const upper = sorted[sorted.length >> 1] ?? 0;
  return sorted.length % 2 === 1
    ? upper
    : ((sorted[(sorted.length >> 1) - 1] ?? upper) + upper) / 2;
}
