// Which marks a chart has, for who has to explain them.
import type { Span } from '../../contract/domain/time.ts';
import { BucketState } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import { findNoDataAreas, findLineGaps } from './no-data-areas.ts';
import type { NoDataKind } from './no-data-areas.ts';
import { bucketsIn, extentOfSeries, shownLines } from './chart-line.ts';
import type { ChartLine } from '../chart-types.ts';
import { extendExtent } from './comparison-extent.ts';

/** `beyond`: a compared line leaves the axis. */
export type MarkKind = 'compared' | 'beyond' | 'provisional' | 'goal' | NoDataKind;

/** The marks of a chart over `span`; `least` is the shortest axis there is, in the metric's unit. */
export function findMarkKinds(lines: readonly ChartLine[], span: Span, least: number): MarkKind[] {
  const shown = shownLines(lines);
  const areas = new Set(findNoDataAreas(lines, span).map(({ kind }) => kind));
  if (shown.some((line) => findLineGaps(line, span).length > 0)) areas.add('gap');
  const compared = shown.flatMap((line) => line.comparisonSeries ?? []);
  const before = extentOfSeries(compared, span);
  const held = extendExtent(lines, span, least);
  const isBeyond = before && held && (before.low < held.low || before.high > held.high);
  const isProvisional = shown.some(({ series }) => has(series, span, BucketState.Provisional));
  return [
    ...(before ? (['compared'] as const) : []),
    ...(isBeyond ? (['beyond'] as const) : []),
    ...(isProvisional ? (['provisional'] as const) : []),
    'goal',
    ...areas,
  ];
}

function has(series: Series, span: Span, state: BucketState): boolean {
  const { from, to } = bucketsIn(series, span);
  return series.states.subarray(from, Math.max(from, to)).includes(state);
}
