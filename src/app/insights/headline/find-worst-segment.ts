import type { Metric } from '../../../contract/domain/metrics.ts';
import type { SeriesStats } from '../../../stats/series-stats.ts';

export interface WorstSegment {
  segment: string;
  metric: Metric;
  /** Share of values that meet the goal. */
  withinGoal: number;
}

export interface SegmentStats {
  segment: string;
  metric: Metric;
  /** Null while loading. */
  stats: SeriesStats | null;
}

const MAX_WITHIN_GOAL = 0.9;
const MIN_PRESENT = 0.5;

/** Returns undefined if all segments meet their goals 90 % of the time or have too few values. */
export function findWorstSegment(segments: readonly SegmentStats[]): WorstSegment | undefined {
  const candidates = segments.flatMap(({ segment, metric, stats }): WorstSegment[] => {
    if (!stats || stats.present < MIN_PRESENT * stats.expected) return [];
    const { withinGoal } = stats;
    return withinGoal === null || withinGoal >= MAX_WITHIN_GOAL
      ? []
      : [{ segment, metric, withinGoal }];
  });
  return candidates.toSorted((a, b) => a.withinGoal - b.withinGoal)[0];
}
