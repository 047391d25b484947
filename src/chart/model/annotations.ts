import type { Span } from '../../contract/domain/time.ts';
import type { ChartBand, ChartNote } from '../chart-types.ts';
import { xOf, yOf } from '../geometry.ts';
import type { Plot, TimePlot } from '../geometry.ts';
import { estimateTextWidth } from './text-width.ts';

/** Returns plot pixels, undefined if invisible. */
export function toPixelSpan(
  { begin, end }: Span,
  plot: TimePlot,
): { left: number; right: number } | undefined {
  const left = Math.max(0, xOf(begin, plot));
  const right = Math.min(plot.box.width, xOf(end, plot));
  return right > left ? { left, right } : undefined;
}

export interface PlacedNote extends ChartNote {
  x: number;
  /** Undefined without room for the text. */
  label?: { x: number; anchor: 'start' | 'end'; row: number; text: string };
}

const MAX_ROWS = 2;
// In pixels.
const TEXT_GAP = 5;
// In pixels.
const MAX_TEXT_WIDTH = 150;

/** Places the visible notes, with text right or left of its line. */
export function placeNotes(notes: readonly ChartNote[], plot: TimePlot): PlacedNote[] {
  const { box, span } = plot;
  const rows: { left: number; right: number }[][] = Array.from({ length: MAX_ROWS }, () => []);
  return notes
    .filter(({ at }) => at >= span.begin && at < span.end)
    .map(({ at, text }): PlacedNote => {
      const x = xOf(at, plot);
      const shortText = truncate(text);
      const width = estimateTextWidth(shortText);
      for (const [row, taken] of rows.entries()) {
        for (const anchor of ['start', 'end'] as const) {
          const left = anchor === 'start' ? x + TEXT_GAP : x - TEXT_GAP - width;
          const right = left + width;
          if (left < 0 || right > box.width) continue;
          const isTaken = taken.some(
            (other) => left < other.right + TEXT_GAP && other.left < right + TEXT_GAP,
          );
          if (isTaken) continue;
          taken.push({ left: Math.min(left, x), right: Math.max(right, x) });
          const labelX = anchor === 'start' ? left : right;
          return { at, text, x, label: { x: labelX, anchor, row, text: shortText } };
        }
      }
      return { at, text, x };
    });
}

function truncate(text: string): string {
  if (estimateTextWidth(text) <= MAX_TEXT_WIDTH) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && estimateTextWidth(`${letters.join('')}…`) > MAX_TEXT_WIDTH)
    letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/**
 * Builds the outline of the band as SVG path data, with the extremes of each pixel column. Buckets
 * without a baseline split the outline; it is empty if there are no others.
 */
export function buildBandPath(band: ChartBand, plot: Plot): string {
  const { box, span } = plot;
  const columns = Math.max(1, Math.round(box.width));
  const perBucket = (box.width * band.step) / (span.end - span.begin);
  const x0 = xOf(band.begin, plot);
  let path = '';
  let upper: string[] = [];
  let lower: string[] = [];
  const closeOutline = () => {
    if (upper.length > 0) path += `M${upper.join('L')}L${lower.toReversed().join('L')}Z`;
    upper = [];
    lower = [];
  };
  const toY = (value: number) => roundToTenth(Math.min(Math.max(yOf(value, plot), 0), box.height));
  // One bucket, or one pixel column if wider.
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
      closeOutline();
      continue;
    }
    const middle = roundToTenth(Math.min(box.width, x + width / 2));
    upper.push(`${middle} ${toY(high)}`);
    lower.push(`${middle} ${toY(low)}`);
  }
  closeOutline();
  return path;
}

function roundToTenth(n: number): number {
  return Math.round(n * 10) / 10;
}
