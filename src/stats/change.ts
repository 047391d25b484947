import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { MAD_TO_SIGMA, mean, medianAbsoluteDeviation } from './robust.ts';

export type Verdict = 'better' | 'worse' | 'same';

/** In the metric's unit. */
export interface Difference {
  now: number;
  before: number;
  difference: number;
  /** Relative to `before`; null for rates and small values. */
  ratio: number | null;
  verdict: Verdict;
}

export interface Change extends Difference {
  /** Number of buckets in both series. */
  pairs: number;
  /** Two standard errors. */
  noise: number;
}

/** The API's summaries. */
export interface Summaries {
  now: number | null;
  before: number | null;
}

const MIN_POINTS = 0.05;
const MIN_RATIO = 0.01;
// In milliseconds.
const MIN_BASE = 50;

/** Differences up to `noise` count as the same. */
export function compareValues(metric: Metric, now: number, before: number, noise = 0): Difference {
  const { unit, better } = METRIC_FACTS[metric];
  const difference = now - before;
  const minDifference = unit === 'percent' ? MIN_POINTS : MIN_RATIO * before;
  const isSame = Math.abs(difference) <= Math.max(minDifference, noise);
  const isRise = difference > 0;
  return {
    now,
    before,
    difference,
    ratio: unit === 'ms' && before >= MIN_BASE ? difference / before : null,
    verdict: isSame ? 'same' : isRise === (better === 'higher') ? 'better' : 'worse',
  };
}

// Summaries need nearly all buckets.
const MIN_PAIRED_SHARE = 0.9;

/**
 * Compares with an earlier series, shifted onto the same time axis: by summaries if given, else by
 * the means of the buckets that both have. Null without such a bucket.
 */
export function computeChange(
  series: Series,
  compared: Series,
  metric: Metric,
  summaries: Summaries = { now: null, before: null },
): Change | null {
  const { differences, sumNow, sumBefore, either } = pairBuckets(series, compared);
  const pairs = differences.length;
  if (pairs === 0) return null;
  const noise = estimateNoise(differences);
  const isComplete = pairs >= MIN_PAIRED_SHARE * either;
  const useSummaries = isComplete && summaries.now !== null && summaries.before !== null;
  const now = useSummaries ? (summaries.now ?? 0) : sumNow / pairs;
  const before = useSummaries ? (summaries.before ?? 0) : sumBefore / pairs;
  return { ...compareValues(metric, now, before, noise), pairs, noise };
}

function pairBuckets(series: Series, compared: Series) {
  const offset = Math.round((series.begin - compared.begin) / series.step);
  const differences: number[] = [];
  let sumNow = 0;
  let sumBefore = 0;
  let either = 0;
  for (let i = 0; i < series.values.length; i++) {
    const hasNow = series.states[i] === BucketState.Settled;
    const hasBefore = compared.states[i + offset] === BucketState.Settled;
    if (hasNow || hasBefore) either++;
    if (!hasNow || !hasBefore) continue;
    const now = series.values[i] ?? 0;
    const before = compared.values[i + offset] ?? 0;
    differences.push(now - before);
    sumNow += now;
    sumBefore += before;
  }
  return { differences, sumNow, sumBefore, either };
}

// In buckets; neighbours correlate, so longer blocks are preferred.
const BLOCK_SIZES = [12, 3, 1] as const;
const MIN_BLOCKS = 6;
const STANDARD_ERRORS = 2;

/** Estimates two standard errors of the mean, robustly, from the spread of block means. */
export function estimateNoise(values: readonly number[]): number {
  const size = BLOCK_SIZES.find((blockSize) => values.length / blockSize >= MIN_BLOCKS) ?? 1;
  const blocks: number[] = [];
  for (let i = 0; i + size <= values.length; i += size) {
    blocks.push(mean(values.slice(i, i + size)));
  }
  const deviation = medianAbsoluteDeviation(blocks);
  return (STANDARD_ERRORS * MAD_TO_SIGMA * deviation) / Math.sqrt(blocks.length);
}
