import { BucketState } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import { GAP, downsampleM4 } from '../../series/downsample-m4.ts';
import { forEachChunk } from '../../series/chunked-loop.ts';
import type { BucketRange } from '../model/chart-line.ts';
import { PathWriter } from './path-writer.ts';

/** Pixels of bucket `i`: `x0 + i * perBucket`; of value `v`: `y0 + v * perUnit`. */
export interface LineScale {
  x0: number;
  perBucket: number;
  y0: number;
  perUnit: number;
}

/** Pixels per bucket. */
export const DENSE_BELOW = 0.6;

export interface PathPoint {
  x: number;
  y: number;
}

/** SVG path data by style; may be empty. */
export interface LinePath {
  solid: string;
  /** Joined to settled neighbors. */
  provisional: string;
  /** Settled values between gaps, visible with round line caps. */
  dots: string;
  /** Provisional values between gaps or at the end. */
  hollow: PathPoint[];
}

interface LineDrawing {
  // Values that share a pixel column are drawn in its middle.
  isDense: boolean;
  values: Float64Array;
  states: Uint8Array;
  // From `m4`.
  indices: Int32Array;
  scale: LineScale;
  isSettled: boolean;
  solid: PathWriter;
  provisional: PathWriter;
  dots: PathWriter;
  hollow: PathPoint[];
}

/** Draws a range over `columns` pixel columns, rounded to tenths of a pixel. */
export function buildLinePath(
  { values, states }: Series,
  { from, to }: BucketRange,
  columns: number,
  scale: LineScale,
): LinePath {
  const drawing: LineDrawing = {
    isDense: scale.perBucket < DENSE_BELOW,
    values,
    states,
    indices: downsampleM4(values, from, to, columns),
    scale,
    isSettled: !states.includes(BucketState.Provisional),
    solid: new PathWriter(),
    provisional: new PathWriter(),
    dots: new PathWriter(),
    hollow: [],
  };
  let k = 0;
  while (k < drawing.indices.length) k = drawRun(drawing, k);
  const { solid, provisional, dots, hollow } = drawing;
  return { solid: solid.read(), provisional: provisional.read(), dots: dots.read(), hollow };
}

// Draws indices of one style; returns the start of the next run.
function drawRun(drawing: LineDrawing, begin: number): number {
  const { indices, solid, provisional, dots, hollow } = drawing;
  const end = findRunEnd(drawing, begin);
  const joinsBefore = begin > 0 && indices[begin - 1] !== GAP;
  const joinsAfter = end < indices.length && indices[end] !== GAP;
  const isSinglePoint = end === begin + 1 && !joinsBefore && !joinsAfter;
  if (isProvisional(drawing, begin)) {
    if (isSinglePoint || end === indices.length) hollow.push(toPoint(drawing, end - 1));
    if (!isSinglePoint) {
      drawPolyline(provisional, drawing, begin - Number(joinsBefore), end + Number(joinsAfter));
    }
  } else if (isSinglePoint) {
    const { x, y } = toPoint(drawing, begin);
    dots.dot(x, y);
  } else {
    drawPolyline(solid, drawing, begin, end);
  }
  return joinsAfter ? end : end + 1;
}

function findRunEnd(drawing: LineDrawing, begin: number): number {
  const { indices, isSettled } = drawing;
  const gap = indices.indexOf(GAP, begin);
  const limit = gap < 0 ? indices.length : gap;
  if (isSettled) return limit;
  let end = begin + 1;
  while (end < limit && isProvisional(drawing, end) === isProvisional(drawing, begin)) end++;
  return end;
}

function isProvisional({ indices, states, isSettled }: LineDrawing, k: number): boolean {
  return !isSettled && states[indices[k] ?? 0] === BucketState.Provisional;
}

function toPoint({ indices, values, scale, isDense }: LineDrawing, k: number): PathPoint {
  const i = indices[k] ?? 0;
  const x = scale.x0 + i * scale.perBucket;
  const y = scale.y0 + (values[i] ?? 0) * scale.perUnit;
  return { x: roundToTenth(isDense ? columnMiddle(x) : x), y: roundToTenth(y) };
}

function columnMiddle(x: number): number {
  return Math.floor(x) + 0.5;
}

function roundToTenth(n: number): number {
  return Math.round(n * 10) / 10;
}

function drawPolyline(path: PathWriter, drawing: LineDrawing, begin: number, end: number): void {
  const { x, y } = toPoint(drawing, begin);
  path.moveTo(x, y);
  forEachChunk(begin + 1, end, (from, to) => appendPoints(path, drawing, from, to));
}

function appendPoints(path: PathWriter, drawing: LineDrawing, from: number, to: number): void {
  const { indices, values, scale, isDense } = drawing;
  const { x0, perBucket, y0, perUnit } = scale;
  for (let k = from; k < to; k++) {
    const i = indices[k] ?? 0;
    const x = x0 + i * perBucket;
    path.lineTo(isDense ? columnMiddle(x) : x, y0 + (values[i] ?? 0) * perUnit);
  }
}
