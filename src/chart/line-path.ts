// A series -> the strings an SVG path takes, the last step before the browser paints.
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { m4 } from '../series/downsample.ts';
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
  const path: LinePath = { solid: '', provisional: '', dots: '', hollow: [] };
  let before = -1;
  let beforeWasSolid = false;
  let point = '';
  for (let k = 0; k < picks.length; k++) {
    const i = picks[k] ?? -1;
    if (i < 0) {
      before = -1;
      continue;
    }
    const x = x0 + i * perBucket;
    const y = y0 + (values[i] ?? 0) * perUnit;
    const lastPoint = point;
    point = `${tenths(x)} ${tenths(y)}`;
    const isSolid = states[i] !== BucketState.Provisional;
    const isAlone = before < 0 && (picks[k + 1] ?? -1) < 0;
    if (!isSolid && (isAlone || k === picks.length - 1)) {
      path.hollow.push({ x: round(x), y: round(y) });
    }
    if (isAlone) path.dots += isSolid ? `M${point}h0` : '';
    else if (isSolid) path.solid += before >= 0 && beforeWasSolid ? `L${point}` : `M${point}`;
    else if (before < 0) path.provisional += `M${point}`;
    else path.provisional += beforeWasSolid ? `M${lastPoint}L${point}` : `L${point}`;
    // Out of the provisional stretch again: the join is drawn like what it leaves.
    if (isSolid && before >= 0 && !beforeWasSolid) path.provisional += `L${point}`;
    before = i;
    beforeWasSolid = isSolid;
  }
  return path;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

/** `n` to a tenth. Built from whole numbers: four times as fast as writing a fraction. */
function tenths(n: number): string {
  const t = Math.round(n * 10);
  const whole = (t / 10) | 0;
  const rest = t - whole * 10;
  if (rest === 0) return `${whole}`;
  return rest > 0 ? `${whole}.${rest}` : `${whole === 0 ? '-0' : whole}.${-rest}`;
}
