// What lies on the time axis beside the data: episodes, notes, marked stretches, the usual band.
import type { Span } from '../../contract/domain/time.ts';
import type { ChartBand, ChartNote } from '../chart-types.ts';
import { xOf, yOf } from '../geometry.ts';
import type { PlotGeometry } from '../geometry.ts';
import { estimateTextWidth } from './text-width.ts';
import type { ValueAxis } from './value-axis.ts';

/** Pixels from left to right; undefined where a stretch is out of sight. */
export function pixelSpanOf(
  { begin, end }: Span,
  box: PlotGeometry,
  span: Span,
): { left: number; right: number } | undefined {
  const left = Math.max(0, xOf(begin, box, span));
  const right = Math.min(box.width, xOf(end, box, span));
  return right > left ? { left, right } : undefined;
}

/** Where a note stands, and where its words do: undefined where there is no room for them. */
export interface PlacedNote extends ChartNote {
  x: number;
  words?: { x: number; anchor: 'start' | 'end'; row: number; text: string };
}

/** Rows of words at the top of a plot, at most. */
const ROWS = 2;
const BESIDE = 5;
/** Words longer than this, in pixels, are cut. */
const LONGEST = 150;

/** The notes in sight, from left to right; words go right of their line, or left of it, where there is room. */
export function placeNotes(
  notes: readonly ChartNote[],
  box: PlotGeometry,
  span: Span,
): PlacedNote[] {
  const rows: { left: number; right: number }[][] = Array.from({ length: ROWS }, () => []);
  return notes
    .filter(({ at }) => at >= span.begin && at < span.end)
    .map(({ at, text }): PlacedNote => {
      const x = xOf(at, box, span);
      const short = shorten(text);
      const width = estimateTextWidth(short);
      for (const [row, taken] of rows.entries()) {
        for (const anchor of ['start', 'end'] as const) {
          const left = anchor === 'start' ? x + BESIDE : x - BESIDE - width;
          const right = left + width;
          if (left < 0 || right > box.width) continue;
          if (taken.some((other) => left < other.right + BESIDE && other.left < right + BESIDE))
            continue;
          taken.push({ left: Math.min(left, x), right: Math.max(right, x) });
          return {
            at,
            text,
            x,
            words: { x: anchor === 'start' ? left : right, anchor, row, text: short },
          };
        }
      }
      return { at, text, x };
    });
}

function shorten(text: string): string {
  if (estimateTextWidth(text) <= LONGEST) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && estimateTextWidth(`${letters.join('')}…`) > LONGEST) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/**
 * The band's outline as an SVG path in plot pixels, a step a pixel column: the lowest of its lows and
 * the highest of its highs in each. Empty where nobody knows.
 */
export function buildBandPath(
  band: ChartBand,
  box: PlotGeometry,
  span: Span,
  axis: ValueAxis,
): string {
  const columns = Math.max(1, Math.round(box.width));
  const perBucket = (box.width * band.step) / (span.end - span.begin);
  const x0 = xOf(band.begin, box, span);
  let path = '';
  let tops: string[] = [];
  let bottoms: string[] = [];
  const close = () => {
    if (tops.length > 0) path += `M${tops.join('L')}L${bottoms.toReversed().join('L')}Z`;
    tops = [];
    bottoms = [];
  };
  // Wider than a column, each bucket is a step; narrower, each column is.
  const width = Math.max(perBucket, box.width / columns);
  for (let x = perBucket > width ? 0 : Math.max(0, x0); x < box.width; x += width) {
    const from = Math.max(0, Math.floor((x - x0) / perBucket + 1e-6));
    const to = Math.min(
      band.low.length,
      Math.max(from + 1, Math.ceil((x + width - x0) / perBucket - 1e-6)),
    );
    let low = Infinity;
    let high = -Infinity;
    for (let i = from; i < to; i++) {
      low = Math.min(low, band.low[i] ?? Infinity);
      high = Math.max(high, band.high[i] ?? -Infinity);
    }
    if (!(low <= high)) {
      close();
      continue;
    }
    const middle = round(Math.min(box.width, x + width / 2));
    tops.push(`${middle} ${round(within(yOf(high, box, axis), box))}`);
    bottoms.push(`${middle} ${round(within(yOf(low, box, axis), box))}`);
  }
  close();
  return path;
}

function within(y: number, box: PlotGeometry): number {
  return Math.min(Math.max(y, 0), box.height);
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
