import { QueriesObserver, notifyManager, useQueryClient } from '@tanstack/react-query';
import type { QueryObserverOptions } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ProblemError } from '../contract/problem.ts';
import type { WindowAnswer, windowQueryOptions } from './window-query.ts';

export interface WindowQueryResult {
  data: WindowAnswer | undefined;
  error: ProblemError | null;
  fetchStatus: string;
}

/**
 * react-query's `useQueries` for windows. That one looks at every query twice with every render of the
 * page, which takes half a frame where there are a thousand; this one only when the queries are others
 * or one of them has something new.
 */
export function useWindowQueries(
  queries: readonly ReturnType<typeof windowQueryOptions>[],
): readonly WindowQueryResult[] {
  const client = useQueryClient();
  const observed = useMemo(
    () =>
      queries.map((query) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it observes queries of all kinds, and its types know none of them
        const options = client.defaultQueryOptions(query) as unknown as QueryObserverOptions;
        // What is about to be fetched counts as being fetched.
        return { ...options, _optimisticResults: 'optimistic' as const };
      }),
    [client, queries],
  );
  const [observer] = useState(() => new QueriesObserver(client, observed));
  useEffect(() => observer.setQueries(observed), [observer, observed]);
  const news = useSyncExternalStore(
    useCallback(
      (onChange: () => void) => observer.subscribe(notifyManager.batchCalls(onChange)),
      [observer],
    ),
    () => observer.getCurrentResult(),
  );
  return useMemo(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all of them are windows
    () => observer.getOptimisticResult(observed, undefined)[0] as WindowQueryResult[],
    // oxlint-disable-next-line react/exhaustive-deps -- `news` stands for what the queries have
    [observer, observed, news],
  );
}
