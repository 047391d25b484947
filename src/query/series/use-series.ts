import { useMemo, useState } from 'react';
import type { Millis } from '../../contract/domain/time.ts';
import type { RequestPlan } from '../../planning/plan-requests.ts';
import { useWindowQueries } from '../queries/use-window-queries.ts';
import { windowQueryOptions } from '../queries/window-query.ts';
import type { WindowQueryChoices, WindowQueryDeps } from '../queries/window-query.ts';
import { createAssembler } from './assemble-series.ts';
import type { SeriesData } from './series-data.ts';

/** `priority` is that of the first subject. */
export interface UseSeriesOptions extends WindowQueryChoices {
  /** A new object rebuilds the queries. */
  plan: RequestPlan;
  settleMs: Millis;
}

/** Requests the plan's windows; returns one entry per subject. */
export function useSeries(deps: WindowQueryDeps, options: UseSeriesOptions): SeriesData[] {
  const { plan, settleMs, priority = 0, retryOnMount = true } = options;
  const queries = useMemo(
    () =>
      plan.subjects.flatMap((subject, i) =>
        plan.requests.map((span) =>
          windowQueryOptions(
            deps,
            { ...subject, ...span },
            { priority: priority + i, retryOnMount },
          ),
        ),
      ),
    [deps, plan, priority, retryOnMount],
  );
  const results = useWindowQueries(queries);
  const [assemble] = useState(createAssembler);
  return assemble(plan, results, settleMs);
}
