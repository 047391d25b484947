import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import type { ValueAxis } from './model/value-axis.ts';

/** Rectangle inside the chart, in pixels. */
export interface PlotGeometry {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface TimePlot {
  box: PlotGeometry;
  span: Span;
}

/** Maps times and values to pixels. */
export interface Plot extends TimePlot {
  axis: ValueAxis;
}

export const PLOT_MARGIN = { top: 10, right: 8, bottom: 0, left: 0 } as const;
export const VALUE_AXIS_WIDTH = 52;

// In pixels; `none` leaves room for half a value label.
const TIME_AXIS_HEIGHTS = { none: 8, one: 26, two: 42 } as const;

/** Rows of labels. */
export type TimeAxisRows = keyof typeof TIME_AXIS_HEIGHTS;

/** Aligns the plots of charts of the same width. */
export function computePlotGeometry(
  width: number,
  height: number,
  rows: TimeAxisRows = 'one',
): PlotGeometry {
  return {
    left: VALUE_AXIS_WIDTH,
    top: PLOT_MARGIN.top,
    width: Math.max(0, width - VALUE_AXIS_WIDTH - PLOT_MARGIN.right),
    height: Math.max(0, height - PLOT_MARGIN.top - TIME_AXIS_HEIGHTS[rows]),
  };
}

/** Returns the start of the bucket at plot pixel `x`, clamped to the span. */
export function bucketUnder(x: number, { box, span }: TimePlot, step: Millis): EpochMs {
  const count = Math.max(1, Math.round((span.end - span.begin) / step));
  const index = Math.floor((x / Math.max(1, box.width)) * count);
  return span.begin + Math.min(Math.max(index, 0), count - 1) * step;
}

/** Returns the time at plot pixel `x`, not clamped to the span. */
export function timeAt(x: number, { box, span }: TimePlot): EpochMs {
  return span.begin + (x / Math.max(1, box.width)) * (span.end - span.begin);
}

/** Returns pixels from the plot's left edge. */
export function xOf(at: EpochMs, { box, span }: TimePlot): number {
  return ((at - span.begin) / (span.end - span.begin)) * box.width;
}

/** Returns pixels from the plot's top edge. */
export function yOf(value: number, { box, axis }: Pick<Plot, 'box' | 'axis'>): number {
  return ((axis.max - value) / (axis.max - axis.min)) * box.height;
}
