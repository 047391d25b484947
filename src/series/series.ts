import type { EpochMs, Millis, PairedSpan, Span } from '../contract/domain/time.ts';

export const BucketState = {
  /** Settled, without a value. */
  Gap: 0,
  Settled: 1,
  /** A value that may still change. */
  Provisional: 2,
  /** No value yet; one may still arrive. */
  Pending: 3,
  Loading: 4,
  Failed: 5,
  Expired: 6,
} as const;
export type BucketState = (typeof BucketState)[keyof typeof BucketState];

/** Bucket `i` begins at `begin + i * step`. */
export interface Series {
  begin: EpochMs;
  step: Millis;
  /** In the metric's unit; NaN if missing. */
  values: Float64Array;
  /** Of type BucketState. */
  states: Uint8Array;
}

/** True for an empty series. */
export function isAll({ states }: Series, state: BucketState): boolean {
  return Object.values(BucketState).every((other) => other === state || !states.includes(other));
}

export function hasValues({ states }: Series): boolean {
  return states.includes(BucketState.Settled) || states.includes(BucketState.Provisional);
}

/** Returns a view; `span` is aligned. */
export function sliceSeries(series: Series, span: Span): Series {
  const { begin, step, values, states } = series;
  const from = Math.min(values.length, Math.max(0, Math.round((span.begin - begin) / step)));
  const to = Math.min(values.length, Math.max(from, Math.round((span.end - begin) / step)));
  if (from === 0 && to === values.length) return series;
  return {
    begin: begin + from * step,
    step,
    values: values.subarray(from, to),
    states: states.subarray(from, to),
  };
}

/** Moves a compared series onto the time axis of `pairs` (aligned, ascending), with gaps. */
export function alignSeries(series: Series, pairs: readonly PairedSpan[]): Series {
  const first = pairs[0];
  const last = pairs.at(-1);
  if (!first || !last || first === last) return shiftSeries(series, first?.delta ?? 0);
  const { begin } = first;
  const length = Math.round((last.end - begin) / series.step);
  const values = new Float64Array(length).fill(Number.NaN);
  const states = new Uint8Array(length).fill(BucketState.Gap);
  for (const { begin: pairBegin, end: pairEnd, delta } of pairs) {
    const part = sliceSeries(series, { begin: pairBegin - delta, end: pairEnd - delta });
    if (part.values.length === 0) continue;
    const offset = Math.round((part.begin + delta - begin) / series.step);
    values.set(part.values, offset);
    states.set(part.states, offset);
  }
  return { begin, step: series.step, values, states };
}

/** `delta` is a multiple of the step; values are shared. */
export function shiftSeries(series: Series, delta: Millis): Series {
  return { ...series, begin: series.begin + delta };
}
