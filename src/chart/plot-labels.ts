import type { Span } from '../contract/time.ts';
import { findLineGaps } from './areas.ts';
import type { ChartArea } from './areas.ts';
import { mainLines } from './chart-line.ts';
import type { ChartLine } from './chart-line.ts';
import { xOf, yOf } from './plot-box.ts';
import type { PlotBox } from './plot-box.ts';
import { estimateTextWidth } from './text-width.ts';
import type { ValueAxis } from './value-axis.ts';

/** Text on the plot; `x`, `y` are its anchor and baseline, in pixels from the plot's corner. */
export interface PlotLabel {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Rect {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface PlotLabelOptions {
  lines: readonly ChartLine[];
  span: Span;
  box: PlotBox;
  axis: ValueAxis;
  /** Stretches that have words of their own. */
  areas: readonly ChartArea[];
}

const LINE_HEIGHT = 14;
const INSET = 4;

/** Standing on an area is as bad as hiding this many values. */
const AREA_WORTH = 1_000;

/** How far words step aside from where they belong, in baselines. */
const ASIDE = [0, 1, -1, 2, -2];

/** Where the goal's words go: at the end of the goal line that hides the fewest values. */
export function placeGoalLabel(options: PlotLabelOptions, goal: number, text: string): PlotLabel {
  const { box, axis } = options;
  const y = yOf(goal, box, axis);
  const width = estimateTextWidth(text);
  const baselines = [y - 5, y + 13].filter((b) => b > LINE_HEIGHT - 3 && b < box.height - 2);
  let best: { label: PlotLabel; hits: number } | undefined;
  for (const anchor of ['end', 'start'] as const) {
    for (const baseline of baselines) {
      const left = anchor === 'end' ? box.width - INSET - width : INSET;
      const rect = { left, right: left + width, top: baseline - 11, bottom: baseline + 3 };
      const hits = countHits(options, rect) + (touchesArea(options, rect) ? AREA_WORTH : 0);
      const label = { x: anchor === 'end' ? box.width - INSET : INSET, y: baseline, anchor };
      if (!best || hits < best.hits) best = { label, hits };
    }
  }
  return best?.label ?? { x: box.width - INSET, y: y - 5, anchor: 'end' };
}

/** Where holes in single lines can say so without standing on another line; the widest few. */
export function placeGapLabels(options: PlotLabelOptions, text: string): PlotLabel[] {
  const { lines, span, box, axis } = options;
  const width = estimateTextWidth(text);
  const placed: { label: PlotLabel; rect: Rect; room: number }[] = [];
  for (const line of mainLines(lines)) {
    for (const gap of findLineGaps(line, span)) {
      const room = xOf(gap.end, box, span) - xOf(gap.begin, box, span);
      if (room < width + 2 * INSET) continue;
      const x = xOf((gap.begin + gap.end) / 2, box, span);
      const middle = yOf((gap.before + gap.after) / 2, box, axis) + 4;
      const spot = ASIDE.map((step) => middle + step * LINE_HEIGHT).find((y) => {
        const rect = rectAround(x, y, width);
        return (
          rect.top >= 0 &&
          rect.bottom <= box.height &&
          countHits(options, rect) === 0 &&
          !touchesArea(options, rect) &&
          !placed.some((other) => overlap(other.rect, rect))
        );
      });
      if (spot === undefined) continue;
      const label = { x, y: spot, anchor: 'middle' } as const;
      placed.push({ label, rect: rectAround(x, spot, width), room });
    }
  }
  placed.sort((a, b) => b.room - a.room);
  return placed.slice(0, 6).map(({ label }) => label);
}

function rectAround(x: number, baseline: number, width: number): Rect {
  return { left: x - width / 2, right: x + width / 2, top: baseline - 12, bottom: baseline + 4 };
}

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function touchesArea({ areas, box, span }: PlotLabelOptions, { left, right }: Rect): boolean {
  return areas.some(
    (area) => xOf(area.begin, box, span) < right && xOf(area.end, box, span) > left,
  );
}

/** How many values of the shown lines lie in `rect`. */
function countHits({ lines, span, box, axis }: PlotLabelOptions, rect: Rect): number {
  const unit = (axis.max - axis.min) / Math.max(1, box.height);
  const high = axis.max - rect.top * unit;
  const low = axis.max - rect.bottom * unit;
  const perPixel = (span.end - span.begin) / Math.max(1, box.width);
  let hits = 0;
  for (const { hidden, series } of lines) {
    if (hidden) continue;
    const offset = span.begin - series.begin;
    const from = Math.floor((offset + rect.left * perPixel) / series.step);
    const to = Math.ceil((offset + rect.right * perPixel) / series.step);
    for (let i = Math.max(0, from); i < Math.min(to, series.values.length); i++) {
      const value = series.values[i] ?? Number.NaN;
      if (value >= low && value <= high) hits++;
    }
  }
  return hits;
}
