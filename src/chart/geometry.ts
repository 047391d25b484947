import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import type { ValueAxis } from './model/value-axis.ts';

/** The plot's rectangle inside the chart, in pixels. */
export interface PlotGeometry {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const PLOT_MARGIN = { top: 10, right: 8, bottom: 0, left: 0 } as const;
export const VALUE_AXIS_WIDTH = 52;

/** Of the time axis, in pixels: without labels only half a value tick has to fit below the plot. */
const AXIS_HEIGHTS = { none: 8, one: 26, two: 42 } as const;

/** How many rows of labels the time axis has. */
export type TimeAxisRows = keyof typeof AXIS_HEIGHTS;

/**
 * Where the plot lies in a chart of this size: the same left and right for all charts of one width, so
 * they line up.
 */
export function computePlotGeometry(
  width: number,
  height: number,
  rows: TimeAxisRows = 'one',
): PlotGeometry {
  return {
    left: VALUE_AXIS_WIDTH,
    top: PLOT_MARGIN.top,
    width: Math.max(0, width - VALUE_AXIS_WIDTH - PLOT_MARGIN.right),
    height: Math.max(0, height - PLOT_MARGIN.top - AXIS_HEIGHTS[rows]),
  };
}

/** The start of the bucket under `x` pixels from the plot's left edge, kept inside `span`. */
export function bucketUnder(x: number, box: PlotGeometry, span: Span, step: Millis): EpochMs {
  const count = Math.max(1, Math.round((span.end - span.begin) / step));
  const index = Math.floor((x / Math.max(1, box.width)) * count);
  return span.begin + Math.min(Math.max(index, 0), count - 1) * step;
}

/** The time at `x` pixels from the plot's left edge, inside `span` or not. */
export function timeAt(x: number, box: PlotGeometry, span: Span): EpochMs {
  return span.begin + (x / Math.max(1, box.width)) * (span.end - span.begin);
}

/** Pixels from the plot's left edge to `at`. */
export function xOf(at: EpochMs, box: PlotGeometry, span: Span): number {
  return ((at - span.begin) / (span.end - span.begin)) * box.width;
}

/** Pixels from the plot's top edge to `value`. */
export function yOf(value: number, box: PlotGeometry, axis: ValueAxis): number {
  return ((axis.max - value) / (axis.max - axis.min)) * box.height;
}
