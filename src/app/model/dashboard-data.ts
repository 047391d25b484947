import type { Metric } from '../../contract/domain/metrics.ts';
import type { Segment } from '../../contract/domain/segments.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { ComparisonPeriod } from '../../planning/plan-view.ts';
import type { ClampedRange } from '../../planning/resolve-range.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import type { View } from '../../view/view.ts';

/** The data of a view, complete or still loading. */
export interface DashboardData {
  view: View;
  range: ClampedRange;
  /** The zoomed part of the range, or all of it. */
  visibleSpan: Span;
  /** Null if nothing is compared. */
  comparison: ComparisonPeriod | null;
  /** The reference first, then its split; empty while no app is chosen. */
  lines: Readonly<Record<Metric, readonly SegmentSeries[]>>;
  /** All series of the range, each once. */
  seriesList: readonly SeriesData[];
  /** All series of the compared period, each once. */
  comparisonSeriesList: readonly SeriesData[];
}

export interface SegmentSeries {
  segment: Segment;
  data: SeriesData;
  /** The same segment in the compared period, on that period's own time. */
  comparisonData: SeriesData | undefined;
}
