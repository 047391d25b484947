import { useState } from 'react';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { PairedSpan, Span } from '../../contract/domain/time.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import { BucketState, alignSeries, hasValues, isAll, sliceSeries } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import { computeChange } from '../../stats/change.ts';
import type { Change } from '../../stats/change.ts';
import { computeStats } from '../../stats/series-stats.ts';
import type { SeriesStats } from '../../stats/series-stats.ts';
import type { DashboardData, SegmentSeries } from './dashboard-data.ts';

/** Functions compute on the first call. */
export interface LineStats {
  /** Null while none of the visible span is loaded. */
  getStats: () => SeriesStats | null;
  /** Null unless the visible span is the whole range. */
  summary: number | null;
  /** Null unless everything to compare is loaded. */
  getChange: () => Change | null;
  /** A part of the visible span is loading. */
  isPartial: boolean;
  isComparisonLoading: boolean;
  /** Why there is no value; null if there is one, or if nothing was measured. */
  problem: Problem | null;
  visibleSeries: Series;
  /** The compared period on the range's time. */
  comparisonSeries: Series | undefined;
}

export type StatsPeriod = Pick<DashboardData, 'range' | 'visibleSpan' | 'comparison'>;

export type GetLineStats = (line: SegmentSeries, period: StatsPeriod, goal: number) => LineStats;

/** Computes the statistics of each series once. */
export function useLineStats(): GetLineStats {
  const [getLineStats] = useState(createGetLineStats);
  return getLineStats;
}

function createGetLineStats(): GetLineStats {
  const slice = memoizeBySeries((series, begin: number, end: number) =>
    sliceSeries(series, { begin, end }),
  );
  const align = memoizeBySeries((series, pairs: readonly PairedSpan[]) =>
    alignSeries(series, pairs),
  );
  const computeStatsOf = memoizeBySeries(computeLoadedStats);
  const computeChangeOf = memoizeBySeries(
    (series, before: Series, metric: Metric, now: number | null, previous: number | null) =>
      computeChange(series, before, metric, { now, before: previous }),
  );
  return ({ data, comparisonData }, { range, visibleSpan, comparison }, goal) => {
    const { metric } = data.subject;
    const visibleSeries = slice(data.series, visibleSpan.begin, visibleSpan.end);
    const isWholeRange =
      visibleSpan.begin === range.span.begin && visibleSpan.end === range.span.end;
    const summaryOf = (loaded: SeriesData | undefined) =>
      isWholeRange ? (loaded?.summary ?? null) : null;
    const comparisonSeries =
      comparisonData && comparison ? align(comparisonData.series, comparison.pairs) : undefined;
    const isPartial = isLoading(visibleSeries);
    const isComparisonLoading =
      comparisonSeries !== undefined &&
      (isPartial || isLoading(sliceSeries(comparisonSeries, visibleSpan)));
    return {
      getStats: () => computeStatsOf(visibleSeries, metric, goal),
      summary: summaryOf(data),
      getChange() {
        if (!comparisonSeries || isComparisonLoading) return null;
        const previousSummary = isFullyPaired(range.span, comparison)
          ? summaryOf(comparisonData)
          : null;
        return computeChangeOf(
          visibleSeries,
          comparisonSeries,
          metric,
          summaryOf(data),
          previousSummary,
        );
      },
      isPartial,
      isComparisonLoading,
      problem: findFailure(data, visibleSeries),
      visibleSeries,
      comparisonSeries,
    };
  };
}

// The API's summary covers whole periods only.
function isFullyPaired({ begin, end }: Span, comparison: StatsPeriod['comparison']): boolean {
  const pair = comparison?.pairs[0];
  return comparison?.range.clipped.length === 0 && pair?.begin === begin && pair.end === end;
}

function findFailure({ windows }: SeriesData, visible: Series): Problem | null {
  if (!visible.states.includes(BucketState.Failed) || isLoading(visible) || hasValues(visible))
    return null;
  return windows.find(({ status }) => status === 'failed')?.problem ?? null;
}

function isLoading({ states }: Series): boolean {
  return states.includes(BucketState.Loading);
}

function computeLoadedStats(series: Series, metric: Metric, goal: number): SeriesStats | null {
  if (series.states.length > 0 && isAll(series, BucketState.Loading)) return null;
  return computeStats(series, metric, goal);
}

// Keeps the last result per series.
function memoizeBySeries<Rest extends unknown[], T>(
  compute: (series: Series, ...rest: Rest) => T,
): (series: Series, ...rest: Rest) => T {
  const results = new WeakMap<Series, { rest: Rest; value: T }>();
  return (series, ...rest) => {
    const last = results.get(series);
    if (last && last.rest.every((item, i) => Object.is(item, rest[i]))) return last.value;
    const value = compute(series, ...rest);
    results.set(series, { rest, value });
    return value;
  };
}
