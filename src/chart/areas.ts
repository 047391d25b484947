import { STEP } from '../contract/time.ts';
import type { EpochMs, Span } from '../contract/time.ts';
import { BucketState } from '../series/series.ts';
import { bucketAt, bucketsIn, mainLines } from './chart-line.ts';
import type { ChartLine } from './chart-line.ts';

/** Why a stretch of the chart has no line. */
export type AreaKind = 'failed' | 'gone' | 'loading' | 'gap';

export interface ChartArea extends Span {
  kind: AreaKind;
}

const KINDS: Partial<Record<number, AreaKind>> = {
  [BucketState.Failed]: 'failed',
  [BucketState.Gone]: 'gone',
  [BucketState.Loading]: 'loading',
  [BucketState.Gap]: 'gap',
};

/** The stretches of `span` in which every main line lacks its value for one and the same reason. */
export function findAreas(lines: readonly ChartLine[], span: Span): ChartArea[] {
  const [first, ...others] = mainLines(lines);
  if (!first) return [];
  const areas: ChartArea[] = [];
  let open: ChartArea | undefined;
  for (let at = span.begin; at < span.end; at += STEP) {
    const kind = commonKind(first, others, at);
    if (open && open.kind === kind) {
      open.end = Math.min(at + STEP, span.end);
      continue;
    }
    open = kind && { kind, begin: at, end: Math.min(at + STEP, span.end) };
    if (open) areas.push(open);
  }
  return areas;
}

function commonKind(
  { series: first }: ChartLine,
  others: readonly ChartLine[],
  at: EpochMs,
): AreaKind | undefined {
  const state = first.states[bucketAt(first, at)];
  const kind = state === undefined ? undefined : KINDS[state];
  // Most buckets have a value, and are done with here.
  if (!kind) return undefined;
  const isCommon = others.every(({ series }) => series.states[bucketAt(series, at)] === state);
  return isCommon ? kind : undefined;
}

/** A hole in one line, with the values on its rims. */
export interface LineGap extends Span {
  before: number;
  after: number;
}

/** The settled holes between two values of a line within `span`. */
export function findLineGaps({ series }: ChartLine, span: Span): LineGap[] {
  const { from, to } = bucketsIn(series, span);
  const { begin, step, values, states } = series;
  const gaps: LineGap[] = [];
  let start = -1;
  for (let i = from + 1; i < to; i++) {
    const isGap = states[i] === BucketState.Gap;
    if (isGap && start < 0) start = i;
    if (isGap || start < 0) continue;
    const before = values[start - 1] ?? Number.NaN;
    const after = values[i] ?? Number.NaN;
    if (!Number.isNaN(before) && !Number.isNaN(after)) {
      gaps.push({ begin: begin + start * step, end: begin + i * step, before, after });
    }
    start = -1;
  }
  return gaps;
}

/** From when on, to the end of `span`, no main line has settled; undefined when all have. */
export function provisionalSince(lines: readonly ChartLine[], span: Span): EpochMs | undefined {
  let since = span.end;
  for (const { series } of mainLines(lines)) {
    const { from, to } = bucketsIn(series, span);
    let i = to;
    while (i > from && isUnsettled(series.states[i - 1])) i--;
    since = Math.min(since, series.begin + i * series.step);
  }
  return since < span.end ? since : undefined;
}

function isUnsettled(state: number | undefined): boolean {
  return state === BucketState.Provisional || state === BucketState.Awaited;
}
