// View + clock -> what the page shows: the span, and the data of every card and line.
import { useMemo } from 'react';
import { METRICS } from '../contract/metrics.ts';
import type { Segment, Subject } from '../contract/segment.ts';
import type { EpochMs, Millis } from '../contract/time.ts';
import type { SeriesData } from '../query/series-data.ts';
import { useSeriesSet } from '../query/use-series-set.ts';
import type { WindowQueryDeps } from '../query/window-query.ts';
import { referenceOf, segmentsOf } from '../view/segments.ts';
import type { View } from '../view/view.ts';
import { resolveRange } from '../windows/range.ts';
import type { ClampedRange } from '../windows/range.ts';
import { clampToReach } from './data-reach.ts';

export interface LineData {
  segment: Segment;
  data: SeriesData;
}

export interface PageData {
  view: View;
  range: ClampedRange;
  /** One a metric within the filters, in the metrics' order. */
  cards: SeriesData[];
  /** The main metric, reference first, then its split. */
  lines: LineData[];
  /** Everything asked for, without repeats. */
  all: SeriesData[];
}

export interface PageDataOptions {
  view: View;
  /** The server's time, as the page sees it. */
  at: EpochMs;
  zone: string;
  settleMs: Millis;
  /** The first moment the server has kept of the view's apps; Infinity for nothing. */
  keptSince: EpochMs;
}

/** The page's data. A view without apps asks for nothing. */
export function usePageData(deps: WindowQueryDeps, options: PageDataOptions): PageData {
  const { view, at, zone, settleMs, keptSince } = options;
  const range = useStable(clampToReach(resolveRange(view.range, at, zone), at, keptSince));
  const subjects = useStable(subjectsOf(view));
  const all = useSeriesSet(deps, { subjects, span: range.span, settleMs });
  return useMemo(() => {
    const byKey = new Map(all.map((data) => [keyOf(data.subject), data]));
    const find = (subject: Subject) => byKey.get(keyOf(subject)) ?? [];
    return {
      view,
      range,
      cards: cardSubjects(view).flatMap(find),
      lines: segmentsOf(view).flatMap((segment) =>
        [find({ ...segment.subject, metric: view.metric })]
          .flat()
          .map((data) => ({ segment, data })),
      ),
      all,
    };
  }, [all, range, view]);
}

function cardSubjects(view: View): Subject[] {
  if (view.apps.length === 0) return [];
  const { subject } = referenceOf(view);
  return METRICS.map((metric) => ({ ...subject, metric }));
}

/** What a view asks for, the most looked at first: the main line, the other cards, the split. */
function subjectsOf(view: View): Subject[] {
  const cards = cardSubjects(view);
  const isMain = (subject: Subject) => subject.metric === view.metric;
  const wanted = [
    ...cards.filter(isMain),
    ...cards.filter((subject) => !isMain(subject)),
    ...segmentsOf(view).map(({ subject }) => ({ ...subject, metric: view.metric })),
  ];
  return [...new Map(wanted.map((subject) => [keyOf(subject), subject])).values()];
}

function keyOf({ appId, metric, os, terminal, channelId }: Subject): string {
  return JSON.stringify([appId, metric, os, terminal, channelId]);
}

/** The same object for as long as its content is the same. */
function useStable<T>(value: T): T {
  const key = JSON.stringify(value);
  // oxlint-disable-next-line react/exhaustive-deps -- the content decides, which is the point
  return useMemo(() => value, [key]);
}
