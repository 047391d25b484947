import type { Metric } from '../contract/domain/metrics.ts';
import type { EpochMs, Millis, PairedSpan, Span } from '../contract/domain/time.ts';
import type { Series } from '../series/series.ts';

/** Content of a chart, independent of its size and place on the page. */
export interface ChartContent {
  /** The first line is on top. Pass the same series objects until data changes. */
  lines: readonly ChartLine[];
  span: Span;
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  zone: string;
  locale: string;
  zeroBased?: boolean;
  comparison?: ChartComparison | undefined;
  /** Pass the same object until an annotation changes. */
  annotations?: ChartAnnotations | undefined;
  format: ChartFormat;
  text: ChartText;
}

export interface ChartLine {
  /** Unique and stable. */
  key: string;
  label: string;
  /** Omitted if no shorter than `label`. */
  shortLabel?: string | undefined;
  /** CSS color. */
  color: string;
  series: Series;
  /** Shifted onto the chart's time. */
  comparisonSeries?: Series | undefined;
  /** For orientation only. */
  faint?: boolean;
  hidden?: boolean;
}

export interface ChartComparison {
  pairs: readonly PairedSpan[];
  /** `week before` */
  label: string;
  /** `+6.1 %` */
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

/** Baseline band per bucket, in the metric's unit; NaN without baseline. */
export interface ChartBand {
  begin: EpochMs;
  step: Millis;
  low: Float64Array;
  high: Float64Array;
}

/** Formats everything but axis ticks. */
export interface ChartFormat {
  /** `1,046 ms` */
  valueWithUnit(value: number): string;
  /** `Sat, Nov 21, 21:10 – 21:15` */
  bucket(at: EpochMs): string;
  /** `UTC+8` */
  offset(at: EpochMs): string;
  /** `Nov 22, 10:00 – 12:00` */
  span(span: Span): string;
  /** `3 h 25 min` */
  length(length: Millis): string;
}

export interface ChartText {
  /** `goal ≤ 2,000 ms` */
  goal: string;
  noData: string;
  /** `iOS: no data` */
  noDataFor(lineName: string): string;
  failed: string;
  /** For windows that are no longer retained. */
  gone: string;
  loading: string;
  provisional: string;
  awaited: string;
  /** If a clock change left no counterpart. */
  noComparisonTime: string;
  pinHint: string;
  unpinHint: string;
  /** `3 more` */
  moreRows(count: number): string;
}

/** Without `onZoom`, drags select nothing. */
export interface ZoomCallbacks {
  /** Two buckets or more; pinches may exceed the chart's span. */
  onZoom?: ((span: Span) => void) | undefined;
  onZoomOut?: (() => void) | undefined;
  onZoomReset?: (() => void) | undefined;
  /** By half the span. */
  onPan?: ((direction: -1 | 1) => void) | undefined;
}
