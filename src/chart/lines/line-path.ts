// A series -> the strings an SVG path takes, the last step before the browser paints.
import { BucketState } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import { GAP, m4 } from '../../series/downsample-m4.ts';
import { inStretches } from '../../series/stretch.ts';
import { PathWriter } from './path-writer.ts';
import type { BucketRange } from '../model/chart-line.ts';

/** Plot pixels of bucket `i` and value `v`: `x0 + i * perBucket`, `y0 + v * perUnit`. */
export interface PlotScale {
  x0: number;
  perBucket: number;
  y0: number;
  perUnit: number;
}

/** Pixels a bucket below which a line is a band of spikes, and drawn finer to stay readable. */
export const DENSE_BELOW = 0.6;

/** In plot pixels, to a tenth. */
export interface PathPoint {
  x: number;
  y: number;
}

/** What draws one line; each a path string, empty when there is nothing of it. */
export interface LinePath {
  /** Settled values. */
  solid: string;
  /** Values that may still change, joined to the settled value before them. */
  provisional: string;
  /** Settled values with a gap on either side, as points for a round line cap. */
  dots: string;
  /** Values to be drawn hollow: they may still change, and end the line or have a gap on either side. */
  hollow: PathPoint[];
}

/** A line that is being drawn. */
interface Drawing {
  /** Several buckets share a pixel column: their values are drawn in its middle, one above the other. */
  isDense: boolean;
  values: Float64Array;
  states: Uint8Array;
  /** What of them is drawn, as `m4` has it. */
  picks: Int32Array;
  scale: PlotScale;
  /** Nothing of it may still change. */
  isSettled: boolean;
  solid: PathWriter;
  provisional: PathWriter;
  dots: PathWriter;
  hollow: PathPoint[];
}

/** Draws buckets `range` of a series over `columns` pixel columns, to a tenth of a pixel. */
export function buildLinePath(
  { values, states }: Series,
  { from, to }: BucketRange,
  columns: number,
  scale: PlotScale,
): LinePath {
  const drawing: Drawing = {
    isDense: scale.perBucket < DENSE_BELOW,
    values,
    states,
    picks: m4(values, from, to, columns),
    scale,
    isSettled: !states.includes(BucketState.Provisional),
    solid: new PathWriter(),
    provisional: new PathWriter(),
    dots: new PathWriter(),
    hollow: [],
  };
  let k = 0;
  while (k < drawing.picks.length) k = drawStretch(drawing, k);
  const { solid, provisional, dots, hollow } = drawing;
  return { solid: solid.read(), provisional: provisional.read(), dots: dots.read(), hollow };
}

/** Draws the picks from `begin` on that are joined and all settled, or all not; gives where the next ones begin. */
function drawStretch(drawing: Drawing, begin: number): number {
  const { picks, solid, provisional, dots, hollow } = drawing;
  const end = endOfStretch(drawing, begin);
  const joins = begin > 0 && picks[begin - 1] !== GAP;
  const goesOn = end < picks.length && picks[end] !== GAP;
  const isAlone = end === begin + 1 && !joins && !goesOn;
  if (isUnsettled(drawing, begin)) {
    if (isAlone || end === picks.length) hollow.push(placeOf(drawing, end - 1));
    // The joins are drawn like what may still change.
    if (!isAlone) drawThrough(provisional, drawing, begin - Number(joins), end + Number(goesOn));
  } else if (isAlone) {
    const { x, y } = placeOf(drawing, begin);
    dots.dot(x, y);
  } else {
    drawThrough(solid, drawing, begin, end);
  }
  return goesOn ? end : end + 1;
}

function endOfStretch(drawing: Drawing, begin: number): number {
  const { picks, isSettled } = drawing;
  const lift = picks.indexOf(GAP, begin);
  const limit = lift < 0 ? picks.length : lift;
  if (isSettled) return limit;
  let end = begin + 1;
  while (end < limit && isUnsettled(drawing, end) === isUnsettled(drawing, begin)) end++;
  return end;
}

function isUnsettled({ picks, states, isSettled }: Drawing, k: number): boolean {
  return !isSettled && states[picks[k] ?? 0] === BucketState.Provisional;
}

function placeOf({ picks, values, scale, isDense }: Drawing, k: number): PathPoint {
  const i = picks[k] ?? 0;
  const x = scale.x0 + i * scale.perBucket;
  const y = scale.y0 + (values[i] ?? 0) * scale.perUnit;
  return { x: round(isDense ? middleOf(x) : x), y: round(y) };
}

/** The middle of the pixel column that `x` is in. */
function middleOf(x: number): number {
  return Math.floor(x) + 0.5;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

/** A line through picks [begin, end). */
function drawThrough(path: PathWriter, drawing: Drawing, begin: number, end: number): void {
  const { x, y } = placeOf(drawing, begin);
  path.moveTo(x, y);
  inStretches(begin + 1, end, (from, to) => drawOn(path, drawing, from, to));
}

function drawOn(path: PathWriter, drawing: Drawing, from: number, to: number): void {
  const { picks, values, scale, isDense } = drawing;
  const { x0, perBucket, y0, perUnit } = scale;
  for (let k = from; k < to; k++) {
    const i = picks[k] ?? 0;
    const x = x0 + i * perBucket;
    path.lineTo(isDense ? middleOf(x) : x, y0 + (values[i] ?? 0) * perUnit);
  }
}
