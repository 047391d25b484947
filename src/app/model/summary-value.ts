// Figures -> the one figure that stands for a range, and what it is.
import type { SeriesStats } from '../../stats/series-stats.ts';

/** `api`: the upstream's own summary of the range; `mean`: of `count` five-minute values, unweighted. */
export type SummaryValue =
  | { kind: 'api'; value: number }
  | { kind: 'mean'; value: number; count: number };

/** The upstream's own summary where there is one, else the mean, else null: nothing was measured. */
export function pickSummaryValue(stats: SeriesStats, summary: number | null): SummaryValue | null {
  if (summary !== null && (stats.present > 0 || stats.last !== null))
    return { kind: 'api', value: summary };
  if (stats.mean === null) return null;
  return { kind: 'mean', value: stats.mean, count: stats.present };
}
