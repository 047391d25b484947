import { QueriesObserver, notifyManager, useQueryClient } from '@tanstack/react-query';
import type { QueryClient, QueryObserverOptions } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
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
  const [watch] = useState(() => createWatch(client, observed));
  useEffect(() => watch.observe(observed), [watch, observed]);
  const news = useSyncExternalStore(watch.subscribe, watch.getNews);
  return useMemo(() => watch.read(observed, news), [watch, observed, news]);
}

type Results = ReturnType<QueriesObserver['getCurrentResult']>;

/** A `QueriesObserver` that is told, and asked, nothing twice: each costs a look at every query. */
function createWatch(client: QueryClient, first: QueryObserverOptions[]) {
  const observer = new QueriesObserver(client, first);
  const untold = observer.getCurrentResult();
  let observed = first;
  return {
    observe(next: QueryObserverOptions[]): void {
      if (next === observed) return;
      observed = next;
      observer.setQueries(next);
    },
    subscribe: (onChange: () => void) => {
      let told = observer.getCurrentResult();
      // Hundreds of news that come at once are one: React would take its notes of each.
      const tell = () => {
        if (observer.getCurrentResult() === told) return;
        told = observer.getCurrentResult();
        onChange();
      };
      return observer.subscribe(notifyManager.batchCalls(tell));
    },
    getNews: () => observer.getCurrentResult(),
    /** What `wanted` have: the news where they are of these, else what they will be once they are observed. */
    read(wanted: QueryObserverOptions[], news: Results): readonly WindowQueryResult[] {
      const isNews = wanted === observed && news !== untold;
      const results = isNews ? news : observer.getOptimisticResult(wanted, undefined)[0];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all of them are windows
      return results as WindowQueryResult[];
    },
  };
}
