// What was found in the lines in sight, as the page's parts share it.
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Subject } from '../../../contract/domain/segments.ts';
import type { Series } from '../../../series/series.ts';
import type { BaselineBand } from '../../../anomaly/baseline-band.ts';
import type { ClosestCall, Finding } from '../../../anomaly/findings.ts';
import type { Episode, DetectionCoverage, Detection } from '../../../anomaly/detect-episodes.ts';
import type { EpisodeKey } from '../../../view/view.ts';
import { MINUTE } from '../../../contract/domain/time.ts';

/** A line that is looked at: an app's reference in one metric. */
export interface AnalyzedLine {
  subject: Subject;
  series: Series;
  /** In the metric's unit. */
  goal: number;
}

/** What was found of one app. */
export interface AppInsights {
  appId: string;
  watches: readonly Detection[];
  bands: Partial<Record<Metric, BaselineBand>>;
  findings: readonly Finding[];
  closest: ClosestCall | undefined;
  /** Settled values out of goal, of all metrics. */
  missed: number;
  /** The least that could be judged of a metric. */
  judged: DetectionCoverage;
}

export type Insights = readonly AppInsights[];

/** Findings on top of the page, at most; of these the page asks who was hit without being asked. */
export const MAX_FINDINGS = 3;

/** A finding, and the app it is of. */
export interface AppFinding extends Finding {
  appId: string;
}

/** Findings of several apps, in one order: what goes on first. */
export function allFindings(insights: Insights): AppFinding[] {
  const all = insights.flatMap(({ appId, findings }) =>
    findings.map((finding, rank) => ({ ...finding, appId, rank })),
  );
  return all.toSorted(
    (a, b) => Number(b.primary.isOngoing) - Number(a.primary.isOngoing) || a.rank - b.rank,
  );
}

/** How far an episode's beginning may move, as more data come in, and still be the one a link names. */
const ABOUT = 30 * MINUTE;

/** How a link names an episode; `apps`: those of the view. */
export function keyOfEpisode(
  { metric, begin }: Episode,
  appId: string,
  apps: readonly string[],
): EpisodeKey {
  return { ...(apps.length > 1 && { appId }), metric, at: begin };
}

/** Whether a link's name is of this episode. */
export function isNamed(key: EpisodeKey, episode: Episode, appId: string): boolean {
  return (
    key.metric === episode.metric &&
    (key.appId === undefined || key.appId === appId) &&
    Math.abs(key.at - episode.begin) <= ABOUT
  );
}
