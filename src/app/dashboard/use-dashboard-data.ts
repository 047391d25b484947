// View + clock -> what the page shows: the span in sight, and the data of every card and line.
import { useMemo } from 'react';
import { METRICS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { Segment, Subject } from '../../contract/domain/segments.ts';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import type { EpochMs, Millis, PairedSpan, Span } from '../../contract/domain/time.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import { useSeries } from '../../query/series/use-series.ts';
import type { WindowQueryDeps } from '../../query/queries/window-query.ts';
import { listSegments } from '../../view/segments.ts';
import type { View } from '../../view/view.ts';
import { comparedSpan, pairSpan } from '../../planning/align-comparison.ts';
import { clampRange, resolveRange } from '../../planning/resolve-range.ts';
import type { ClampedRange } from '../../planning/resolve-range.ts';
import { useStable } from '../ui/hooks/use-stable.ts';
import { clampToReach } from '../../planning/data-reach.ts';

export interface SegmentSeries {
  segment: Segment;
  data: SeriesData;
  /** The same segment in the compared period, on its own time; undefined when nothing is compared. */
  before: SeriesData | undefined;
}

/** The period that is set beside the range. */
export interface ComparisonPeriod {
  /** What was asked for. */
  asked: Span;
  /** What of it there can be. */
  range: ClampedRange;
  /** Which times of the range are set beside which of its own. */
  pairs: PairedSpan[];
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

/** What is compared is asked for after all of the range itself. */
export const COMPARISON_PRIORITY = 100;

/** The page's data. A view without apps asks for nothing. */
export function useDashboardData(
  deps: WindowQueryDeps,
  options: DashboardDataOptions,
): DashboardData {
  const { view, settleMs } = options;
  const periods = planPeriods(options);
  // Each by itself: a zoom changes what is in sight, and nothing of what is asked for.
  const range = useStable(periods.range);
  const span = useStable(periods.span);
  const compared = useStable(periods.compared);
  const subjects = useStable(subjectsOf(view));
  const all = useSeries(deps, { subjects, span: range.span, settleMs });
  const allBefore = useSeries(deps, {
    subjects: compared && !compared.range.empty ? subjects : NOTHING,
    span: compared?.range.span ?? range.span,
    settleMs,
    priority: COMPARISON_PRIORITY,
  });
  return useMemo(() => {
    const find = finderOf(all);
    const findBefore = finderOf(allBefore);
    const linesOf = (metric: Metric) =>
      listSegments(view).flatMap((segment): SegmentSeries[] => {
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
  }, [all, allBefore, range, span, compared, view]);
}

const NOTHING: Subject[] = [];

function planPeriods({ view, at, zone, keptSince }: DashboardDataOptions) {
  const range = clampToReach(resolveRange(view.range, at, zone), at, keptSince);
  return {
    range,
    span: zoomedSpan(range.span, view.zoom),
    compared: planCompared(range.span, view, at, zone, keptSince),
  };
}

/** The part of `range` that is zoomed to; all of it when they do not meet. */
function zoomedSpan(range: Span, zoom: Span | undefined): Span {
  if (!zoom) return range;
  const { span, empty } = clampRange(zoom, range.end, range.begin);
  return empty ? range : span;
}

function planCompared(
  span: Span,
  view: View,
  at: EpochMs,
  zone: string,
  keptSince: EpochMs,
): ComparisonPeriod | null {
  const pairs = pairSpan(span, view.compare, zone);
  const asked = comparedSpan(pairs);
  return asked ? { asked, range: clampToReach(asked, at, keptSince), pairs } : null;
}

/** What a view asks for, the most looked at first: the main line, the other cards, the main split, the rest. */
function subjectsOf(view: View): Subject[] {
  const segments = listSegments(view);
  const others = METRICS.filter((metric) => metric !== view.metric);
  // Inside another page there is one chart only.
  const metrics = view.viewMode === 'embed' ? [view.metric] : [view.metric, ...others];
  const ofMetrics = (some: readonly Segment[]) =>
    metrics.flatMap((metric) => some.map(({ subject }) => ({ ...subject, metric })));
  const wanted = [...ofMetrics(segments.slice(0, 1)), ...ofMetrics(segments)];
  return [...new Map(wanted.map((subject) => [subjectKey(subject), subject])).values()];
}

function finderOf(datas: readonly SeriesData[]) {
  const byKey = new Map(datas.map((data) => [subjectKey(data.subject), data]));
  return (subject: Subject) => byKey.get(subjectKey(subject));
}
