import type { SeriesStats } from '../../stats/series-stats.ts';

/** The API's own summary, or the unweighted mean of `count` buckets. */
export type SummaryValue =
  | { kind: 'api'; value: number }
  | { kind: 'mean'; value: number; count: number };

/** Prefers the API's summary over the mean; returns null if nothing was measured. */
export function pickSummaryValue(stats: SeriesStats, summary: number | null): SummaryValue | null {
  if (summary !== null && (stats.present > 0 || stats.last !== null))
    return { kind: 'api', value: summary };
  if (stats.mean === null) return null;
  return { kind: 'mean', value: stats.mean, count: stats.present };
}
