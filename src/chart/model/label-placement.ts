import type { Span } from '../../contract/domain/time.ts';
import { findLineGaps } from './no-data-areas.ts';
import type { NoDataArea } from './no-data-areas.ts';
import { drawnSeries, mainLines } from './chart-line.ts';
import type { Extent } from './chart-line.ts';
import type { ChartLine } from '../chart-types.ts';
import { xOf, yOf } from '../geometry.ts';
import type { PlotGeometry } from '../geometry.ts';
import { estimateTextWidth } from './text-width.ts';
import type { ValueAxis } from './value-axis.ts';

/** Text on the plot; `x`, `y` are its anchor and baseline, in pixels from the plot's corner. */
export interface PlotLabel {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  /** About what the words take. */
  width: number;
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
  box: PlotGeometry;
  axis: ValueAxis;
  /** Stretches that have words of their own. */
  areas: readonly NoDataArea[];
}

const LINE_HEIGHT = 14;
const INSET = 4;

/** Of words in the paper's colour, beyond them to either side. */
const RIM = 3;

/** Standing on an area or on other words is as bad as hiding this many values. */
const TAKEN_WORTH = 1_000;

/** How far words step aside from where they belong, in baselines. */
const ASIDE = [0, 1, -1, 2, -2];

/** The goal's words, and whether a line runs behind them: then they may not cover it. */
export interface GoalLabel extends PlotLabel {
  crossed: boolean;
}

/**
 * Where the goal's words go: at an end of the goal line, or anywhere else along it when that hides
 * less of the lines, and never on `others`.
 */
export function placeGoalLabel(
  options: PlotLabelOptions,
  goal: number,
  text: string,
  others: readonly PlotLabel[] = [],
): GoalLabel {
  const { box, axis } = options;
  const y = yOf(goal, box, axis);
  const width = estimateTextWidth(text);
  const baselines = [y - 5, y + 13].filter((b) => b > LINE_HEIGHT - 3 && b < box.height - 2);
  const spots = [
    { x: box.width - INSET, anchor: 'end' as const },
    { x: INSET, anchor: 'start' as const },
    ...middlesBetween(width, box.width).map((x) => ({ x, anchor: 'middle' as const })),
  ];
  let best: { label: GoalLabel; cost: number } | undefined;
  for (const { x, anchor } of spots) {
    for (const baseline of baselines) {
      const left = x - { start: 0, middle: width / 2, end: width }[anchor];
      const rect = {
        left: left - RIM,
        right: left + width + RIM,
        top: baseline - 11,
        bottom: baseline + 3,
      };
      const isTaken =
        touchesArea(options, rect) ||
        others.some((other) => overlap(rectAround(other.x, other.y, other.width), rect));
      const taken = isTaken ? TAKEN_WORTH : 0;
      const bearable = (best?.cost ?? Number.POSITIVE_INFINITY) - taken;
      if (bearable <= 0) continue;
      const hits = countHits(options, rect, bearable);
      if (hits >= bearable) continue;
      best = { label: { x, y: baseline, anchor, width, crossed: hits > 0 }, cost: hits + taken };
    }
  }
  return best?.label ?? { x: box.width - INSET, y: y - 5, anchor: 'end', width, crossed: true };
}

/** Middles for words this wide, half a width apart, from the right end of the plot to the left. */
function middlesBetween(width: number, plotWidth: number): number[] {
  const middles: number[] = [];
  for (let x = plotWidth - INSET - width; x - width / 2 > INSET; x -= width / 2) middles.push(x);
  return middles;
}

/** Words in the hole of a line. */
export interface GapLabel extends PlotLabel {
  text: string;
}

/**
 * Where holes in single lines can say so, as `write` has it of each line, without standing on another;
 * the widest few.
 */
export function placeGapLabels(
  options: PlotLabelOptions,
  write: (line: ChartLine) => string,
): GapLabel[] {
  const { lines, span, box, axis } = options;
  const placed: { label: GapLabel; rect: Rect; room: number }[] = [];
  for (const line of mainLines(lines)) {
    const text = write(line);
    const width = estimateTextWidth(text);
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
      const label = { x, y: spot, anchor: 'middle', width, text } as const;
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

/** How many steps of what is drawn, from value to value, pass through `rect`; looks at no further line once there are `enough`. */
function countHits(
  { lines, span, box, axis }: PlotLabelOptions,
  rect: Rect,
  enough = Number.POSITIVE_INFINITY,
): number {
  const unit = (axis.max - axis.min) / Math.max(1, box.height);
  const high = axis.max - rect.top * unit;
  const low = axis.max - rect.bottom * unit;
  const perPixel = (span.end - span.begin) / Math.max(1, box.width);
  let hits = 0;
  for (const { begin, step, values } of drawnSeries(lines)) {
    const offset = span.begin - begin;
    const from = Math.floor((offset + rect.left * perPixel) / step);
    const to = Math.ceil((offset + rect.right * perPixel) / step);
    hits += countSteps(values, Math.max(0, from), Math.min(to, values.length), { low, high });
    if (hits >= enough) return hits;
  }
  return hits;
}

/** How many of the steps to `values` [from, to) come within an extent. */
function countSteps(values: Float64Array, from: number, to: number, { low, high }: Extent): number {
  let hits = 0;
  let before = values[from - 1] ?? Number.NaN;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    // After a gap a step is the value alone.
    const start = Number.isNaN(before) ? value : before;
    const isReached = (start >= low || value >= low) && (start <= high || value <= high);
    if (isReached && !Number.isNaN(value)) hits++;
    before = value;
  }
  return hits;
}
