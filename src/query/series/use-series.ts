import { useMemo, useState } from 'react';
import type { Millis } from '../../contract/domain/time.ts';
import type { RequestPlan } from '../../planning/plan-requests.ts';
import { createAssembler } from './assemble-series.ts';
import type { SubjectPlan, WindowResult } from './assemble-series.ts';
import type { SeriesData } from './series-data.ts';
import { useWindowQueries } from '../queries/use-window-queries.ts';
import type { WindowQueryResult } from '../queries/use-window-queries.ts';
import { windowQueryOptions } from '../queries/window-query.ts';
import type { WindowQueryChoices, WindowQueryDeps } from '../queries/window-query.ts';

/** Its priority is the first subject's. */
export interface UseSeriesOptions extends WindowQueryChoices {
  /** Queries are rebuilt when its identity changes. */
  plan: RequestPlan;
  settleMs: Millis;
}

/** Requests what is planned, and returns the data of every subject as far as it is loaded. */
export function useSeries(deps: WindowQueryDeps, options: UseSeriesOptions): SeriesData[] {
  const { plan, settleMs, priority = 0, retryOnMount = true } = options;
  const plans = useMemo(() => toSubjectPlans(plan), [plan]);
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

function toSubjectPlans({ subjects, span, windows, requests }: RequestPlan): SubjectPlan[] {
  return subjects.map((subject) => ({ subject, span, windows, asked: requests }));
}

function planQueries(
  deps: WindowQueryDeps,
  { subject, asked }: SubjectPlan,
  choices: WindowQueryChoices,
) {
  return asked.map((window) => windowQueryOptions(deps, { ...subject, ...window }, choices));
}
