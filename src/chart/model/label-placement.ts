import type { ChartLine } from '../chart-types.ts';
import { xOf, yOf } from '../geometry.ts';
import type { Plot } from '../geometry.ts';
import { getDrawnSeries, getMainLines } from './chart-line.ts';
import type { Extent } from './chart-line.ts';
import { findLineGaps } from './no-data-areas.ts';
import type { NoDataArea } from './no-data-areas.ts';
import { estimateTextWidth } from './text-width.ts';

/** In plot pixels; `y` is the baseline. */
export interface PlotLabel {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  width: number;
}

interface Rect {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface LabelPlacementOptions {
  lines: readonly ChartLine[];
  plot: Plot;
  /** Have labels of their own. */
  areas: readonly NoDataArea[];
}

const LINE_HEIGHT = 14;
const INSET = 4;

// Stroke around a label, in pixels.
const OUTLINE = 3;

// In crossed line steps.
const TAKEN_COST = 1_000;

// In lines of text.
const ROW_OFFSETS = [0, 1, -1, 2, -2];

const MAX_GAP_LABELS = 6;

export interface GoalLabel extends PlotLabel {
  /** A line runs behind the label. */
  crossed: boolean;
}

/** Places the label along the goal line where it covers least, preferably at its right end. */
export function placeGoalLabel(
  options: LabelPlacementOptions,
  goal: number,
  text: string,
  otherLabels: readonly PlotLabel[] = [],
): GoalLabel {
  const { box } = options.plot;
  const y = yOf(goal, options.plot);
  const width = estimateTextWidth(text);
  const baselines = [y - 5, y + 13].filter((b) => b > LINE_HEIGHT - 3 && b < box.height - 2);
  const anchors = [
    { x: box.width - INSET, anchor: 'end' as const },
    { x: INSET, anchor: 'start' as const },
    ...listMiddles(width, box.width).map((x) => ({ x, anchor: 'middle' as const })),
  ];
  let best: { label: GoalLabel; cost: number } | undefined;
  for (const { x, anchor } of anchors) {
    for (const baseline of baselines) {
      const left = x - { start: 0, middle: width / 2, end: width }[anchor];
      const rect = {
        left: left - OUTLINE,
        right: left + width + OUTLINE,
        top: baseline - 11,
        bottom: baseline + 3,
      };
      const isTaken =
        touchesArea(options, rect) ||
        otherLabels.some((other) => overlap(toRect(other.x, other.y, other.width), rect));
      const takenCost = isTaken ? TAKEN_COST : 0;
      const maxHits = (best?.cost ?? Number.POSITIVE_INFINITY) - takenCost;
      if (maxHits <= 0) continue;
      const hits = countHits(options, rect, maxHits);
      if (hits >= maxHits) continue;
      best = {
        label: { x, y: baseline, anchor, width, crossed: hits > 0 },
        cost: hits + takenCost,
      };
    }
  }
  return best?.label ?? { x: box.width - INSET, y: y - 5, anchor: 'end', width, crossed: true };
}

function listMiddles(width: number, plotWidth: number): number[] {
  const middles: number[] = [];
  for (let x = plotWidth - INSET - width; x - width / 2 > INSET; x -= width / 2) middles.push(x);
  return middles;
}

export interface GapLabel extends PlotLabel {
  text: string;
}

/** Labels the widest gaps of single lines, covering nothing. */
export function placeGapLabels(
  options: LabelPlacementOptions,
  getText: (line: ChartLine) => string,
): GapLabel[] {
  const { lines, plot } = options;
  const placed: { label: GapLabel; rect: Rect; gapWidth: number }[] = [];
  for (const line of getMainLines(lines)) {
    const text = getText(line);
    const width = estimateTextWidth(text);
    for (const gap of findLineGaps(line, plot.span)) {
      const gapWidth = xOf(gap.end, plot) - xOf(gap.begin, plot);
      if (gapWidth < width + 2 * INSET) continue;
      const x = xOf((gap.begin + gap.end) / 2, plot);
      const middle = yOf((gap.before + gap.after) / 2, plot) + 4;
      const y = ROW_OFFSETS.map((offset) => middle + offset * LINE_HEIGHT).find((baseline) => {
        const rect = toRect(x, baseline, width);
        return (
          rect.top >= 0 &&
          rect.bottom <= plot.box.height &&
          countHits(options, rect) === 0 &&
          !touchesArea(options, rect) &&
          !placed.some((other) => overlap(other.rect, rect))
        );
      });
      if (y === undefined) continue;
      const label = { x, y, anchor: 'middle', width, text } as const;
      placed.push({ label, rect: toRect(x, y, width), gapWidth });
    }
  }
  placed.sort((a, b) => b.gapWidth - a.gapWidth);
  return placed.slice(0, MAX_GAP_LABELS).map(({ label }) => label);
}

function toRect(x: number, baseline: number, width: number): Rect {
  return { left: x - width / 2, right: x + width / 2, top: baseline - 12, bottom: baseline + 4 };
}

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function touchesArea({ areas, plot }: LabelPlacementOptions, { left, right }: Rect): boolean {
  return areas.some((area) => xOf(area.begin, plot) < right && xOf(area.end, plot) > left);
}

// Stops after the series that reaches `maxHits`.
function countHits(
  { lines, plot: { box, span, axis } }: LabelPlacementOptions,
  rect: Rect,
  maxHits = Number.POSITIVE_INFINITY,
): number {
  const perPixel = (axis.max - axis.min) / Math.max(1, box.height);
  const high = axis.max - rect.top * perPixel;
  const low = axis.max - rect.bottom * perPixel;
  const msPerPixel = (span.end - span.begin) / Math.max(1, box.width);
  let hits = 0;
  for (const { begin, step, values } of getDrawnSeries(lines)) {
    const offset = span.begin - begin;
    const from = Math.floor((offset + rect.left * msPerPixel) / step);
    const to = Math.ceil((offset + rect.right * msPerPixel) / step);
    hits += countSteps(values, Math.max(0, from), Math.min(to, values.length), { low, high });
    if (hits >= maxHits) return hits;
  }
  return hits;
}

function countSteps(values: Float64Array, from: number, to: number, { low, high }: Extent): number {
  let hits = 0;
  let previous = values[from - 1] ?? Number.NaN;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    // After a gap, the step is a point.
    const start = Number.isNaN(previous) ? value : previous;
    const isTouching = (start >= low || value >= low) && (start <= high || value <= high);
    if (isTouching && !Number.isNaN(value)) hits++;
    previous = value;
  }
  return hits;
}
