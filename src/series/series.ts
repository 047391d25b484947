// Answered windows -> one gap-aware series: what is known, what is missing, and why.
import { STEP } from '../contract/domain/time.ts';
import type { EpochMs, Millis, PairedSpan, Span } from '../contract/domain/time.ts';

/** What is known of one five-minute bucket. */
export const BucketState = {
  /** Settled, and the upstream gave no value. */
  Gap: 0,
  /** A settled value. */
  Settled: 1,
  /** A value that may still change. */
  Provisional: 2,
  /** No value yet; it may still come. */
  Pending: 3,
  /** Its window is not here yet. */
  Loading: 4,
  /** Its window failed. */
  Failed: 5,
  /** Nobody has it any more. */
  Expired: 6,
} as const;
export type BucketState = (typeof BucketState)[keyof typeof BucketState];

/** Columns over time: bucket `i` begins at `begin + i * step`. */
export interface Series {
  begin: EpochMs;
  step: Millis;
  /** In the metric's unit; NaN where there is none. */
  values: Float64Array;
  /** A BucketState a bucket. */
  states: Uint8Array;
}

/** What is known of one stretch of time: an answer, one value a bucket from `begin`, or why there is none. */
export type WindowData =
  | { kind: 'answer'; begin: EpochMs; values: readonly (number | null)[]; fetchedAt: EpochMs }
  | { kind: 'loading' | 'failed' | 'gone'; begin: EpochMs; end: EpochMs };

type Answer = Extract<WindowData, { kind: 'answer' }>;

/** A series that is still taking pieces in. */
export interface Merge {
  series: Series;
  /** What each bucket's state rests on: when it was fetched, or below zero how much a reason weighs. */
  basis: Float64Array;
  /** The buckets that answers have, and those between them. */
  answered: { from: number; to: number };
}

// Anything answered beats these; a retry under way beats the failure before it, hope beats loss.
const MISSING_REASONS = {
  loading: { basis: -1, state: BucketState.Loading },
  failed: { basis: -2, state: BucketState.Failed },
  gone: { basis: -3, state: BucketState.Expired },
} as const;

/**
 * The series of `span` (aligned) out of pieces in any order, overlapping or not. Bucket by bucket the
 * newest answer wins (at the same time a value beats none, then the larger), and any answer beats
 * loading, failed and gone; what no piece covers is Loading. A bucket is settled when it was fetched
 * more than `settleMs` after its end.
 */
export function mergeWindows(span: Span, pieces: readonly WindowData[], settleMs: Millis): Series {
  const merge = startMerge(span);
  for (const piece of pieces) addWindow(merge, piece, settleMs);
  return merge.series;
}

/** An all-Loading series to add pieces to, for callers that get them one by one. */
export function startMerge(span: Span): Merge {
  const length = Math.max(0, Math.round((span.end - span.begin) / STEP));
  return {
    series: {
      begin: span.begin,
      step: STEP,
      values: new Float64Array(length).fill(Number.NaN),
      states: new Uint8Array(length).fill(BucketState.Loading),
    },
    basis: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
    answered: { from: length, to: 0 },
  };
}

/** Takes a piece into `merge` (in place). Adding one by one, in any order, equals `mergePieces`. */
export function addWindow(merge: Merge, piece: WindowData, settleMs: Millis): void {
  if (piece.kind === 'answer') addAnswer(merge, piece, settleMs);
  else addReason(merge, piece);
}

function addAnswer(merge: Merge, piece: Answer, settleMs: Millis): void {
  const { begin, values } = merge.series;
  const offset = Math.round((piece.begin - begin) / STEP);
  const first = Math.max(0, offset);
  const last = Math.min(values.length, offset + piece.values.length);
  if (first >= last) return;
  // Bucket `i` ends before this where `i` is less.
  const settled = Math.ceil((piece.fetchedAt - settleMs - begin) / STEP) - 1;
  const isFirst = first >= merge.answered.to || last <= merge.answered.from;
  const column = piece.values;
  if (isFirst && isPlain(column))
    addColumn(merge, column.slice(first - offset, last - offset), first, piece.fetchedAt, settled);
  else addBuckets(merge, piece, { offset, first, last, settled });
  merge.answered.from = Math.min(merge.answered.from, first);
  merge.answered.to = Math.max(merge.answered.to, last);
}

/** What has to be looked at bucket by bucket, or becomes another value. */
const ODD = [null, 0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

function isPlain(values: readonly (number | null)[]): values is readonly number[] {
  return ODD.every((odd) => !values.includes(odd));
}

/**
 * The usual column, whole: no other answer is there, and every bucket has a value. The page's first
 * 170,000 buckets come before the engine has compiled a loop over them.
 */
function addColumn(
  { series, basis }: Merge,
  column: readonly number[],
  first: number,
  fetchedAt: EpochMs,
  settled: number,
): void {
  const last = first + column.length;
  const until = Math.min(last, Math.max(first, settled));
  series.values.set(column, first);
  series.states.fill(BucketState.Settled, first, until).fill(BucketState.Provisional, until, last);
  basis.fill(fetchedAt, first, last);
}

function addBuckets(
  { series, basis }: Merge,
  piece: Answer,
  range: { offset: number; first: number; last: number; settled: number },
): void {
  const { values, states } = series;
  const { offset, first, last, settled } = range;
  for (let i = first; i < last; i++) {
    const known = basis[i] ?? Number.POSITIVE_INFINITY;
    if (piece.fetchedAt < known) continue;
    const raw = piece.values[i - offset] ?? Number.NaN;
    const value = Number.isFinite(raw) ? raw + 0 : Number.NaN; // no -0, so equal means equal
    // False for NaN on the left, true for NaN on the right: a value beats none, then the larger.
    if (piece.fetchedAt === known && !(value > (values[i] ?? 0)) && !Number.isNaN(values[i]))
      continue;
    basis[i] = piece.fetchedAt;
    values[i] = value;
    if (Number.isNaN(value)) states[i] = i < settled ? BucketState.Gap : BucketState.Pending;
    else states[i] = i < settled ? BucketState.Settled : BucketState.Provisional;
  }
}

function addReason({ series, basis }: Merge, piece: Exclude<WindowData, { kind: 'answer' }>): void {
  const reason = MISSING_REASONS[piece.kind];
  const first = Math.max(0, Math.round((piece.begin - series.begin) / STEP));
  const last = Math.min(basis.length, Math.round((piece.end - series.begin) / STEP));
  for (let i = first; i < last; i++) {
    if (reason.basis <= (basis[i] ?? 0)) continue;
    basis[i] = reason.basis;
    series.states[i] = reason.state;
  }
}

/** Whether every bucket of `series` is in `state`; true when it has none. By the engine's own search. */
export function isAll({ states }: Series, state: BucketState): boolean {
  return Object.values(BucketState).every((other) => other === state || !states.includes(other));
}

/** Whether `series` has any value. By the engine's own search: a page looks at a lot that is not here yet. */
export function hasValues({ states }: Series): boolean {
  return states.includes(BucketState.Settled) || states.includes(BucketState.Provisional);
}

/** The buckets of `series` within `span` (aligned), sharing its columns; empty where they do not meet. */
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

/**
 * `series`, of a compared period, on the time of what it is compared with by `pairs` (aligned, ascending):
 * sharing its columns where all of it moves alike, with a gap where a time has no partner.
 */
export function alignSeries(series: Series, pairs: readonly PairedSpan[]): Series {
  const first = pairs[0];
  const last = pairs.at(-1);
  if (!first || !last || first === last) return shiftSeries(series, first?.delta ?? 0);
  const { begin } = first;
  const length = Math.round((last.end - begin) / series.step);
  const values = new Float64Array(length).fill(Number.NaN);
  const states = new Uint8Array(length).fill(BucketState.Gap);
  for (const pair of pairs) {
    const { delta } = pair;
    const part = sliceSeries(series, { begin: pair.begin - delta, end: pair.end - delta });
    if (part.values.length === 0) continue;
    const offset = Math.round((part.begin + delta - begin) / series.step);
    values.set(part.values, offset);
    states.set(part.states, offset);
  }
  return { begin, step: series.step, values, states };
}

/** `series` moved `by` milliseconds (a multiple of its step) along the axis, sharing its columns. */
export function shiftSeries(series: Series, by: Millis): Series {
  return { ...series, begin: series.begin + by };
}
