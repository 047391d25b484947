// The segments in sight -> the one that was least within its goal. Only the whole is looked at for episodes.
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { SeriesStats } from '../../../stats/series-stats.ts';

/** A segment that was out of its goal a good part of the time. */
export interface WorstSegment {
  segment: string;
  metric: Metric;
  /** Share of its values within goal. */
  within: number;
}

/** A segment's figures; null while nothing of it is here. */
export interface SegmentStats {
  segment: string;
  metric: Metric;
  stats: SeriesStats | null;
}

/** Less of its values within goal than this is worth a word. */
const MOSTLY = 0.9;
/** Fewer of its points tell nothing. */
const LEAST_SHARE = 0.5;

/** The one least within its goal; undefined where all are nearly always, or have too few points. */
export function findWorstSegment(segments: readonly SegmentStats[]): WorstSegment | undefined {
  const hurt = segments.flatMap(({ segment, metric, stats }): WorstSegment[] => {
    if (!stats || stats.present < LEAST_SHARE * stats.expected) return [];
    const { withinGoal: within } = stats;
    return within === null || within >= MOSTLY ? [] : [{ segment, metric, within }];
  });
  return hurt.toSorted((a, b) => a.within - b.within)[0];
}
