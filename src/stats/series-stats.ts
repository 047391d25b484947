// One series -> the figures of its row in the legend. Nothing is weighted: there are no sample counts.
import { METRIC_FACTS, meetsGoal } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import type { EpochMs } from '../contract/domain/time.ts';
import { BucketState, isAll } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { forEachChunk } from '../series/chunked-loop.ts';

/** All values in the metric's unit; null when no settled value is there. */
export interface SeriesStats {
  /** Buckets that have settled or should have: all but the awaited and the provisional. */
  expected: number;
  /** Those of them the upstream has spoken of, if only to say that there is nothing. */
  answered: number;
  /** Buckets with a settled value, which all figures but `last` are of. */
  present: number;
  /** The mean of the buckets, which is not the mean of the calls in them. */
  mean: number | null;
  /** The newest value, settled or not, and when its bucket began. */
  last: { value: number; at: EpochMs; provisional: boolean } | null;
  median: number | null;
  /** At least 95 % of the buckets are this good or better (nearest rank): p95 where lower is better, p5 where higher is. */
  tail: number | null;
  /** The worst value and when it was first reached. */
  worst: { value: number; at: EpochMs } | null;
  /** The share, 0 to 1, of the present buckets that meet the goal. */
  withinGoal: number | null;
}

const TAIL_PERCENT = 95;

/**
 * The figures of `series` against `goal`, in the metric's unit. Provisional values count in `last`
 * only: an unfinished bucket would lie in all the others.
 */
export function computeStats(series: Series, metric: Metric, goal: number): SeriesStats {
  const { values, states } = series;
  const higher = METRIC_FACTS[metric].better === 'higher';
  const settled = settledOf(series);
  const present = settled.length;
  const tally: Tally = { metric, goal, higher, sum: 0, within: 0, worst: Number.NaN };
  forEachChunk(0, present, (from, to) => addTo(tally, settled, from, to));
  const newest = Math.max(
    states.lastIndexOf(BucketState.Settled),
    states.lastIndexOf(BucketState.Provisional),
  );
  // Only once somebody reads them: sorting is most of the work, and few charts write what it finds.
  let ranks: Ranks | undefined;
  const readRanks = () => (ranks ??= rank(settled, higher));
  return {
    expected:
      values.length - count(states, BucketState.Provisional) - count(states, BucketState.Pending),
    answered: present + count(states, BucketState.Gap),
    present,
    mean: present > 0 ? tally.sum / present : null,
    last: pointAt(series, newest),
    get median() {
      return readRanks().median;
    },
    get tail() {
      return readRanks().tail;
    },
    worst: worstAt(series, firstSettled(series, tally.worst)),
    withinGoal: present > 0 ? tally.within / present : null,
  };
}

/** The settled values of `series`, in order; its own column where all of them are. */
function settledOf(series: Series): Float64Array {
  const { values, states } = series;
  if (isAll(series, BucketState.Settled)) return values;
  return values.filter((_, i) => states[i] === BucketState.Settled);
}

/** How many buckets are in a state that few are in. */
function count(states: Uint8Array, state: BucketState): number {
  let found = 0;
  for (let i = states.indexOf(state); i >= 0; i = states.indexOf(state, i + 1)) found++;
  return found;
}

/** What values come to, so far. */
interface Tally {
  readonly metric: Metric;
  readonly goal: number;
  readonly higher: boolean;
  sum: number;
  within: number;
  /** NaN before the first. */
  worst: number;
}

/** Takes in `values` [from, to). */
function addTo(tally: Tally, values: Float64Array, from: number, to: number): void {
  const { metric, goal, higher } = tally;
  let { sum, within, worst } = tally;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    sum += value;
    if (meetsGoal(metric, value, goal)) within++;
    if (!(higher ? value >= worst : value <= worst)) worst = value;
  }
  tally.sum = sum;
  tally.within = within;
  tally.worst = worst;
}

/** Where a settled bucket first had `value`, or -1. */
function firstSettled({ values, states }: Series, value: number): number {
  let i = values.indexOf(value);
  while (i >= 0 && states[i] !== BucketState.Settled) i = values.indexOf(value, i + 1);
  return i;
}

type Ranks = Pick<SeriesStats, 'median' | 'tail'>;

/** Of `settled` values. */
function rank(settled: Float64Array, higher: boolean): Ranks {
  const sorted = settled.slice().sort();
  return { median: medianOf(sorted), tail: tailOf(sorted, higher) };
}

function pointAt({ begin, step, values, states }: Series, i: number): SeriesStats['last'] {
  const value = values[i];
  if (value === undefined) return null;
  return { value, at: begin + i * step, provisional: states[i] === BucketState.Provisional };
}

function worstAt({ begin, step, values }: Series, i: number): SeriesStats['worst'] {
  const value = values[i];
  return value === undefined ? null : { value, at: begin + i * step };
}

/** The middle of ascending values, or the mean of the two middle ones. */
function medianOf(sorted: Float64Array): number | null {
  const upper = sorted[sorted.length >> 1];
  if (upper === undefined) return null;
  if (sorted.length % 2 === 1) return upper;
  return ((sorted[(sorted.length >> 1) - 1] ?? upper) + upper) / 2;
}

function tailOf(sorted: Float64Array, higher: boolean): number | null {
  const rank = Math.ceil((TAIL_PERCENT * sorted.length) / 100);
  return sorted[higher ? sorted.length - rank : rank - 1] ?? null;
}
