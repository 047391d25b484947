import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, PairedSpan, Span } from '../../contract/domain/time.ts';
import { hasValues } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import { inStretches } from '../../series/stretch.ts';

/** One line of a chart. */
export interface ChartLine {
  /** Unique in the chart and the same from render to render. */
  key: string;
  label: string;
  /** The same where there is little room; left out where it is no shorter. */
  shortLabel?: string | undefined;
  /** A CSS colour, of the line's identity: see colors.ts. */
  color: string;
  series: Series;
  /** The same line in the compared period, moved onto this chart's time: drawn dashed and lighter behind it. */
  compared?: Series | undefined;
  /** Stands back behind the others, for orientation only. */
  faint?: boolean;
  hidden?: boolean;
}

/** What the lines' compared series are of, and how a chart speaks of them. */
export interface ChartComparison {
  /** Which of the chart's times are set beside which of the compared period. */
  pairs: readonly PairedSpan[];
  /** `week before` */
  label: string;
  /** How `value` differs from the compared one: `+6.1 %`, and whether that is good. */
  change(value: number, before: number): ChangeText;
}

export interface ChangeText {
  text: string;
  tone: 'better' | 'worse' | 'same';
}

/** How a chart writes a value and a time; axes write their own ticks. */
export interface ChartFormat {
  /** `1,046 ms` */
  valueWithUnit(value: number): string;
  /** `Sat, Nov 21, 21:10 – 21:15`: the bucket that begins at `at`. */
  bucket(at: EpochMs): string;
  /** `UTC+8`, as it is at that time. */
  offset(at: EpochMs): string;
  /** `Nov 22, 10:00 – 12:00` */
  span(span: Span): string;
  /** `25 min`, `3 h 25 min` */
  length(length: Millis): string;
}

/** The words a chart shows. */
export interface ChartText {
  /** The goal with its value: `goal ≤ 2,000 ms`. */
  goal: string;
  noData: string;
  /** The same in one line among others: `iOS: no data`. */
  noDataOf(name: string): string;
  failed: string;
  /** For windows older than anyone has. */
  gone: string;
  loading: string;
  /** For values that may still change. */
  provisional: string;
  /** For buckets whose value may still come. */
  awaited: string;
  /** In place of the compared time, where a change of clocks left none. */
  noPartner: string;
  /** How a finger pins the crosshair, and lets it go again. */
  pin: string;
  unpin: string;
  /** For `count` rows that the tooltip has no room for: `3 more`. */
  more(count: number): string;
}

/** Buckets `[from, to)` of a series that lie in a span. */
export interface BucketRange {
  from: number;
  to: number;
}

/** The buckets of `series` within `span`; empty (`to <= from`) where they do not meet. */
export function bucketsIn({ begin, step, values }: Series, span: Span): BucketRange {
  return {
    from: Math.max(0, Math.floor((span.begin - begin) / step)),
    to: Math.min(values.length, Math.ceil((span.end - begin) / step)),
  };
}

/** The bucket of `series` that begins at `at`, or -1. */
export function bucketAt({ begin, step, values }: Series, at: EpochMs): number {
  const index = Math.floor((at - begin) / step);
  return index >= 0 && index < values.length ? index : -1;
}

/** The lines that are not hidden. */
export function shownLines(lines: readonly ChartLine[]): ChartLine[] {
  return lines.filter((line) => !line.hidden);
}

/** What is drawn of `lines`: every shown line's series, and the one it is compared with. */
export function drawnSeries(lines: readonly ChartLine[]): Series[] {
  return shownLines(lines).flatMap(({ series, compared }) =>
    compared ? [series, compared] : [series],
  );
}

/** The lines that speak for the data: shown, and not there for orientation unless nothing else is. */
export function mainLines(lines: readonly ChartLine[]): readonly ChartLine[] {
  const shown = shownLines(lines);
  const main = shown.filter((line) => !line.faint);
  return main.length > 0 ? main : shown;
}

/** The lowest and the highest of some values. */
export interface Extent {
  low: number;
  high: number;
}

/** The extent of what `some` have in `span`; undefined when that is nothing. */
export function extentOfSeries(some: readonly Series[], span: Span): Extent | undefined {
  const extent = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  for (const series of some) {
    if (!hasValues(series)) continue;
    const { from, to } = bucketsIn(series, span);
    inStretches(from, to, (begin, end) => widen(extent, series.values, begin, end));
  }
  return extent.low <= extent.high ? extent : undefined;
}

/** To hold `values` [from, to). */
function widen(extent: Extent, values: Float64Array, from: number, to: number): void {
  let { low, high } = extent;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  extent.low = low;
  extent.high = high;
}

/** The newest bucket of `span` in which any shown line has a value; its last bucket when none has. */
export function newestValueAt(lines: readonly ChartLine[], span: Span): EpochMs {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { series } of shownLines(lines)) {
    if (!hasValues(series)) continue;
    const { from, to } = bucketsIn(series, span);
    let i = to - 1;
    while (i >= from && Number.isNaN(series.values[i])) i--;
    if (i >= from) newest = Math.max(newest, series.begin + i * series.step);
  }
  return newest >= span.begin ? newest : span.end - STEP;
}
