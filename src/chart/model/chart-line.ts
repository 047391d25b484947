import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { ChartLine } from '../chart-types.ts';
import { hasValues } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import { inStretches } from '../../series/stretch.ts';

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
  return shownLines(lines).flatMap(({ series, comparisonSeries: compared }) =>
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
