// Series in sight -> their figures and changes, each computed once.
import { useState } from 'react';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { PairedSpan, Span } from '../../contract/domain/time.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import { BucketState, alignSeries, hasValues, isAll, sliceSeries } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import { computeChange } from '../../stats/change.ts';
import type { Change } from '../../stats/change.ts';
import { computeStats } from '../../stats/series-stats.ts';
import type { SeriesStats } from '../../stats/series-stats.ts';
import type { SegmentSeries, DashboardData } from '../dashboard/use-dashboard-data.ts';

/** One line as the page shows it. What takes longest is computed for whoever reads it. */
export interface LineStats {
  /** Of what is in sight; null while nothing of it is here. */
  readonly stats: SeriesStats | null;
  /** The upstream's own summary, only where it is of exactly what is in sight. */
  summary: number | null;
  /** Against the compared period; null when there is nothing to compare, or not all of it is here. */
  readonly change: Change | null;
  /** Part of what is in sight is still on its way: the figures are of the rest. */
  partial: boolean;
  /** Part of what is to be compared is still on its way. */
  isComparisonLoading: boolean;
  /** Why there is no value at all; null where there is one, or simply nothing was measured. */
  problem: Problem | null;
  /** What is in sight. */
  seen: Series;
  /** All of the compared period on the range's time, to be drawn; undefined when nothing is compared. */
  compared: Series | undefined;
}

export type GetLineStats = (line: SegmentSeries, page: StatsPeriod, goal: number) => LineStats;

/** What of PageData figures depend on. */
export type StatsPeriod = Pick<DashboardData, 'range' | 'span' | 'compared'>;

/** A reader of figures that computes those of a series once. */
export function useLineStats(): GetLineStats {
  const [read] = useState(createReadFigures);
  return read;
}

function createReadFigures(): GetLineStats {
  const seenOf = remember(sliceOf);
  const alignedOf = remember(alignTo);
  const figuresIn = remember(figuresFor);
  const changeIn = remember(
    (series: Series, before: Series, metric: Metric, now: number | null, then: number | null) =>
      computeChange(series, before, metric, { now, before: then }),
  );
  return ({ data, before }, { range, span, compared }, goal) => {
    const { metric } = data.subject;
    const seen = seenOf(data.series, span.begin, span.end);
    const isWhole = span.begin === range.span.begin && span.end === range.span.end;
    const summaryOf = (one: SeriesData | undefined) => (isWhole ? (one?.summary ?? null) : null);
    const aligned = before && compared ? alignedOf(before.series, compared.pairs) : undefined;
    const partial = isLoading(seen);
    const isComparisonLoading =
      aligned !== undefined && (partial || isLoading(sliceSeries(aligned, span)));
    return {
      get stats() {
        return figuresIn(seen, metric, goal);
      },
      summary: summaryOf(data),
      partial,
      isComparisonLoading,
      problem: failureOf(data, seen),
      get change() {
        if (!aligned || isComparisonLoading) return null;
        const then = isPairedWhole(range.span, compared) ? summaryOf(before) : null;
        return changeIn(seen, aligned, metric, summaryOf(data), then);
      },
      seen,
      compared: aligned,
    };
  };
}

/** Whether all of the range is set beside all of the compared period: a summary is of all its period. */
function isPairedWhole({ begin, end }: Span, compared: StatsPeriod['compared']): boolean {
  const pair = compared?.pairs[0];
  return compared?.range.clipped.length === 0 && pair?.begin === begin && pair.end === end;
}

/** Why nothing of what is in sight is here, once nothing of it is on its way any more. */
function failureOf({ windows }: SeriesData, seen: Series): Problem | null {
  if (!seen.states.includes(BucketState.Failed) || isLoading(seen) || hasValues(seen)) return null;
  return windows.find(({ status }) => status === 'failed')?.problem ?? null;
}

function isLoading({ states }: Series): boolean {
  return states.includes(BucketState.Loading);
}

function sliceOf(series: Series, begin: Span['begin'], end: Span['end']): Series {
  return sliceSeries(series, { begin, end });
}

function alignTo(series: Series, pairs: readonly PairedSpan[]): Series {
  return alignSeries(series, pairs);
}

function figuresFor(series: Series, metric: Metric, goal: number): SeriesStats | null {
  // Of a range with nothing in it there is nothing to wait for.
  if (series.states.length > 0 && isAll(series, BucketState.Loading)) return null;
  return computeStats(series, metric, goal);
}

/** `compute` that keeps the last result of each series, so that the same question has the same answer. */
function remember<Rest extends unknown[], T>(
  compute: (series: Series, ...rest: Rest) => T,
): (series: Series, ...rest: Rest) => T {
  const known = new WeakMap<Series, { rest: Rest; value: T }>();
  return (series, ...rest) => {
    const old = known.get(series);
    if (old && old.rest.every((item, i) => Object.is(item, rest[i]))) return old.value;
    const value = compute(series, ...rest);
    known.set(series, { rest, value });
    return value;
  };
}
