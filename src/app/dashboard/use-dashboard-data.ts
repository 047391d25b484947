import { useMemo } from 'react';
import type { Metric } from '../../contract/domain/metrics.ts';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { REQUEST_PRIORITIES } from '../../planning/plan-requests.ts';
import { planView } from '../../planning/plan-view.ts';
import type { WindowQueryDeps } from '../../query/queries/window-query.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import { useSeries } from '../../query/series/use-series.ts';
import type { View } from '../../view/view.ts';
import type { DashboardData, SegmentSeries } from '../model/dashboard-data.ts';
import { useStable } from '../ui/hooks/use-stable.ts';

export interface DashboardDataOptions {
  view: View;
  /** The server's time at the last tick of the live clock. */
  now: EpochMs;
  zone: string;
  settleMs: Millis;
  /** First archived moment of the view's apps; Infinity for none. */
  archivedSince: EpochMs;
}

/** A view without apps requests nothing. */
export function useDashboardData(
  deps: WindowQueryDeps,
  { view, now, zone, settleMs, archivedSince }: DashboardDataOptions,
): DashboardData {
  const plan = useMemo(
    () => planView(view, now, zone, archivedSince),
    [view, now, zone, archivedSince],
  );
  // Stable one by one: a zoom changes the visible span but none of the requests.
  const range = useStable(plan.range);
  const visibleSpan = useStable(plan.visibleSpan);
  const comparison = useStable(plan.comparison);
  const segments = useStable(plan.segments);
  const requests = useStable(plan.requests);
  const comparisonRequests = useStable(plan.comparisonRequests);
  const seriesList = useSeries(deps, { plan: requests, settleMs });
  const comparisonSeriesList = useSeries(deps, {
    plan: comparisonRequests,
    settleMs,
    priority: REQUEST_PRIORITIES.comparison,
  });
  return useMemo(() => {
    const byKey = indexBySubject(seriesList);
    const comparisonByKey = indexBySubject(comparisonSeriesList);
    const linesOf = (metric: Metric) =>
      segments.flatMap((segment): SegmentSeries[] => {
        const key = subjectKey({ ...segment.subject, metric });
        const data = byKey.get(key);
        return data ? [{ segment, data, comparisonData: comparisonByKey.get(key) }] : [];
      });
    return {
      view,
      range,
      visibleSpan,
      comparison,
      lines: {
        JoinChannelSucRate: linesOf('JoinChannelSucRate'),
        VideoStuckRate: linesOf('VideoStuckRate'),
        AudioStuckRate: linesOf('AudioStuckRate'),
        FirstFrameCost: linesOf('FirstFrameCost'),
      },
      seriesList,
      comparisonSeriesList,
    };
  }, [seriesList, comparisonSeriesList, range, visibleSpan, comparison, segments, view]);
}

function indexBySubject(seriesList: readonly SeriesData[]): ReadonlyMap<string, SeriesData> {
  return new Map(seriesList.map((data) => [subjectKey(data.subject), data]));
}
