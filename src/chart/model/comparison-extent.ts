// What the value axis takes in of the compared lines, and where they leave it.
import type { Span } from '../../contract/domain/time.ts';
import type { Series } from '../../series/series.ts';
import { bucketsIn, extentOfSeries, shownLines } from './chart-line.ts';
import type { Extent } from './chart-line.ts';
import type { ChartLine } from '../chart-types.ts';
import { xOf } from '../geometry.ts';
import type { PlotGeometry } from '../geometry.ts';
import type { ValueAxis } from './value-axis.ts';

/** Compared lines may stretch the axis by this share of what the lines themselves take, at either end. */
const REACH = 0.5;

/** What is as rare as this, at either end, stretches it no further; what is less rare always does. */
const RARE = 0.02;

/**
 * The values an axis has to hold: all of the shown lines', and of what they are compared with what is
 * near or lasts. One dip a week ago must not squash this week to a strip; another level must be seen.
 * `least` is the shortest axis there is, in the metric's unit.
 */
export function extendExtent(
  lines: readonly ChartLine[],
  span: Span,
  least: number,
): Extent | undefined {
  const shown = shownLines(lines);
  const compared = shown.flatMap((line) => line.comparisonSeries ?? []);
  const own = extentOfSeries(
    shown.map(({ series }) => series),
    span,
  );
  const all = extentOfSeries(compared, span);
  if (!own || !all) return own ?? all;
  const reach = REACH * Math.max(own.high - own.low, least);
  const near = { low: own.low - reach, high: own.high + reach };
  const core = all.low < near.low || all.high > near.high ? coreOf(compared, span) : near;
  return {
    low: Math.min(own.low, Math.max(all.low, Math.min(near.low, core.low))),
    high: Math.max(own.high, Math.min(all.high, Math.max(near.high, core.high))),
  };
}

/** Where nearly all values lie. */
function coreOf(some: readonly Series[], span: Span): Extent {
  const values = some.flatMap((series) => {
    const { from, to } = bucketsIn(series, span);
    return Array.from(series.values.subarray(from, to)).filter((value) => !Number.isNaN(value));
  });
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  return {
    low: sorted[Math.ceil(RARE * last)] ?? 0,
    high: sorted[Math.floor((1 - RARE) * last)] ?? 0,
  };
}

/** Where a compared line leaves the plot, in plot pixels. */
export interface OffScaleMark {
  x: number;
  edge: 'top' | 'bottom';
  color: string;
}

/** Marks closer to each other than this say nothing more, in pixels. */
const APART = 12;

/** A mark at the plot's edge for each time a compared line is beyond it. */
export function findOffScale(
  lines: readonly ChartLine[],
  span: Span,
  box: PlotGeometry,
  axis: ValueAxis,
): OffScaleMark[] {
  return shownLines(lines).flatMap(({ comparisonSeries: compared, color }) => {
    if (!compared) return [];
    const { begin, step, values } = compared;
    const { from, to } = bucketsIn(compared, span);
    const marks: OffScaleMark[] = [];
    for (let i = from; i < to; i++) {
      const value = values[i] ?? Number.NaN;
      if (!(value > axis.max || value < axis.min)) continue;
      const edge = value > axis.max ? 'top' : 'bottom';
      const x = Math.round(xOf(begin + (i + 0.5) * step, box, span));
      const before = marks.at(-1);
      if (before?.edge !== edge || x - before.x >= APART) marks.push({ x, edge, color });
    }
    return marks;
  });
}
