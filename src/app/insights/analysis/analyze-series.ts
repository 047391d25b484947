// Lines in sight -> insights, piece by piece: nobody waits for it.
import { meetsGoal } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { computeBaselineBand } from '../../../anomaly/baseline-band.ts';
import { attributeEpisode, measureDeviation } from '../../../anomaly/attribution.ts';
import type { SegmentFilter } from '../../../contract/domain/segments.ts';
import type { Attribution, SegmentDeviation } from '../../../anomaly/attribution.ts';
import { findClosestCall, groupEpisodes } from '../../../anomaly/findings.ts';
import { detectEpisodes } from '../../../anomaly/detect-episodes.ts';
import type { Episode, DetectionCoverage, Detection } from '../../../anomaly/detect-episodes.ts';
import { BucketState } from '../../../series/series.ts';
import type { Series } from '../../../series/series.ts';
import type { AppInsights, Insights, AnalyzedLine } from './insights.ts';

/** Lets everything else go first; false when what comes of it is no longer wanted. */
export type YieldToMain = () => Promise<boolean>;

/** What was found in a series, as long as it is the same. */
const watched = new WeakMap<Series, { goal: number; watch: Detection }>();

/** Looks at every line, of one app or several; undefined once `pause` says that it is not wanted. */
export async function analyzeSeries(
  lines: readonly AnalyzedLine[],
  pause: YieldToMain,
): Promise<Insights | undefined> {
  const watches: { appId: string; goal: number; watch: Detection }[] = [];
  for (const line of lines) {
    const watch = await watchLine(line, pause);
    if (!watch) return undefined;
    watches.push({ appId: line.subject.appId, goal: line.goal, watch });
  }
  const apps: AppInsights[] = [];
  for (const appId of new Set(watches.map((one) => one.appId))) {
    const own = watches.filter((one) => one.appId === appId);
    const bands: AppInsights['bands'] = {};
    for (const { watch } of own) {
      if (!(await pause())) return undefined;
      const band = computeBaselineBand(watch);
      if (band) bands[watch.metric] = band;
    }
    const goalOf = (metric: Metric) => own.find(({ watch }) => watch.metric === metric)?.goal ?? 0;
    apps.push(
      summarize(
        appId,
        own.map(({ watch }) => watch),
        bands,
        goalOf,
      ),
    );
  }
  return apps;
}

async function watchLine(line: AnalyzedLine, pause: YieldToMain): Promise<Detection | undefined> {
  const { series, goal, subject } = line;
  const known = watched.get(series);
  if (known?.goal === goal) return known.watch;
  const work = detectEpisodes(series, subject.metric, goal);
  for (;;) {
    if (!(await pause())) return undefined;
    const { done, value } = work.next();
    if (!done) continue;
    watched.set(series, { goal, watch: value });
    return value;
  }
}

function summarize(
  appId: string,
  watches: readonly Detection[],
  bands: AppInsights['bands'],
  goalOf: (metric: Metric) => number,
): AppInsights {
  const begin = Math.min(...watches.map(({ series }) => series.begin));
  const end = Math.max(
    ...watches.map(({ series }) => series.begin + series.values.length * series.step),
  );
  const judged = (
    ['insufficient', 'goal-only', 'full'] as const satisfies DetectionCoverage[]
  ).find((one) => watches.some((watch) => watch.coverage === one));
  return {
    appId,
    watches,
    bands,
    findings: groupEpisodes(
      watches.flatMap(({ episodes }) => episodes),
      { begin, end },
    ),
    closest: findClosestCall(
      watches.filter((watch) => watch.coverage !== 'insufficient'),
      goalOf,
    ),
    missed: watches.reduce((sum, watch) => sum + countMissed(watch, goalOf(watch.metric)), 0),
    judged: watches.every((watch) => watch.coverage === 'insufficient')
      ? 'insufficient'
      : (judged ?? 'insufficient'),
  };
}

function countMissed({ series, metric }: Detection, goal: number): number {
  return series.values.reduce(
    (sum, value, i) =>
      series.states[i] === BucketState.Settled && !meetsGoal(metric, value, goal) ? sum + 1 : sum,
    0,
  );
}

/** How a segment's series fared in an episode, as long as both are the same. */
const moves = new WeakMap<Series, WeakMap<Episode, { move: SegmentDeviation | undefined }>>();

/** Who carries an episode of the line `watch` is of; undefined once it is not wanted. */
export async function attributeFinding(
  episode: Episode,
  watch: Detection,
  segments: readonly { filter: SegmentFilter; series: Series }[],
  pause: YieldToMain,
): Promise<Attribution | undefined> {
  const known: SegmentDeviation[] = [];
  for (const { filter, series } of segments) {
    const own = moves.get(series) ?? new WeakMap();
    moves.set(series, own);
    let one = own.get(episode);
    if (!one) {
      if (!(await pause())) return undefined;
      one = { move: measureDeviation(series, filter, episode, watch) };
      own.set(episode, one);
    }
    if (one.move) known.push(one.move);
  }
  return attributeEpisode(known);
}
