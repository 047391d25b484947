import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { bucketUnder } from '../geometry.ts';
import type { PlotGeometry } from '../geometry.ts';

/** No chart zooms in further than this: one bucket alone is a point. */
const LEAST = 2 * STEP;

/** The buckets under `from` to `to` plot pixels, in either order; undefined when they are too few. */
export function spanBetween(
  from: number,
  to: number,
  box: PlotGeometry,
  span: Span,
): Span | undefined {
  const begin = bucketUnder(Math.min(from, to), box, span, STEP);
  const end = Math.min(bucketUnder(Math.max(from, to), box, span, STEP) + STEP, span.end);
  return end - begin >= LEAST ? { begin, end } : undefined;
}

/** Half of `span`, with the bucket at `at` where it stands in the view; undefined at the limit. */
export function zoomInAround(at: EpochMs, span: Span): Span | undefined {
  const length = span.end - span.begin;
  const half = Math.max(LEAST, Math.ceil(length / 2 / STEP) * STEP);
  if (half >= length) return undefined;
  const share = Math.min(Math.max((at + STEP / 2 - span.begin) / length, 0), 1);
  const begin = span.begin + Math.round((share * (length - half)) / STEP) * STEP;
  return { begin, end: begin + half };
}
