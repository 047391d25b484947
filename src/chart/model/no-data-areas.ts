import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { BucketState, isAll } from '../../series/series.ts';
import { bucketsIn, mainLines } from './chart-line.ts';
import type { ChartLine } from '../chart-types.ts';

/** Why a stretch of the chart has no line. */
export type NoDataKind = 'failed' | 'gone' | 'loading' | 'gap';

export interface NoDataArea extends Span {
  kind: NoDataKind;
}

const HOLES: readonly { kind: NoDataKind; state: BucketState }[] = [
  { kind: 'failed', state: BucketState.Failed },
  { kind: 'gone', state: BucketState.Gone },
  { kind: 'loading', state: BucketState.Loading },
  { kind: 'gap', state: BucketState.Gap },
];

/** The stretches of `span` in which every main line lacks its value for one and the same reason. */
export function findNoDataAreas(lines: readonly ChartLine[], span: Span): NoDataArea[] {
  const main = mainLines(lines);
  const columns = main.map(({ series: { begin, step, states } }) => ({
    states,
    from: Math.floor((span.begin - begin) / step),
  }));
  const [first] = columns;
  if (!first) return [];
  const buckets = (span.end - span.begin) / STEP;
  // A chart before its first data is drawn while they are on their way, and a loop would hold them up.
  const isCovered = columns.every(
    ({ states, from }) => from >= 0 && from + buckets <= states.length,
  );
  if (isCovered && main.every(({ series }) => isAll(series, BucketState.Loading)))
    return [{ kind: 'loading', ...span }];
  return HOLES.flatMap(({ kind, state }) => {
    const areas: NoDataArea[] = [];
    const has = (i: number) => columns.every(({ states, from }) => states[from + i] === state);
    // By the engine's own search: most buckets have a value, and holes are few.
    const nextFrom = (i: number) => {
      const at = first.states.indexOf(state, Math.max(0, first.from + i));
      return at < 0 ? buckets : at - first.from;
    };
    for (let i = nextFrom(0); i < buckets;) {
      let end = i;
      while (end < buckets && has(end)) end++;
      if (end > i)
        areas.push({
          kind,
          begin: span.begin + i * STEP,
          end: Math.min(span.begin + end * STEP, span.end),
        });
      i = nextFrom(Math.max(end, i + 1));
    }
    return areas;
  }).toSorted((a, b) => a.begin - b.begin);
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
