import type { Metric } from '../contract/domain/metrics.ts';
import { HOUR, STEP } from '../contract/domain/time.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';
import { BucketState } from '../series/series.ts';
import type { Detection, Episode } from './detect-episodes.ts';
import { toSeverity } from './severity.ts';

export interface Finding {
  primary: Episode;
  /** Episodes of other metrics that the primary explains. */
  related: Episode[];
}

/** The settled value nearest to its goal. */
export interface ClosestCall {
  metric: Metric;
  value: number;
  at: EpochMs;
  goal: number;
}

// How far a related episode may exceed the primary, in time and severity.
const TOLERANCE = HOUR;
const MAX_SEVERITY_RATIO = 2;
// Relative to the newest.
const OLDEST_WEIGHT = 0.25;

/**
 * Relates episodes to one of another metric that covers them and has the same onset. Ongoing findings
 * come first, then new and severe ones.
 */
export function groupEpisodes(episodes: readonly Episode[], range: Span): Finding[] {
  const findings: Finding[] = [];
  for (const episode of episodes.toSorted((a, b) => getWeight(b) - getWeight(a))) {
    const finding = findings.find(({ primary }) => isExplained(episode, primary));
    if (finding) finding.related.push(episode);
    else findings.push({ primary: episode, related: [] });
  }
  const getScore = ({ primary }: Finding) => {
    const age = primary.isOngoing ? 0 : (range.end - primary.end) / (range.end - range.begin);
    return getWeight(primary) * (1 - (1 - OLDEST_WEIGHT) * age);
  };
  return findings.toSorted(
    (a, b) =>
      Number(b.primary.isOngoing) - Number(a.primary.isOngoing) || getScore(b) - getScore(a),
  );
}

function getWeight({ severity, begin, end }: Episode): number {
  return severity * Math.sqrt((end - begin) / STEP);
}

function isExplained(episode: Episode, primary: Episode): boolean {
  if (episode.metric === primary.metric || episode.onset !== primary.onset) return false;
  const inside =
    Math.min(episode.end, primary.end + TOLERANCE) -
    Math.max(episode.begin, primary.begin - TOLERANCE);
  return (
    2 * inside >= episode.end - episode.begin &&
    episode.severity <= MAX_SEVERITY_RATIO * primary.severity
  );
}

/** Searches values that met their goals. */
export function findClosestCall(
  detections: readonly Detection[],
  goalOf: (metric: Metric) => number,
): ClosestCall | undefined {
  let closest: ClosestCall | undefined;
  let leastMargin = Infinity;
  for (const { series, metric } of detections) {
    const goal = goalOf(metric);
    const goalSeverity = toSeverity(metric, goal);
    for (const [i, value] of series.values.entries()) {
      if (series.states[i] !== BucketState.Settled) continue;
      const margin = goalSeverity - toSeverity(metric, value);
      if (margin < 0 || margin >= leastMargin) continue;
      leastMargin = margin;
      closest = { metric, value, at: series.begin + i * series.step, goal };
    }
  }
  return closest;
}
