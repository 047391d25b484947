import { STEP } from '../contract/time.ts';
import type { EpochMs, Span } from '../contract/time.ts';
import { BucketState, isAllLoading } from '../series/series.ts';
import { bucketsIn, mainLines } from './chart-line.ts';
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
  const main = mainLines(lines);
  const columns = main.map(({ series: { begin, step, states } }) => ({
    states,
    from: Math.floor((span.begin - begin) / step),
  }));
  const [first, ...others] = columns;
  if (!first) return [];
  const buckets = (span.end - span.begin) / STEP;
  // A chart before its first data is drawn while they are on their way, and a loop would hold them up.
  const isCovered = columns.every(
    ({ states, from }) => from >= 0 && from + buckets <= states.length,
  );
  if (isCovered && main.every(({ series }) => isAllLoading(series)))
    return [{ kind: 'loading', ...span }];
  // Nor is there anything to look for where one of them has no hole.
  if (isCovered && columns.some(({ states }) => !hasHole(states))) return [];
  const areas: ChartArea[] = [];
  let open: ChartArea | undefined;
  for (let i = 0; i < buckets; i++) {
    const state = first.states[first.from + i];
    // Most buckets have a value, and are done with here.
    let kind = state === undefined ? undefined : KINDS[state];
    if (kind)
      for (const { states, from } of others) if (states[from + i] !== state) kind = undefined;
    const begin = span.begin + i * STEP;
    const end = Math.min(begin + STEP, span.end);
    if (open && open.kind === kind) {
      open.end = end;
      continue;
    }
    open = kind && { kind, begin, end };
    if (open) areas.push(open);
  }
  return areas;
}

function hasHole(states: Uint8Array): boolean {
  return Object.keys(KINDS).some((state) => states.includes(Number(state)));
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
  if (!states.includes(BucketState.Gap)) return gaps;
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
