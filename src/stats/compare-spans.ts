// Two stretches of one series -> how the second differs from the first.
import type { Metric } from '../contract/domain/metrics.ts';
import type { Span } from '../contract/domain/time.ts';
import { BucketState, sliceSeries } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { compareValues, noiseOf } from './change.ts';
import type { Difference } from './change.ts';

export interface SpanComparison {
  /** Means of the settled values in each, in the metric's unit; null where there is none. */
  a: number | null;
  b: number | null;
  /** Of `b` against `a`; null unless both are there. Within the noise of both it is `same`. */
  change: Difference | null;
}

/** `b` against `a`, whatever their lengths. */
export function compareSpans(series: Series, metric: Metric, a: Span, b: Span): SpanComparison {
  const [first, second] = [a, b].map((span) => settledIn(series, span));
  const before = meanOf(first);
  const now = meanOf(second);
  if (before === null || now === null || !first || !second)
    return { a: before, b: now, change: null };
  // Two samples, each with an error of its own.
  const noise = Math.hypot(noiseOf(first), noiseOf(second));
  return { a: before, b: now, change: compareValues(metric, now, before, noise) };
}

function settledIn(series: Series, span: Span): number[] {
  const { values, states } = sliceSeries(series, span);
  return Array.from(values).filter((_, i) => states[i] === BucketState.Settled);
}

function meanOf(values: readonly number[] | undefined): number | null {
  if (!values || values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
