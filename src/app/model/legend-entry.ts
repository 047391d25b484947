import type { Problem } from '../../contract/wire/problem.ts';
import type { Change } from '../../stats/change.ts';
import type { SeriesStats } from '../../stats/series-stats.ts';

export interface LegendEntry {
  key: string;
  name: string;
  color: string;
  stats: SeriesStats | null;
  /** The API's own summary of the span. */
  summary: number | null;
  change: Change | null;
  /** A part of the span is loading. */
  isPartial?: boolean | undefined;
  isComparisonLoading: boolean;
  /** Why there is no value; null if there is one, or if nothing was measured. */
  problem: Problem | null;
}
