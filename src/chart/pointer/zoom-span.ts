import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { bucketUnder } from '../geometry.ts';
import type { TimePlot } from '../geometry.ts';

const MIN_ZOOM = 2 * STEP;

/** Takes plot pixels in either order; undefined for too few buckets. */
export function spanBetween(from: number, to: number, plot: TimePlot): Span | undefined {
  const begin = bucketUnder(Math.min(from, to), plot, STEP);
  const end = Math.min(bucketUnder(Math.max(from, to), plot, STEP) + STEP, plot.span.end);
  return end - begin >= MIN_ZOOM ? { begin, end } : undefined;
}

/** Halves `span`, keeping the position of `at`; undefined at the limit. */
export function zoomInAround(at: EpochMs, span: Span): Span | undefined {
  const length = span.end - span.begin;
  const half = Math.max(MIN_ZOOM, Math.ceil(length / 2 / STEP) * STEP);
  if (half >= length) return undefined;
  const share = Math.min(Math.max((at + STEP / 2 - span.begin) / length, 0), 1);
  const begin = span.begin + Math.round((share * (length - half)) / STEP) * STEP;
  return { begin, end: begin + half };
}
