import { useMemo, useState } from 'react';
import type { Subject } from '../../contract/domain/segments.ts';
import { DAY } from '../../contract/domain/time.ts';
import type { Millis, Span } from '../../contract/domain/time.ts';
import { planWindows } from '../../planning/plan-windows.ts';
import { createAssembler } from './assemble-series.ts';
import type { SubjectPlan, WindowResult } from './assemble-series.ts';
import type { SeriesData } from './series-data.ts';
import { useWindowQueries } from '../queries/use-window-queries.ts';
import type { WindowQueryResult } from '../queries/use-window-queries.ts';
import { windowQueryOptions } from '../queries/window-query.ts';
import type { WindowQueryChoices, WindowQueryDeps } from '../queries/window-query.ts';

/** Its priority is the first subject's. */
export interface UseSeriesOptions extends WindowQueryChoices {
  /** In the order of urgency: the first subject's windows go first. */
  subjects: readonly Subject[];
  span: Span;
  settleMs: Millis;
}

/** The data of every subject over the span, each as far as it is here; asks for what is not. */
export function useSeries(deps: WindowQueryDeps, options: UseSeriesOptions): SeriesData[] {
  const { subjects, span, settleMs, priority = 0, retryOnMount = true } = options;
  const plans = useMemo(() => planSubjects(subjects, span), [subjects, span]);
  const queries = useMemo(
    () =>
      plans.flatMap((plan, i) => planQueries(deps, plan, { priority: priority + i, retryOnMount })),
    [deps, plans, priority, retryOnMount],
  );
  const results = useWindowQueries(queries);
  const [assemble] = useState(createAssembler);
  return assemble(plans, results.map(toWindowResult), settleMs);
}

function toWindowResult({ data, error, fetchStatus }: WindowQueryResult): WindowResult {
  return { answer: data, problem: error?.problem, fetching: fetchStatus === 'fetching' };
}

function planSubjects(subjects: readonly Subject[], span: Span): SubjectPlan[] {
  const windows = planWindows(span);
  const isDay = windows[0]?.begin === span.begin && windows[0].end === span.end;
  // Only one call's own summary can be trusted: several cannot be weighted against each other.
  const summarized = span.end > span.begin && span.end - span.begin <= DAY;
  const asked = summarized && !isDay ? [...windows, span] : windows;
  return subjects.map((subject) => ({ subject, span, windows, asked }));
}

function planQueries(
  deps: WindowQueryDeps,
  { subject, asked }: SubjectPlan,
  choices: WindowQueryChoices,
) {
  return asked.map((window) => windowQueryOptions(deps, { ...subject, ...window }, choices));
}
