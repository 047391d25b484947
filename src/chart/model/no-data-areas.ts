import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { BucketState, isAll } from '../../series/series.ts';
import type { ChartLine } from '../chart-types.ts';
import { findBucketRange, getMainLines } from './chart-line.ts';

export type NoDataKind = 'failed' | 'gone' | 'loading' | 'gap';

export interface NoDataArea extends Span {
  kind: NoDataKind;
}

const NO_DATA_STATES: readonly { kind: NoDataKind; state: BucketState }[] = [
  { kind: 'failed', state: BucketState.Failed },
  { kind: 'gone', state: BucketState.Expired },
  { kind: 'loading', state: BucketState.Loading },
  { kind: 'gap', state: BucketState.Gap },
];

/** Finds where all main lines lack values for the same reason. */
export function findNoDataAreas(lines: readonly ChartLine[], span: Span): NoDataArea[] {
  const mainLines = getMainLines(lines);
  const columns = mainLines.map(({ series: { begin, step, states } }) => ({
    states,
    from: Math.floor((span.begin - begin) / step),
  }));
  const [first] = columns;
  if (!first) return [];
  const count = (span.end - span.begin) / STEP;
  const isCovered = columns.every(({ states, from }) => from >= 0 && from + count <= states.length);
  // Shortcut before any data.
  if (isCovered && mainLines.every(({ series }) => isAll(series, BucketState.Loading)))
    return [{ kind: 'loading', ...span }];
  return NO_DATA_STATES.flatMap(({ kind, state }) => {
    const areas: NoDataArea[] = [];
    const isShared = (i: number) => columns.every(({ states, from }) => states[from + i] === state);
    const findNext = (i: number) => {
      const index = first.states.indexOf(state, Math.max(0, first.from + i));
      return index < 0 ? count : index - first.from;
    };
    for (let i = findNext(0); i < count;) {
      let end = i;
      while (end < count && isShared(end)) end++;
      if (end > i)
        areas.push({
          kind,
          begin: span.begin + i * STEP,
          end: Math.min(span.begin + end * STEP, span.end),
        });
      i = findNext(Math.max(end, i + 1));
    }
    return areas;
  }).toSorted((a, b) => a.begin - b.begin);
}

export interface LineGap extends Span {
  before: number;
  after: number;
}

/** Finds settled gaps between two values. */
export function findLineGaps({ series }: ChartLine, span: Span): LineGap[] {
  const { from, to } = findBucketRange(series, span);
  const { begin, step, values, states } = series;
  const gaps: LineGap[] = [];
  let start = states.indexOf(BucketState.Gap, from + 1);
  while (start >= 0 && start < to) {
    let end = start + 1;
    while (end < to && states[end] === BucketState.Gap) end++;
    const before = values[start - 1] ?? Number.NaN;
    const after = values[end] ?? Number.NaN;
    if (end < to && !Number.isNaN(before) && !Number.isNaN(after)) {
      gaps.push({ begin: begin + start * step, end: begin + end * step, before, after });
    }
    start = states.indexOf(BucketState.Gap, end);
  }
  return gaps;
}

/** Returns the earliest start of a main line's unsettled end; undefined if all are settled. */
export function findProvisionalStart(lines: readonly ChartLine[], span: Span): EpochMs | undefined {
  let start = span.end;
  for (const { series } of getMainLines(lines)) {
    const { from, to } = findBucketRange(series, span);
    let i = to;
    while (i > from && isUnsettled(series.states[i - 1])) i--;
    start = Math.min(start, series.begin + i * series.step);
  }
  return start < span.end ? start : undefined;
}

function isUnsettled(state: number | undefined): boolean {
  return state === BucketState.Provisional || state === BucketState.Pending;
}
