import { STEP } from '../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import type { WindowRecord } from '../contract/wire/api.ts';
import { BucketState } from './series.ts';
import type { Series } from './series.ts';

type RecordValues = Pick<WindowRecord, 'begin' | 'values' | 'fetchedAt'>;

export interface MissingSpan extends Span {
  reason: keyof typeof MISSING_REASONS;
}

export interface Merge {
  series: Series;
  /** Per bucket: the fetch time of its record, or below zero the rank of a missing reason. */
  provenance: Float64Array;
  /** From the first to the last bucket with a record. */
  covered: { from: number; to: number };
}

// A running retry outranks the failure before it.
const MISSING_REASONS = {
  loading: { rank: -1, state: BucketState.Loading },
  failed: { rank: -2, state: BucketState.Failed },
  gone: { rank: -3, state: BucketState.Expired },
} as const;

/**
 * Merges `parts`, in any order. Per bucket the newest record wins, then one with a value, then the
 * larger value. A bucket has settled if fetched more than `settleMs` after its end.
 */
export function mergeWindows(
  span: Span,
  parts: readonly (RecordValues | MissingSpan)[],
  settleMs: Millis,
): Series {
  const merge = startMerge(span);
  for (const part of parts) addWindow(merge, part, settleMs);
  return merge.series;
}

export function startMerge(span: Span): Merge {
  const length = Math.max(0, Math.round((span.end - span.begin) / STEP));
  return {
    series: {
      begin: span.begin,
      step: STEP,
      values: new Float64Array(length).fill(Number.NaN),
      states: new Uint8Array(length).fill(BucketState.Loading),
    },
    provenance: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
    covered: { from: length, to: 0 },
  };
}

export function addWindow(merge: Merge, part: RecordValues | MissingSpan, settleMs: Millis): void {
  if ('reason' in part) addMissing(merge, part);
  else addRecord(merge, part, settleMs);
}

function addRecord(merge: Merge, record: RecordValues, settleMs: Millis): void {
  const { begin, values } = merge.series;
  const offset = Math.round((record.begin - begin) / STEP);
  const first = Math.max(0, offset);
  const last = Math.min(values.length, offset + record.values.length);
  if (first >= last) return;
  // Buckets below this index have settled.
  const settled = Math.ceil((record.fetchedAt - settleMs - begin) / STEP) - 1;
  const isOnly = first >= merge.covered.to || last <= merge.covered.from;
  const column = record.values;
  if (isOnly && isPlain(column))
    copyValues(
      merge,
      column.slice(first - offset, last - offset),
      first,
      record.fetchedAt,
      settled,
    );
  else mergeValues(merge, record, { offset, first, last, settled });
  merge.covered.from = Math.min(merge.covered.from, first);
  merge.covered.to = Math.max(merge.covered.to, last);
}

// Changed or skipped by `mergeValues`.
const SPECIAL_VALUES = [null, 0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

function isPlain(values: readonly (number | null)[]): values is readonly number[] {
  return SPECIAL_VALUES.every((special) => !values.includes(special));
}

// Fast path: no other record overlaps, and every bucket has a value.
function copyValues(
  { series, provenance }: Merge,
  column: readonly number[],
  first: number,
  fetchedAt: EpochMs,
  settled: number,
): void {
  const last = first + column.length;
  const until = Math.min(last, Math.max(first, settled));
  series.values.set(column, first);
  series.states.fill(BucketState.Settled, first, until).fill(BucketState.Provisional, until, last);
  provenance.fill(fetchedAt, first, last);
}

function mergeValues(
  { series, provenance }: Merge,
  record: RecordValues,
  range: { offset: number; first: number; last: number; settled: number },
): void {
  const { values, states } = series;
  const { offset, first, last, settled } = range;
  for (let i = first; i < last; i++) {
    const known = provenance[i] ?? Number.POSITIVE_INFINITY;
    if (record.fetchedAt < known) continue;
    const raw = record.values[i - offset] ?? Number.NaN;
    const value = Number.isFinite(raw) ? raw + 0 : Number.NaN; // + 0 turns -0 into 0
    // False for NaN on the left, true for NaN on the right: a value beats none, then the larger.
    if (record.fetchedAt === known && !(value > (values[i] ?? 0)) && !Number.isNaN(values[i]))
      continue;
    provenance[i] = record.fetchedAt;
    values[i] = value;
    if (Number.isNaN(value)) states[i] = i < settled ? BucketState.Gap : BucketState.Pending;
    else states[i] = i < settled ? BucketState.Settled : BucketState.Provisional;
  }
}

function addMissing({ series, provenance }: Merge, missing: MissingSpan): void {
  const { rank, state } = MISSING_REASONS[missing.reason];
  const first = Math.max(0, Math.round((missing.begin - series.begin) / STEP));
  const last = Math.min(provenance.length, Math.round((missing.end - series.begin) / STEP));
  for (let i = first; i < last; i++) {
    if (rank <= (provenance[i] ?? 0)) continue;
    provenance[i] = rank;
    series.states[i] = state;
  }
}
