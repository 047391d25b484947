// Runs detection and attribution in small steps, so that input is never blocked. Loaded lazily.
import { attributeEpisode, measureDeviation } from '../../../anomaly/attribution.ts';
import type { Attribution, SegmentDeviation } from '../../../anomaly/attribution.ts';
import { computeBaselineBand } from '../../../anomaly/baseline-band.ts';
import { detectEpisodes } from '../../../anomaly/detect-episodes.ts';
import type { Detection, DetectionCoverage, Episode } from '../../../anomaly/detect-episodes.ts';
import { findClosestCall, groupEpisodes } from '../../../anomaly/findings.ts';
import { meetsGoal } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { SegmentFilter } from '../../../contract/domain/segments.ts';
import { BucketState } from '../../../series/series.ts';
import type { Series } from '../../../series/series.ts';
import type { AnalyzedLine, AppInsights, Insights } from './insights.ts';
import type { YieldToMain } from './yield-to-main.ts';

const detectionCache = new WeakMap<Series, { goal: number; detection: Detection }>();

/** Analyzes the lines of one or several apps; resolves to undefined if cancelled. */
export async function analyzeSeries(
  lines: readonly AnalyzedLine[],
  yieldToMain: YieldToMain,
): Promise<Insights | undefined> {
  const analyses: { appId: string; goal: number; detection: Detection }[] = [];
  for (const line of lines) {
    const detection = await detectInLine(line, yieldToMain);
    if (!detection) return undefined;
    analyses.push({ appId: line.subject.appId, goal: line.goal, detection });
  }
  const apps: AppInsights[] = [];
  for (const appId of new Set(analyses.map((analysis) => analysis.appId))) {
    const appAnalyses = analyses.filter((analysis) => analysis.appId === appId);
    const bands: AppInsights['bands'] = {};
    for (const { detection } of appAnalyses) {
      if (!(await yieldToMain())) return undefined;
      const band = computeBaselineBand(detection);
      if (band) bands[detection.metric] = band;
    }
    const goalOf = (metric: Metric) =>
      appAnalyses.find(({ detection }) => detection.metric === metric)?.goal ?? 0;
    const detections = appAnalyses.map(({ detection }) => detection);
    apps.push(summarizeApp(appId, detections, bands, goalOf));
  }
  return apps;
}

async function detectInLine(
  { series, goal, subject }: AnalyzedLine,
  yieldToMain: YieldToMain,
): Promise<Detection | undefined> {
  const cached = detectionCache.get(series);
  if (cached?.goal === goal) return cached.detection;
  const steps = detectEpisodes(series, subject.metric, goal);
  for (;;) {
    if (!(await yieldToMain())) return undefined;
    const { done, value } = steps.next();
    if (!done) continue;
    detectionCache.set(series, { goal, detection: value });
    return value;
  }
}

function summarizeApp(
  appId: string,
  detections: readonly Detection[],
  bands: AppInsights['bands'],
  goalOf: (metric: Metric) => number,
): AppInsights {
  const begin = Math.min(...detections.map(({ series }) => series.begin));
  const end = Math.max(
    ...detections.map(({ series }) => series.begin + series.values.length * series.step),
  );
  return {
    appId,
    detections,
    bands,
    findings: groupEpisodes(
      detections.flatMap(({ episodes }) => episodes),
      { begin, end },
    ),
    closestCall: findClosestCall(
      detections.filter(({ coverage }) => coverage !== 'insufficient'),
      goalOf,
    ),
    outOfGoalCount: detections.reduce(
      (sum, detection) => sum + countOutOfGoal(detection, goalOf(detection.metric)),
      0,
    ),
    coverage: findLeastCoverage(detections),
  };
}

function findLeastCoverage(detections: readonly Detection[]): DetectionCoverage {
  const ascending = ['insufficient', 'goal-only', 'full'] as const;
  return (
    ascending.find((least) => detections.some(({ coverage }) => coverage === least)) ??
    'insufficient'
  );
}

function countOutOfGoal({ series, metric }: Detection, goal: number): number {
  return series.values.reduce(
    (sum, value, i) =>
      series.states[i] === BucketState.Settled && !meetsGoal(metric, value, goal) ? sum + 1 : sum,
    0,
  );
}

const deviationCache = new WeakMap<
  Series,
  WeakMap<Episode, { deviation: SegmentDeviation | undefined }>
>();

/** Attributes an episode that `detection` found; resolves to undefined if cancelled. */
export async function attributeFinding(
  episode: Episode,
  detection: Detection,
  segments: readonly { filter: SegmentFilter; series: Series }[],
  yieldToMain: YieldToMain,
): Promise<Attribution | undefined> {
  const deviations: SegmentDeviation[] = [];
  for (const { filter, series } of segments) {
    const byEpisode = deviationCache.get(series) ?? new WeakMap();
    deviationCache.set(series, byEpisode);
    let cached = byEpisode.get(episode);
    if (!cached) {
      if (!(await yieldToMain())) return undefined;
      cached = { deviation: measureDeviation(series, filter, episode, detection) };
      byEpisode.set(episode, cached);
    }
    if (cached.deviation) deviations.push(cached.deviation);
  }
  return attributeEpisode(deviations);
}
