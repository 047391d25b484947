// Episodes of every metric -> what there is to say: what belongs together once, the worst first.
import type { Metric } from '../contract/domain/metrics.ts';
import { HOUR, STEP } from '../contract/domain/time.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';
import { BucketState } from '../series/series.ts';
import { toBadness } from './severity.ts';
import type { Episode, Watch } from './detect-episodes.ts';

/** Something that happened: the episode that shows it best, and those of other metrics it explains. */
export interface Finding {
  lead: Episode;
  also: Episode[];
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
    const home = findings.find(({ lead }) => isExplained(episode, lead));
    if (home) home.also.push(episode);
    else findings.push({ lead: episode, also: [] });
  }
  const scoreOf = ({ lead }: Finding) => {
    const age = lead.goesOn ? 0 : (range.end - lead.end) / (range.end - range.begin);
    return weightOf(lead) * (1 - (1 - OLDEST) * age);
  };
  return findings.toSorted(
    (a, b) => Number(b.lead.goesOn) - Number(a.lead.goesOn) || scoreOf(b) - scoreOf(a),
  );
}

/** A long one weighs more than a short one, and a bad one more than a mild one. */
function weightOf({ size, begin, end }: Episode): number {
  return size * Math.sqrt((end - begin) / STEP);
}

function isExplained(episode: Episode, lead: Episode): boolean {
  if (episode.metric === lead.metric || episode.pace !== lead.pace) return false;
  const inside = Math.min(episode.end, lead.end + RIM) - Math.max(episode.begin, lead.begin - RIM);
  return 2 * inside >= episode.end - episode.begin && episode.size <= LARGER * lead.size;
}

/** The settled value that came nearest to its goal without missing it; undefined where one missed, or none is. */
export function findClosestCall(
  watches: readonly Watch[],
  goalOf: (metric: Metric) => number,
): ClosestCall | undefined {
  let closest: ClosestCall | undefined;
  let least = Infinity;
  for (const { series, metric } of watches) {
    const goal = goalOf(metric);
    const bound = toBadness(metric, goal);
    for (const [i, value] of series.values.entries()) {
      if (series.states[i] !== BucketState.Defined) continue;
      const room = bound - toBadness(metric, value);
      if (room < 0 || room >= least) continue;
      least = room;
      closest = { metric, value, at: series.begin + i * series.step, goal };
    }
  }
  return closest;
}
