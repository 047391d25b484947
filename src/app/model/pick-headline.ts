// Figures -> the one figure that stands for a range, and what it is.
import type { SeriesStats } from '../../stats/series-stats.ts';

/** `api`: the upstream's own summary of the range; `mean`: of `count` five-minute values, unweighted. */
export type SummaryValue =
  | { kind: 'api'; value: number }
  | { kind: 'mean'; value: number; count: number };

/** The upstream's own summary where there is one, else the mean, else null: nothing was measured. */
export function pickSummaryValue(figures: SeriesStats, summary: number | null): SummaryValue | null {
  if (summary !== null && (figures.present > 0 || figures.last !== null))
    return { kind: 'api', value: summary };
  if (figures.mean === null) return null;
  return { kind: 'mean', value: figures.mean, count: figures.present };
}
