import { METRIC_FACTS, meetsGoal } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { MIN_DAYS, countDays, estimateBaseline } from './baseline.ts';
import type { Baseline } from './baseline.ts';
import { averageDays, detectDrifts, measureTrend, refineDriftBounds } from './drift.ts';
import { findRuns } from './runs.ts';
import type { Run } from './runs.ts';
import { fromSeverity, toSeverities, toSeverity } from './severity.ts';
import { detectSpikes } from './spikes.ts';
import { THRESHOLDS } from './thresholds.ts';

export interface Episode extends Span {
  metric: Metric;
  /** What it is worse than. */
  kind: 'baseline' | 'goal';
  /** The begin of a drift is known to about a day. */
  onset: 'spike' | 'drift';
  isOngoing: boolean;
  /** Means. */
  value: number;
  baseline: number | null;
  worst: { value: number; at: EpochMs };
  outOfGoalMs: Millis;
  /** Mean severity above the baseline or the goal. */
  severity: number;
}

/** `goal-only`: too few days for a baseline; `insufficient`: too few values. */
export type DetectionCoverage = 'full' | 'goal-only' | 'insufficient';

export interface Detection {
  series: Series;
  metric: Metric;
  coverage: DetectionCoverage;
  /** Ascending. */
  episodes: Episode[];
  baseline: Baseline | undefined;
  /** Per bucket: 1 if excluded from the baseline. */
  anomalous: Uint8Array;
}

// Of settled buckets.
const MIN_SHARE = 0.5;

const MAX_ROUNDS = 6;

/** Detects episodes against the baseline and `goal`, in the metric's unit. Yields between steps. */
export function* detectEpisodes(
  series: Series,
  metric: Metric,
  goal: number,
): Generator<undefined, Detection, undefined> {
  const severities = toSeverities(metric, series);
  const anomalous = new Uint8Array(severities.length);
  const detection = { series, metric, episodes: [], baseline: undefined, anomalous };
  if (!hasEnoughValues(series)) return { ...detection, coverage: 'insufficient' };
  const missedGoal = findRuns(severities.length, (i) => missesGoal(series, metric, goal, i)).map(
    (run): Anomaly => ({ ...run, kind: 'goal', onset: 'spike' }),
  );
  const context = { series, metric, goal, severities };
  if (countDays(severities) < MIN_DAYS) {
    const episodes = missedGoal.map((anomaly) => toEpisode(context, anomaly));
    return { ...detection, coverage: 'goal-only', episodes };
  }
  let baseline = estimateBaseline(severities, series.begin);
  let anomalies: Anomaly[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    yield;
    anomalies = findAnomalies(baseline, anomalous);
    const before = anomalous.slice();
    anomalous.fill(0);
    for (const { from, to } of anomalies) anomalous.fill(1, Math.max(0, from - 1), to + 1);
    if (before.every((mark, i) => mark === anomalous[i])) break;
    baseline = estimateBaseline(severities, series.begin, anomalous);
  }
  const isExplained = (run: Run) =>
    2 * anomalies.reduce((sum, anomaly) => sum + getOverlap(anomaly, run), 0) >= run.to - run.from;
  const unexplained = missedGoal.filter((run) => !isExplained(run));
  const episodes = [...anomalies, ...unexplained].map((anomaly) =>
    toEpisode({ ...context, baseline }, anomaly),
  );
  return {
    ...detection,
    coverage: 'full',
    baseline,
    episodes: episodes.toSorted((a, b) => a.begin - b.begin),
  };
}

export function runToCompletion<T>(work: Generator<undefined, T, undefined>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

interface Anomaly extends Run, Pick<Episode, 'kind' | 'onset'> {}

function hasEnoughValues({ states }: Series): boolean {
  let settled = 0;
  let present = 0;
  for (const state of states) {
    if (state === BucketState.Provisional || state === BucketState.Pending) continue;
    settled++;
    if (state === BucketState.Settled) present++;
  }
  return present > 0 && present >= MIN_SHARE * settled;
}

function findAnomalies(baseline: Baseline, excluded: Uint8Array): Anomaly[] {
  const { residual } = baseline;
  // A weekend could look like a drift.
  if (!baseline.isWeekly) return detectSpikes(baseline).map(toSpike);
  const dailyMeans = averageDays(residual);
  const roughDrifts = detectDrifts(dailyMeans, excluded);
  const withoutSpikes = residual.slice();
  for (const { from, to } of detectSpikes(baseline, measureTrend(residual, roughDrifts))) {
    withoutSpikes.fill(Number.NaN, from, to);
  }
  const drifts = roughDrifts.map((run) => refineDriftBounds(withoutSpikes, dailyMeans, run));
  const spikes = detectSpikes(baseline, measureTrend(residual, drifts));
  // The peak of a drift that ends abruptly may look like a spike that outlasts it.
  const extended = drifts.map(({ from, to }) => {
    const tail = spikes.find(
      (run) => run.from <= to + THRESHOLDS.maxGap && run.to > to && run.from > from,
    );
    return { run: { from, to: tail?.to ?? to }, tail };
  });
  return [
    ...extended.map(({ run }): Anomaly => ({ ...run, kind: 'baseline', onset: 'drift' })),
    ...spikes.filter((run) => !extended.some(({ tail }) => tail === run)).map(toSpike),
  ];
}

function toSpike(run: Run): Anomaly {
  return { ...run, kind: 'baseline', onset: 'spike' };
}

interface EpisodeContext {
  series: Series;
  metric: Metric;
  goal: number;
  severities: Float64Array;
  baseline?: Baseline;
}

function toEpisode(context: EpisodeContext, { from, to, kind, onset }: Anomaly): Episode {
  const { series, metric, goal, severities, baseline } = context;
  const { begin, step, values, states } = series;
  const isHigherBetter = METRIC_FACTS[metric].better === 'higher';
  const goalSeverity = toSeverity(metric, goal);
  let [count, valueSum, expectedSum, outside, severitySum] = [0, 0, 0, 0, 0];
  let worst = -1;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (states[i] !== BucketState.Settled) continue;
    const worstValue = values[worst] ?? value;
    if (worst < 0 || (isHigherBetter ? value < worstValue : value > worstValue)) worst = i;
    const expected = baseline?.expected[i] ?? Number.NaN;
    count++;
    valueSum += value;
    expectedSum += fromSeverity(metric, expected);
    severitySum += (severities[i] ?? 0) - (kind === 'baseline' ? expected : goalSeverity);
    if (!meetsGoal(metric, value, goal)) outside++;
  }
  const expectedMean = expectedSum / count;
  return {
    metric,
    kind,
    onset,
    begin: begin + from * step,
    end: begin + to * step,
    isOngoing: to + THRESHOLDS.maxGap > findSettledEnd(series),
    value: valueSum / count,
    baseline: Number.isFinite(expectedMean) ? expectedMean : null,
    worst: { value: values[worst] ?? Number.NaN, at: begin + worst * step },
    outOfGoalMs: outside * step,
    severity: severitySum / count,
  };
}

function missesGoal({ values, states }: Series, metric: Metric, goal: number, i: number): boolean {
  return states[i] === BucketState.Settled && !meetsGoal(metric, values[i] ?? Number.NaN, goal);
}

function findSettledEnd({ states }: Series): number {
  return states.lastIndexOf(BucketState.Settled) + 1;
}

function getOverlap(a: Run, b: Run): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
