import type { Metric } from '../../contract/domain/metrics.ts';
import type { Segment } from '../../contract/domain/segments.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { ComparisonPeriod } from '../../planning/plan-view.ts';
import type { ClampedRange } from '../../planning/resolve-range.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import type { View } from '../../view/view.ts';

export interface DashboardData {
  view: View;
  range: ClampedRange;
  /** The zoomed part of the range, or all of it. */
  visibleSpan: Span;
  comparison: ComparisonPeriod | null;
  /** The reference first, then its split. */
  lines: Readonly<Record<Metric, readonly SegmentSeries[]>>;
  /** Each once. */
  seriesList: readonly SeriesData[];
  /** Each once. */
  comparisonSeriesList: readonly SeriesData[];
}

export interface SegmentSeries {
  segment: Segment;
  data: SeriesData;
  /** On the compared period's own time. */
  comparisonData: SeriesData | undefined;
}
