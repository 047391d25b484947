import type { BaselineBand } from '../../../anomaly/baseline-band.ts';
import type { Detection, DetectionCoverage, Episode } from '../../../anomaly/detect-episodes.ts';
import type { ClosestCall, Finding } from '../../../anomaly/findings.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Subject } from '../../../contract/domain/segments.ts';
import { HOUR, MINUTE } from '../../../contract/domain/time.ts';
import type { Span } from '../../../contract/domain/time.ts';
import type { Series } from '../../../series/series.ts';
import type { EpisodeKey } from '../../../view/view.ts';

/** The reference line of one app and metric. */
export interface AnalyzedLine {
  subject: Subject;
  series: Series;
  /** In the metric's unit. */
  goal: number;
}

export interface AppInsights {
  appId: string;
  detections: readonly Detection[];
  bands: Partial<Record<Metric, BaselineBand>>;
  findings: readonly Finding[];
  closestCall: ClosestCall | undefined;
  /** Settled values out of goal, of all metrics. */
  outOfGoalCount: number;
  coverage: DetectionCoverage;
}

export type Insights = readonly AppInsights[];

/** Findings in the headline; their attributions are requested automatically. */
export const MAX_FINDINGS = 3;

export interface AppFinding extends Finding {
  appId: string;
}

export function listFindings(insights: Insights): AppFinding[] {
  const rankedFindings = insights.flatMap(({ appId, findings }) =>
    findings.map((finding, rank) => ({ ...finding, appId, rank })),
  );
  return rankedFindings.toSorted(
    (a, b) => Number(b.primary.isOngoing) - Number(a.primary.isOngoing) || a.rank - b.rank,
  );
}

export function findDetection(
  insights: Insights | undefined,
  appId: string,
  metric: Metric,
): Detection | undefined {
  return insights
    ?.find((app) => app.appId === appId)
    ?.detections.find((detection) => detection.metric === metric);
}

// The detected begin of an episode may move as more data arrives.
const KEY_TOLERANCE = 30 * MINUTE;

/** Returns the key of an episode in the URL; it names the app if the view has several. */
export function toEpisodeKey(
  { metric, begin }: Episode,
  appId: string,
  apps: readonly string[],
): EpisodeKey {
  return { ...(apps.length > 1 && { appId }), metric, at: begin };
}

export function matchesEpisodeKey(key: EpisodeKey, episode: Episode, appId: string): boolean {
  return (
    key.metric === episode.metric &&
    (key.appId === undefined || key.appId === appId) &&
    Math.abs(key.at - episode.begin) <= KEY_TOLERANCE
  );
}

/** Extends a span on both sides by `ratio` of its length, at least by an hour. */
export function padSpan({ begin, end }: Span, ratio: number): Span {
  const padding = Math.max(HOUR, (end - begin) * ratio);
  return { begin: begin - padding, end: end + padding };
}
