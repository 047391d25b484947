import type { Problem } from '../../contract/wire/problem.ts';
import type { Change } from '../../stats/change.ts';
import type { SeriesStats } from '../../stats/series-stats.ts';

/** One series of the legend, also of exports. */
export interface LegendEntry {
  key: string;
  name: string;
  /** CSS color of the line. */
  color: string;
  /** Null while nothing is loaded. */
  stats: SeriesStats | null;
  /** The API's own summary of the span. */
  summary: number | null;
  /** Null if nothing is compared. */
  change: Change | null;
  /** `stats` cover only a part of the span; the rest is loading. */
  isPartial?: boolean | undefined;
  isComparisonLoading: boolean;
  /** Why there is no value; null if there is one, or if nothing was measured. */
  problem: Problem | null;
}
