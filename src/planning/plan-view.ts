import { METRICS } from '../contract/domain/metrics.ts';
import type { Segment, Subject } from '../contract/domain/segments.ts';
import { subjectKey } from '../contract/domain/subject-key.ts';
import type { EpochMs, PairedSpan, Span } from '../contract/domain/time.ts';
import { listSegments } from '../view/segments.ts';
import type { View } from '../view/view.ts';
import { getComparedSpan, pairSpan } from './align-comparison.ts';
import { clampToReach } from './data-reach.ts';
import { planRequests } from './plan-requests.ts';
import type { RequestPlan } from './plan-requests.ts';
import { clampRange, resolveRange } from './resolve-range.ts';
import type { ClampedRange } from './resolve-range.ts';

export interface ComparisonPeriod {
  /** Before clamping. */
  requested: Span;
  range: ClampedRange;
  pairs: PairedSpan[];
}

/** Everything that the page requests for a view. */
export interface ViewPlan {
  range: ClampedRange;
  visibleSpan: Span;
  comparison: ComparisonPeriod | null;
  segments: Segment[];
  requests: RequestPlan;
  /** Without subjects if there is nothing to compare. */
  comparisonRequests: RequestPlan;
}

/** `now` is server time; `archivedSince` the first archived moment of the apps, or Infinity. */
export function planView(view: View, now: EpochMs, zone: string, archivedSince: EpochMs): ViewPlan {
  const range = clampToReach(resolveRange(view.range, now, zone), now, archivedSince);
  const pairs = pairSpan(range.span, view.compare, zone);
  const requested = getComparedSpan(pairs);
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

function zoomSpan(range: Span, zoom: Span | undefined): Span {
  if (!zoom) return range;
  const { span, empty } = clampRange(zoom, range.end, range.begin);
  return empty ? range : span;
}

// By urgency: the main line, the other cards, the splits.
function listSubjects(view: View, segments: readonly Segment[]): Subject[] {
  const others = METRICS.filter((metric) => metric !== view.metric);
  const metrics = view.viewMode === 'embed' ? [view.metric] : [view.metric, ...others];
  const toSubjects = (listed: readonly Segment[]) =>
    metrics.flatMap((metric) => listed.map(({ subject }) => ({ ...subject, metric })));
  const subjects = [...toSubjects(segments.slice(0, 1)), ...toSubjects(segments)];
  return [...new Map(subjects.map((subject) => [subjectKey(subject), subject])).values()];
}
