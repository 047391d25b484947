import type { Metric } from '../contract/domain/metrics.ts';
import type { EpochMs, Millis, PairedSpan, Span } from '../contract/domain/time.ts';
import type { Series } from '../series/series.ts';

/** What a chart shows, independent of its size and place on the page. */
export interface ChartContent {
  /** The first line is drawn on top. Pass the same series objects until their data changes. */
  lines: readonly ChartLine[];
  span: Span;
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  /** IANA zone of the time axis. */
  zone: string;
  locale: string;
  zeroBased?: boolean;
  /** Adds a second row to the time axis and the change to the tooltip. */
  comparison?: ChartComparison | undefined;
  /** Pass the same object until an annotation changes. */
  annotations?: ChartAnnotations | undefined;
  format: ChartFormat;
  text: ChartText;
}

export interface ChartLine {
  /** Unique in the chart and stable across renders. */
  key: string;
  label: string;
  /** Used where space is limited; omitted if it is no shorter than `label`. */
  shortLabel?: string | undefined;
  /** CSS color, see `seriesColor`. */
  color: string;
  series: Series;
  /** The comparison period, shifted onto this chart's time. */
  comparisonSeries?: Series | undefined;
  /** Drawn pale behind the other lines, for orientation only. */
  faint?: boolean;
  hidden?: boolean;
}

export interface ChartComparison {
  /** Which of the chart's times have a counterpart in the comparison period. */
  pairs: readonly PairedSpan[];
  /** For example `week before`. */
  label: string;
  /** Describes how `value` differs from `before`, for example `+6.1 %`. */
  change(value: number, before: number): ChangeText;
}

export interface ChangeText {
  text: string;
  tone: 'better' | 'worse' | 'same';
}

export interface ChartAnnotations {
  episodes: readonly ChartEpisode[];
  notes: readonly ChartNote[];
  ab: readonly ChartAbWindow[];
  band?: ChartBand | undefined;
}

export interface ChartEpisode extends Span {
  selected: boolean;
}

export interface ChartNote {
  at: EpochMs;
  text: string;
}

export interface ChartAbWindow extends Span {
  letter: string;
}

/** The baseline band: one value per bucket in the metric's unit, NaN where there is no baseline. */
export interface ChartBand {
  begin: EpochMs;
  step: Millis;
  low: Float64Array;
  high: Float64Array;
}

/** Formats values and times; the axes format their own ticks. */
export interface ChartFormat {
  /** `1,046 ms` */
  valueWithUnit(value: number): string;
  /** `Sat, Nov 21, 21:10 – 21:15` for the bucket that starts at `at`. */
  bucket(at: EpochMs): string;
  /** `UTC+8`, as valid at that time. */
  offset(at: EpochMs): string;
  /** `Nov 22, 10:00 – 12:00` */
  span(span: Span): string;
  /** `25 min`, `3 h 25 min` */
  length(length: Millis): string;
}

/** Translated texts on a chart. */
export interface ChartText {
  /** Includes the value: `goal ≤ 2,000 ms`. */
  goal: string;
  noData: string;
  /** Names the line: `iOS: no data`. */
  noDataFor(lineName: string): string;
  failed: string;
  /** For windows that are no longer retained. */
  gone: string;
  loading: string;
  /** For values that may still change. */
  provisional: string;
  /** For buckets whose value is not available yet. */
  awaited: string;
  /** Replaces the comparison time if a clock change left no counterpart. */
  noComparisonTime: string;
  pinHint: string;
  unpinHint: string;
  /** For tooltip rows that do not fit: `3 more`. */
  moreRows(count: number): string;
}

/** Without `onZoom`, dragging over the chart does nothing. */
export interface ZoomCallbacks {
  /** Receives at least two buckets; a pinch may reach beyond the chart's span. */
  onZoom?: ((span: Span) => void) | undefined;
  /** Undoes one zoom step. */
  onZoomOut?: (() => void) | undefined;
  onZoomReset?: (() => void) | undefined;
  /** Moves the view by half its span. */
  onPan?: ((direction: -1 | 1) => void) | undefined;
}
