import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { hasValues } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import { forEachChunk } from '../../series/chunked-loop.ts';
import type { ChartLine } from '../chart-types.ts';

/** Bucket indices; `to` is excluded. */
export interface BucketRange {
  from: number;
  to: number;
}

/** Returns `to <= from` without common buckets. */
export function findBucketRange({ begin, step, values }: Series, span: Span): BucketRange {
  return {
    from: Math.max(0, Math.floor((span.begin - begin) / step)),
    to: Math.min(values.length, Math.ceil((span.end - begin) / step)),
  };
}

/** Returns an index, or -1. */
export function findBucket({ begin, step, values }: Series, at: EpochMs): number {
  const index = Math.floor((at - begin) / step);
  return index >= 0 && index < values.length ? index : -1;
}

export function getVisibleLines(lines: readonly ChartLine[]): ChartLine[] {
  return lines.filter((line) => !line.hidden);
}

/** Returns the series of all visible lines, comparison series included. */
export function getDrawnSeries(lines: readonly ChartLine[]): Series[] {
  return getVisibleLines(lines).flatMap(({ series, comparisonSeries }) =>
    comparisonSeries ? [series, comparisonSeries] : [series],
  );
}

/** Returns the visible lines without faint ones, unless all are faint. */
export function getMainLines(lines: readonly ChartLine[]): readonly ChartLine[] {
  const visible = getVisibleLines(lines);
  const main = visible.filter((line) => !line.faint);
  return main.length > 0 ? main : visible;
}

export interface Extent {
  low: number;
  high: number;
}

/** Returns undefined if there are no values in `span`. */
export function computeExtent(seriesList: readonly Series[], span: Span): Extent | undefined {
  const extent = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  for (const series of seriesList) {
    if (!hasValues(series)) continue;
    const { from, to } = findBucketRange(series, span);
    forEachChunk(from, to, (begin, end) => widenExtent(extent, series.values, begin, end));
  }
  return extent.low <= extent.high ? extent : undefined;
}

function widenExtent(extent: Extent, values: Float64Array, from: number, to: number): void {
  let { low, high } = extent;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  extent.low = low;
  extent.high = high;
}

/** Falls back to the last bucket of `span` if no visible line has a value. */
export function findNewestValue(lines: readonly ChartLine[], span: Span): EpochMs {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { series } of getVisibleLines(lines)) {
    if (!hasValues(series)) continue;
    const { from, to } = findBucketRange(series, span);
    let i = to - 1;
    while (i >= from && Number.isNaN(series.values[i])) i--;
    if (i >= from) newest = Math.max(newest, series.begin + i * series.step);
  }
  return newest >= span.begin ? newest : span.end - STEP;
}
