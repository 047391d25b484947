import type { Span } from '../../contract/domain/time.ts';
import type { Series } from '../../series/series.ts';
import type { ChartLine } from '../chart-types.ts';
import { xOf } from '../geometry.ts';
import type { Plot } from '../geometry.ts';
import { computeExtent, findBucketRange, getVisibleLines } from './chart-line.ts';
import type { Extent } from './chart-line.ts';

// Limit for outliers, as a share of the lines' own extent.
const MAX_EXTENSION = 0.5;

// Share of values that are outliers, per end.
const OUTLIER_SHARE = 0.02;

/**
 * Computes the extent of the value axis: all values of the visible lines, and those of their comparison
 * that are near or frequent. A short dip in the comparison must not flatten the lines, but a different
 * level must be visible. `minSpan` is the minimum length of the axis, in the metric's unit.
 */
export function extendExtent(
  lines: readonly ChartLine[],
  span: Span,
  minSpan: number,
): Extent | undefined {
  const visible = getVisibleLines(lines);
  const comparisonSeries = visible.flatMap((line) => line.comparisonSeries ?? []);
  const own = computeExtent(
    visible.map(({ series }) => series),
    span,
  );
  const comparison = computeExtent(comparisonSeries, span);
  if (!own || !comparison) return own ?? comparison;
  const extension = MAX_EXTENSION * Math.max(own.high - own.low, minSpan);
  const near = { low: own.low - extension, high: own.high + extension };
  const exceedsNear = comparison.low < near.low || comparison.high > near.high;
  const core = exceedsNear ? computeCore(comparisonSeries, span) : near;
  return {
    low: Math.min(own.low, Math.max(comparison.low, Math.min(near.low, core.low))),
    high: Math.max(own.high, Math.min(comparison.high, Math.max(near.high, core.high))),
  };
}

function computeCore(seriesList: readonly Series[], span: Span): Extent {
  const values = seriesList.flatMap((series) => {
    const { from, to } = findBucketRange(series, span);
    return Array.from(series.values.subarray(from, to)).filter((value) => !Number.isNaN(value));
  });
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  return {
    low: sorted[Math.ceil(OUTLIER_SHARE * last)] ?? 0,
    high: sorted[Math.floor((1 - OUTLIER_SHARE) * last)] ?? 0,
  };
}

/** In plot pixels. */
export interface OffScaleMark {
  x: number;
  edge: 'top' | 'bottom';
  color: string;
}

// In pixels.
const MIN_MARK_DISTANCE = 12;

/** Finds where comparison lines leave the plot. */
export function findOffScaleMarks(lines: readonly ChartLine[], plot: Plot): OffScaleMark[] {
  const { span, axis } = plot;
  return getVisibleLines(lines).flatMap(({ comparisonSeries, color }) => {
    if (!comparisonSeries) return [];
    const { begin, step, values } = comparisonSeries;
    const { from, to } = findBucketRange(comparisonSeries, span);
    const marks: OffScaleMark[] = [];
    for (let i = from; i < to; i++) {
      const value = values[i] ?? Number.NaN;
      if (!(value > axis.max || value < axis.min)) continue;
      const edge = value > axis.max ? 'top' : 'bottom';
      const x = Math.round(xOf(begin + (i + 0.5) * step, plot));
      const previous = marks.at(-1);
      if (previous?.edge !== edge || x - previous.x >= MIN_MARK_DISTANCE)
        marks.push({ x, edge, color });
    }
    return marks;
  });
}
