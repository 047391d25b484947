// View + clock -> what the page shows: the span in sight, and the data of every card and line.
import { useMemo } from 'react';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { Segment, Subject } from '../../contract/domain/segments.ts';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import type { EpochMs, Millis, Span } from '../../contract/domain/time.ts';
import { REQUEST_PRIORITIES } from '../../planning/plan-requests.ts';
import { planView } from '../../planning/plan-view.ts';
import type { ComparisonPeriod } from '../../planning/plan-view.ts';
import type { ClampedRange } from '../../planning/resolve-range.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import { useSeries } from '../../query/series/use-series.ts';
import type { WindowQueryDeps } from '../../query/queries/window-query.ts';
import type { View } from '../../view/view.ts';
import { useStable } from '../ui/hooks/use-stable.ts';

export interface SegmentSeries {
  segment: Segment;
  data: SeriesData;
  /** The same segment in the compared period, on its own time; undefined when nothing is compared. */
  before: SeriesData | undefined;
}

export interface DashboardData {
  view: View;
  range: ClampedRange;
  /** What of the range is in sight: all of it, or the part zoomed to. */
  span: Span;
  /** Null when nothing is compared. */
  compared: ComparisonPeriod | null;
  /** By metric, the reference first, then its split; empty while no app is chosen. */
  lines: Record<Metric, SegmentSeries[]>;
  /** Everything asked for of the range itself, without repeats. */
  all: SeriesData[];
  /** The same of the compared period. */
  allBefore: SeriesData[];
}

export interface DashboardDataOptions {
  view: View;
  /** The server's time, as the page sees it. */
  at: EpochMs;
  zone: string;
  settleMs: Millis;
  /** The first moment the server has kept of the view's apps; Infinity for nothing. */
  keptSince: EpochMs;
}

/** The page's data. A view without apps asks for nothing. */
export function useDashboardData(
  deps: WindowQueryDeps,
  { view, at, zone, settleMs, keptSince }: DashboardDataOptions,
): DashboardData {
  const plan = useMemo(() => planView(view, at, zone, keptSince), [view, at, zone, keptSince]);
  // Stable one by one: a zoom changes the visible span but none of the requests.
  const range = useStable(plan.range);
  const span = useStable(plan.visibleSpan);
  const compared = useStable(plan.comparison);
  const segments = useStable(plan.segments);
  const requests = useStable(plan.requests);
  const comparisonRequests = useStable(plan.comparisonRequests);
  const all = useSeries(deps, { plan: requests, settleMs });
  const allBefore = useSeries(deps, {
    plan: comparisonRequests,
    settleMs,
    priority: REQUEST_PRIORITIES.comparison,
  });
  return useMemo(() => {
    const find = finderOf(all);
    const findBefore = finderOf(allBefore);
    const linesOf = (metric: Metric) =>
      segments.flatMap((segment): SegmentSeries[] => {
        const subject = { ...segment.subject, metric };
        const data = find(subject);
        return data ? [{ segment, data, before: findBefore(subject) }] : [];
      });
    return {
      view,
      range,
      span,
      compared,
      lines: {
        JoinChannelSucRate: linesOf('JoinChannelSucRate'),
        VideoStuckRate: linesOf('VideoStuckRate'),
        AudioStuckRate: linesOf('AudioStuckRate'),
        FirstFrameCost: linesOf('FirstFrameCost'),
      },
      all,
      allBefore,
    };
  }, [all, allBefore, range, span, compared, segments, view]);
}

function finderOf(datas: readonly SeriesData[]) {
  const byKey = new Map(datas.map((data) => [subjectKey(data.subject), data]));
  return (subject: Subject) => byKey.get(subjectKey(subject));
}
