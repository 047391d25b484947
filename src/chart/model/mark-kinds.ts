import type { Span } from '../../contract/domain/time.ts';
import { BucketState } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import type { ChartLine } from '../chart-types.ts';
import { computeExtent, findBucketRange, getVisibleLines } from './chart-line.ts';
import { extendExtent } from './comparison-extent.ts';
import { findLineGaps, findNoDataAreas } from './no-data-areas.ts';
import type { NoDataKind } from './no-data-areas.ts';

/** `beyond` is an off-scale mark. */
export type MarkKind = 'compared' | 'beyond' | 'provisional' | 'goal' | NoDataKind;

/** Finds the marks to explain; `minSpan` is the minimum length of the axis, in the metric's unit. */
export function findMarkKinds(
  lines: readonly ChartLine[],
  span: Span,
  minSpan: number,
): MarkKind[] {
  const visible = getVisibleLines(lines);
  const noDataKinds = new Set(findNoDataAreas(lines, span).map(({ kind }) => kind));
  if (visible.some((line) => findLineGaps(line, span).length > 0)) noDataKinds.add('gap');
  const comparison = computeExtent(
    visible.flatMap((line) => line.comparisonSeries ?? []),
    span,
  );
  const axis = extendExtent(lines, span, minSpan);
  const isOffScale =
    comparison && axis && (comparison.low < axis.low || comparison.high > axis.high);
  const isProvisional = visible.some(({ series }) =>
    hasState(series, span, BucketState.Provisional),
  );
  return [
    ...(comparison ? (['compared'] as const) : []),
    ...(isOffScale ? (['beyond'] as const) : []),
    ...(isProvisional ? (['provisional'] as const) : []),
    'goal',
    ...noDataKinds,
  ];
}

function hasState(series: Series, span: Span, state: BucketState): boolean {
  const { from, to } = findBucketRange(series, span);
  return series.states.subarray(from, Math.max(from, to)).includes(state);
}
