import type { Metric } from '../contract/domain/metrics.ts';
import type { Span } from '../contract/domain/time.ts';
import { BucketState, sliceSeries } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { compareValues, estimateNoise } from './change.ts';
import type { Difference } from './change.ts';
import { mean } from './robust.ts';

export interface SpanComparison {
  /** Means of settled values, in the metric's unit. */
  a: number | null;
  b: number | null;
  /** Of `b` against `a`. */
  change: Difference | null;
}

export function compareSpans(series: Series, metric: Metric, a: Span, b: Span): SpanComparison {
  const valuesA = listSettled(series, a);
  const valuesB = listSettled(series, b);
  const before = valuesA.length > 0 ? mean(valuesA) : null;
  const now = valuesB.length > 0 ? mean(valuesB) : null;
  if (before === null || now === null) return { a: before, b: now, change: null };
  const noise = Math.hypot(estimateNoise(valuesA), estimateNoise(valuesB));
  return { a: before, b: now, change: compareValues(metric, now, before, noise) };
}

function listSettled(series: Series, span: Span): number[] {
  const { values, states } = sliceSeries(series, span);
  return Array.from(values).filter((_, i) => states[i] === BucketState.Settled);
}
