// One series -> the figures of its row in the legend. Nothing is weighted: there are no sample counts.
import { METRIC_FACTS, meetsGoal } from '../contract/metrics.ts';
import type { Metric } from '../contract/metrics.ts';
import type { EpochMs } from '../contract/time.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';

/** All values in the metric's unit; null when no settled value is there. */
export interface Figures {
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
export function figuresOf(series: Series, metric: Metric, goal: number): Figures {
  const { values, states } = series;
  const higher = METRIC_FACTS[metric].better === 'higher';
  let expected = 0;
  let answered = 0;
  let present = 0;
  let sum = 0;
  let within = 0;
  let worst = -1;
  let last = -1;
  for (let i = 0; i < values.length; i++) {
    const state = states[i];
    if (state === BucketState.Provisional) last = i;
    if (state === BucketState.Provisional || state === BucketState.Awaited) continue;
    expected++;
    if (state === BucketState.Gap) answered++;
    if (state !== BucketState.Defined) continue;
    answered++;
    const value = values[i] ?? Number.NaN;
    const worstYet = worst < 0 ? value : (values[worst] ?? value);
    if (worst < 0 || (higher ? value < worstYet : value > worstYet)) worst = i;
    if (meetsGoal(metric, value, goal)) within++;
    present++;
    sum += value;
    last = i;
  }
  // Only once somebody reads them: sorting is most of the work, and few charts write what it finds.
  let ranks: Ranks | undefined;
  const readRanks = () => (ranks ??= rank(series, present, higher));
  return {
    expected,
    answered,
    present,
    mean: present > 0 ? sum / present : null,
    last: pointAt(series, last),
    get median() {
      return readRanks().median;
    },
    get tail() {
      return readRanks().tail;
    },
    worst: worstAt(series, worst),
    withinGoal: present > 0 ? within / present : null,
  };
}

type Ranks = Pick<Figures, 'median' | 'tail'>;

/** Of the `present` settled values. */
function rank({ values, states }: Series, present: number, higher: boolean): Ranks {
  const isSettled = (_: number, i: number) => states[i] === BucketState.Defined;
  const sorted = present === values.length ? values.slice() : values.filter(isSettled);
  sorted.sort();
  return { median: medianOf(sorted), tail: tailOf(sorted, higher) };
}

function pointAt({ begin, step, values, states }: Series, i: number): Figures['last'] {
  const value = values[i];
  if (value === undefined) return null;
  return { value, at: begin + i * step, provisional: states[i] === BucketState.Provisional };
}

function worstAt({ begin, step, values }: Series, i: number): Figures['worst'] {
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
