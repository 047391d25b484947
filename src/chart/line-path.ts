// A series -> the strings an SVG path takes, the last step before the browser paints.
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { m4 } from '../series/downsample.ts';
import { createPathWriter } from './path-writer.ts';
import type { BucketRange } from './chart-line.ts';

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

/** Draws buckets `range` of a series over `columns` pixel columns, to a tenth of a pixel. */
export function drawLine(
  { values, states }: Series,
  { from, to }: BucketRange,
  columns: number,
  { x0, perBucket, y0, perUnit }: PlotScale,
): LinePath {
  const picks = m4(values, from, to, columns);
  const solid = createPathWriter();
  const provisional = createPathWriter();
  const dots = createPathWriter();
  const hollow: PathPoint[] = [];
  let x = 0;
  let y = 0;
  let before = -1;
  let beforeWasSolid = false;
  for (let k = 0; k < picks.length; k++) {
    const i = picks[k] ?? -1;
    if (i < 0) {
      before = -1;
      continue;
    }
    const lastX = x;
    const lastY = y;
    x = x0 + i * perBucket;
    y = y0 + (values[i] ?? 0) * perUnit;
    const isSolid = states[i] !== BucketState.Provisional;
    const isAlone = before < 0 && (picks[k + 1] ?? -1) < 0;
    if (!isSolid && (isAlone || k === picks.length - 1)) hollow.push({ x: round(x), y: round(y) });
    if (isAlone) {
      if (isSolid) dots.dot(x, y);
    } else if (isSolid) {
      if (before >= 0 && beforeWasSolid) solid.lineTo(x, y);
      else solid.moveTo(x, y);
      // Out of the provisional stretch again: the join is drawn like what it leaves.
      if (before >= 0 && !beforeWasSolid) provisional.lineTo(x, y);
    } else if (before < 0) {
      provisional.moveTo(x, y);
    } else {
      if (beforeWasSolid) provisional.moveTo(lastX, lastY);
      provisional.lineTo(x, y);
    }
    before = i;
    beforeWasSolid = isSolid;
  }
  return { solid: solid.read(), provisional: provisional.read(), dots: dots.read(), hollow };
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
