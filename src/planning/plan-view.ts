import { METRICS } from '../contract/domain/metrics.ts';
import type { Segment, Subject } from '../contract/domain/segments.ts';
import { subjectKey } from '../contract/domain/subject-key.ts';
import type { EpochMs, PairedSpan, Span } from '../contract/domain/time.ts';
import { listSegments } from '../view/segments.ts';
import type { View } from '../view/view.ts';
import { comparedSpan, pairSpan } from './align-comparison.ts';
import { clampToReach } from './data-reach.ts';
import { planRequests } from './plan-requests.ts';
import type { RequestPlan } from './plan-requests.ts';
import { clampRange, resolveRange } from './resolve-range.ts';
import type { ClampedRange } from './resolve-range.ts';

/** The period that the range is compared with. */
export interface ComparisonPeriod {
  /** Before clamping. */
  requested: Span;
  range: ClampedRange;
  /** Aligns the range with the requested period. */
  pairs: PairedSpan[];
}

/** Everything the page requests for a view, and how the answers are laid out. */
export interface ViewPlan {
  range: ClampedRange;
  /** The zoomed part of the range, or all of it. */
  visibleSpan: Span;
  comparison: ComparisonPeriod | null;
  /** The lines of each chart, the reference first. */
  segments: Segment[];
  requests: RequestPlan;
  /** Without subjects if nothing is compared or the compared period has no data. */
  comparisonRequests: RequestPlan;
}

/**
 * Plans a view at `now` (the server's time) in `zone` (a resolved IANA name or `UTC`). `archivedSince`
 * is the first archived moment of its apps, Infinity for none. A view without apps requests nothing.
 */
export function planView(view: View, now: EpochMs, zone: string, archivedSince: EpochMs): ViewPlan {
  const range = clampToReach(resolveRange(view.range, now, zone), now, archivedSince);
  const pairs = pairSpan(range.span, view.compare, zone);
  const requested = comparedSpan(pairs);
  const comparison = requested
    ? { requested, range: clampToReach(requested, now, archivedSince), pairs }
    : null;
  const segments = listSegments(view);
  const subjects = listSubjects(view, segments);
  return {
    range,
    visibleSpan: zoomSpan(range.span, view.zoom),
    comparison,
    segments,
    requests: planRequests(subjects, range.span),
    comparisonRequests:
      comparison && !comparison.range.empty
        ? planRequests(subjects, comparison.range.span)
        : planRequests([], range.span),
  };
}

/** The zoomed part of `range`; all of it when they do not overlap. */
function zoomSpan(range: Span, zoom: Span | undefined): Span {
  if (!zoom) return range;
  const { span, empty } = clampRange(zoom, range.end, range.begin);
  return empty ? range : span;
}

// The main line first, then the other cards, then the splits, each time the main metric first.
function listSubjects(view: View, segments: readonly Segment[]): Subject[] {
  const others = METRICS.filter((metric) => metric !== view.metric);
  // An embedded page has one chart.
  const metrics = view.viewMode === 'embed' ? [view.metric] : [view.metric, ...others];
  const toSubjects = (listed: readonly Segment[]) =>
    metrics.flatMap((metric) => listed.map(({ subject }) => ({ ...subject, metric })));
  const subjects = [...toSubjects(segments.slice(0, 1)), ...toSubjects(segments)];
  return [...new Map(subjects.map((subject) => [subjectKey(subject), subject])).values()];
}
