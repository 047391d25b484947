// Statistics are not weighted: the API returns no sample counts.
import { METRIC_FACTS, meetsGoal } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import type { EpochMs } from '../contract/domain/time.ts';
import { forEachChunk } from '../series/chunked-loop.ts';
import { BucketState, isAll } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { medianOfSorted } from './robust.ts';

/** Of settled values, in the metric's unit. */
export interface SeriesStats {
  /** Buckets that should have settled. */
  expected: number;
  /** Buckets that have settled, with or without a value. */
  answered: number;
  /** Settled values. */
  present: number;
  mean: number | null;
  last: { value: number; at: EpochMs; provisional: boolean } | null;
  median: number | null;
  /** 95 % of the buckets are this good or better (nearest rank). */
  tail: number | null;
  /** At its first occurrence. */
  worst: { value: number; at: EpochMs } | null;
  /** Share of values, 0 to 1. */
  withinGoal: number | null;
}

const TAIL_PERCENT = 95;

/** `goal` is in the metric's unit. */
export function computeStats(series: Series, metric: Metric, goal: number): SeriesStats {
  const { values, states } = series;
  const higher = METRIC_FACTS[metric].better === 'higher';
  const settled = pickSettled(series);
  const present = settled.length;
  const tally: Tally = { metric, goal, higher, sum: 0, within: 0, worst: Number.NaN };
  forEachChunk(0, present, (from, to) => addToTally(tally, settled, from, to));
  const newest = Math.max(
    states.lastIndexOf(BucketState.Settled),
    states.lastIndexOf(BucketState.Provisional),
  );
  // Lazy, because sorting is most of the work.
  let ranks: Ranks | undefined;
  const getRanks = () => (ranks ??= computeRanks(settled, higher));
  return {
    expected:
      values.length -
      countState(states, BucketState.Provisional) -
      countState(states, BucketState.Pending),
    answered: present + countState(states, BucketState.Gap),
    present,
    mean: present > 0 ? tally.sum / present : null,
    last: findLast(series, newest),
    get median() {
      return getRanks().median;
    },
    get tail() {
      return getRanks().tail;
    },
    worst: findWorst(series, findSettledValue(series, tally.worst)),
    withinGoal: present > 0 ? tally.within / present : null,
  };
}

function pickSettled(series: Series): Float64Array {
  const { values, states } = series;
  if (isAll(series, BucketState.Settled)) return values;
  return values.filter((_, i) => states[i] === BucketState.Settled);
}

function countState(states: Uint8Array, state: BucketState): number {
  let count = 0;
  for (let i = states.indexOf(state); i >= 0; i = states.indexOf(state, i + 1)) count++;
  return count;
}

interface Tally {
  readonly metric: Metric;
  readonly goal: number;
  readonly higher: boolean;
  sum: number;
  within: number;
  worst: number;
}

function addToTally(tally: Tally, values: Float64Array, from: number, to: number): void {
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

function findSettledValue({ values, states }: Series, value: number): number {
  let i = values.indexOf(value);
  while (i >= 0 && states[i] !== BucketState.Settled) i = values.indexOf(value, i + 1);
  return i;
}

type Ranks = Pick<SeriesStats, 'median' | 'tail'>;

function computeRanks(settled: Float64Array, higher: boolean): Ranks {
  if (settled.length === 0) return { median: null, tail: null };
  const sorted = settled.slice().sort();
  const rank = Math.ceil((TAIL_PERCENT * sorted.length) / 100);
  const tail = sorted[higher ? sorted.length - rank : rank - 1] ?? null;
  return { median: medianOfSorted(sorted), tail };
}

function findLast({ begin, step, values, states }: Series, i: number): SeriesStats['last'] {
  const value = values[i];
  if (value === undefined) return null;
  return { value, at: begin + i * step, provisional: states[i] === BucketState.Provisional };
}

function findWorst({ begin, step, values }: Series, i: number): SeriesStats['worst'] {
  const value = values[i];
  return value === undefined ? null : { value, at: begin + i * step };
}
