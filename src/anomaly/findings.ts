// Episodes of every metric -> what there is to say: what belongs together once, the worst first.
import type { Metric } from '../contract/domain/metrics.ts';
import { HOUR, STEP } from '../contract/domain/time.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';
import { BucketState } from '../series/series.ts';
import { toSeverity } from './severity.ts';
import type { Episode, Detection } from './detect-episodes.ts';

/** Something that happened: the episode that shows it best, and those of other metrics it explains. */
export interface Finding {
  primary: Episode;
  related: Episode[];
}

/** The value nearest to its goal, of all metrics. */
export interface ClosestCall {
  metric: Metric;
  value: number;
  at: EpochMs;
  goal: number;
}

/** How far outside its lead an episode may reach and still be explained by it. */
const RIM = HOUR;
/** An episode this many times as large as the lead it lies in has a cause of its own. */
const LARGER = 2;
/** What the oldest of a range weighs, against the newest. */
const OLDEST = 0.25;

/**
 * What the episodes of a range say, the newest and worst first. Episodes that lie within a larger one
 * of another metric, and are no worse, are of the same.
 */
export function groupEpisodes(episodes: readonly Episode[], range: Span): Finding[] {
  const findings: Finding[] = [];
  for (const episode of episodes.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    const home = findings.find(({ primary }) => isExplained(episode, primary));
    if (home) home.related.push(episode);
    else findings.push({ primary: episode, related: [] });
  }
  const scoreOf = ({ primary }: Finding) => {
    const age = primary.isOngoing ? 0 : (range.end - primary.end) / (range.end - range.begin);
    return weightOf(primary) * (1 - (1 - OLDEST) * age);
  };
  return findings.toSorted(
    (a, b) => Number(b.primary.isOngoing) - Number(a.primary.isOngoing) || scoreOf(b) - scoreOf(a),
  );
}

/** A long one weighs more than a short one, and a bad one more than a mild one. */
function weightOf({ severity, begin, end }: Episode): number {
  return severity * Math.sqrt((end - begin) / STEP);
}

function isExplained(episode: Episode, lead: Episode): boolean {
  if (episode.metric === lead.metric || episode.onset !== lead.onset) return false;
  const inside = Math.min(episode.end, lead.end + RIM) - Math.max(episode.begin, lead.begin - RIM);
  return 2 * inside >= episode.end - episode.begin && episode.severity <= LARGER * lead.severity;
}

/** The settled value that came nearest to its goal without missing it; undefined where one missed, or none is. */
export function findClosestCall(
  watches: readonly Detection[],
  goalOf: (metric: Metric) => number,
): ClosestCall | undefined {
  let closest: ClosestCall | undefined;
  let least = Infinity;
  for (const { series, metric } of watches) {
    const goal = goalOf(metric);
    const bound = toSeverity(metric, goal);
    for (const [i, value] of series.values.entries()) {
      if (series.states[i] !== BucketState.Settled) continue;
      const room = bound - toSeverity(metric, value);
      if (room < 0 || room >= least) continue;
      least = room;
      closest = { metric, value, at: series.begin + i * series.step, goal };
    }
  }
  return closest;
}
