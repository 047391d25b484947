// One series -> its episodes: when it was outside its goal or outside what is usual for it.
import { METRIC_FACTS, meetsGoal } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { severityOf, fromSeverity, toSeverity } from './severity.ts';
import {
  THRESHOLDS,
  dayMeans,
  findRuns,
  detectDrifts,
  detectSpikes,
  trendIn,
  refineDriftBounds,
} from './runs.ts';
import type { Run } from './runs.ts';
import { MIN_DAYS, daysOf, estimateBaseline } from './baseline.ts';
import type { Baseline } from './baseline.ts';

/** A stretch in which a metric was not as it should be, from one bucket's beginning to another's. */
export interface Episode extends Span {
  metric: Metric;
  /** Outside what is usual, which a goal may hide; or outside its goal, as it may well be usual. */
  kind: 'usual' | 'goal';
  /** It set in within minutes, so that its begin is of a bucket; or over days, so that it is of a day. */
  onset: 'sudden' | 'slow';
  /** It has not ended by the newest settled bucket. */
  isOngoing: boolean;
  /** Means of its settled values and of what is usual at their times; null where nobody knows. */
  value: number;
  baseline: number | null;
  worst: { value: number; at: EpochMs };
  /** How long of it was outside the goal. */
  outOfGoalMs: Millis;
  /** How far outside, on the scale of badness, on the whole. */
  severity: number;
}

/** What could be judged of a series. `goalOnly`: too few days for a usual; `none`: too few values for anything. */
export type DetectionCoverage = 'all' | 'goalOnly' | 'none';

export interface Detection {
  series: Series;
  metric: Metric;
  judged: DetectionCoverage;
  episodes: Episode[];
  /** Undefined unless all could be judged. */
  usual: Baseline | undefined;
  /** A bucket each: 1 where it stands out, and so says nothing about what is usual. */
  standsOut: Uint8Array;
}

/** Of its settled buckets, so many must have a value. */
const LEAST_SHARE = 0.5;

/** What stood out is left out of the usual, and looked for anew, as often as that changes anything. */
const MOST_ROUNDS = 6;

/**
 * Looks for the episodes of a series against `goal`, in the metric's unit. Stops after each part of
 * the work, so that a page can do something else in between.
 */
export function* detectEpisodes(
  series: Series,
  metric: Metric,
  goal: number,
): Generator<undefined, Detection, undefined> {
  const column = severityOf(metric, series);
  const standsOut = new Uint8Array(column.length);
  const nothing = { series, metric, episodes: [], usual: undefined, standsOut };
  if (!hasEnough(series)) return { ...nothing, judged: 'none' };
  const outside = findRuns(column.length, (i) => !meets(series, metric, goal, i));
  const know = { series, metric, goal, column };
  if (daysOf(column) < MIN_DAYS) {
    const episodes = outside.map((run) => describe(know, { ...asSudden(run), kind: 'goal' }));
    return { ...nothing, judged: 'goalOnly', episodes };
  }
  let usual = estimateBaseline(column, series.begin);
  let found: FoundRun[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    yield;
    found = standOuts(usual, standsOut);
    const before = standsOut.slice();
    standsOut.fill(0);
    // The rims of what stands out are no better witnesses.
    for (const { from, to } of found) standsOut.fill(1, Math.max(0, from - 1), to + 1);
    if (before.every((mark, i) => mark === standsOut[i])) break;
    usual = estimateBaseline(column, series.begin, standsOut);
  }
  const isExplained = ({ from, to }: Run) =>
    2 * found.reduce((sum, run) => sum + overlap(run, { from, to }), 0) >= to - from;
  const missed = outside
    .filter((run) => !isExplained(run))
    .map((run): FoundRun => ({ ...asSudden(run), kind: 'goal' }));
  const episodes = [...found, ...missed].map((run) => describe({ ...know, usual }, run));
  return {
    ...nothing,
    judged: 'all',
    usual,
    episodes: episodes.toSorted((a, b) => a.begin - b.begin),
  };
}

/** All of a piecewise work at once. */
export function finish<T>(work: Generator<undefined, T, undefined>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

interface FoundRun extends Run {
  kind: Episode['kind'];
  pace: Episode['onset'];
}

function hasEnough({ states }: Series): boolean {
  let settled = 0;
  let present = 0;
  for (const state of states) {
    if (state === BucketState.Provisional || state === BucketState.Pending) continue;
    settled++;
    if (state === BucketState.Settled) present++;
  }
  return present > 0 && present >= LEAST_SHARE * settled;
}

function standOuts(usual: Baseline, leftOut: Uint8Array): FoundRun[] {
  const { residual } = usual;
  // A weekend of another kind lasts for days too: only who knows weekdays can tell.
  if (!usual.isWeekly) return detectSpikes(usual).map(asSudden);
  const means = dayMeans(residual);
  const rough = detectDrifts(means, leftOut);
  const calm = residual.slice();
  for (const { from, to } of detectSpikes(usual, trendIn(residual, rough)))
    calm.fill(Number.NaN, from, to);
  const slow = rough.map((run) => refineDriftBounds(calm, means, run));
  // A trend of what lies within a run only, or it would fall before the run is over.
  const sudden = detectSpikes(usual, trendIn(residual, slow));
  const ends = slow.map(({ from, to }) => {
    // The top of what rose slowly falls all at once.
    const top = sudden.find(
      (run) => run.from <= to + THRESHOLDS.break && run.to > to && run.from > from,
    );
    return { run: { from, to: top?.to ?? to }, top };
  });
  return [
    ...ends.map(({ run }): FoundRun => ({ ...run, kind: 'usual', pace: 'slow' })),
    ...sudden.filter((run) => !ends.some(({ top }) => top === run)).map(asSudden),
  ];
}

function asSudden(run: Run): FoundRun {
  return { ...run, kind: 'usual', pace: 'sudden' };
}

interface Knowledge {
  series: Series;
  metric: Metric;
  goal: number;
  column: Float64Array;
  usual?: Baseline;
}

function describe(know: Knowledge, { from, to, kind, pace: onset }: FoundRun): Episode {
  const { series, metric, goal, column, usual } = know;
  const { begin, step, values, states } = series;
  const isHigherBetter = METRIC_FACTS[metric].better === 'higher';
  const bound = toSeverity(metric, goal);
  let [count, sum, usualSum, outside, size] = [0, 0, 0, 0, 0];
  let worst = -1;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (states[i] !== BucketState.Settled) continue;
    const worstYet = values[worst] ?? value;
    if (worst < 0 || (isHigherBetter ? value < worstYet : value > worstYet)) worst = i;
    const level = usual?.expected[i] ?? Number.NaN;
    count++;
    sum += value;
    usualSum += fromSeverity(metric, level);
    size += (column[i] ?? 0) - (kind === 'usual' ? level : bound);
    if (!meetsGoal(metric, value, goal)) outside++;
  }
  const usualMean = usualSum / count;
  return {
    metric,
    kind,
    onset,
    begin: begin + from * step,
    end: begin + to * step,
    isOngoing: to + THRESHOLDS.break > lastSettled(series),
    value: sum / count,
    baseline: Number.isFinite(usualMean) ? usualMean : null,
    worst: { value: values[worst] ?? Number.NaN, at: begin + worst * step },
    outOfGoalMs: outside * step,
    severity: size / count,
  };
}

function meets({ values, states }: Series, metric: Metric, goal: number, i: number): boolean {
  return states[i] !== BucketState.Settled || meetsGoal(metric, values[i] ?? Number.NaN, goal);
}

/** The bucket after the newest settled one. */
function lastSettled({ states }: Series): number {
  let end = states.length;
  while (end > 0 && states[end - 1] !== BucketState.Settled) end--;
  return end;
}

function overlap(a: Run, b: Run): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
