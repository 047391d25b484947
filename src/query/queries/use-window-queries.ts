import { QueryObserver, notifyManager, useQueryClient } from '@tanstack/react-query';
import type { DefaultedQueryObserverOptions, QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ProblemError } from '../../contract/wire/problem.ts';
import type { WindowAnswer, windowQueryOptions } from './window-query.ts';

export interface WindowQueryResult {
  data: WindowAnswer | undefined;
  error: ProblemError | null;
  fetchStatus: string;
}

type WindowQuery = ReturnType<typeof windowQueryOptions>;
type Observed = DefaultedQueryObserverOptions<WindowAnswer, ProblemError>;

/**
 * react-query's `useQueries` for windows. That one looks at every query with every render of the page,
 * and copies what it knows of all of them with every answer, which is 580 times 580 where a month of
 * four split metrics comes; this one looks at them once those who wait for news are told of any.
 */
export function useWindowQueries(queries: readonly WindowQuery[]): readonly WindowQueryResult[] {
  const client = useQueryClient();
  const observed = useMemo(
    () =>
      queries.map((query): Observed => {
        const options = client.defaultQueryOptions(query);
        // What is about to be fetched counts as being fetched.
        return { ...options, _optimisticResults: 'optimistic' };
      }),
    [client, queries],
  );
  const [watch] = useState(() => createWatch(client, observed));
  useEffect(() => watch.observe(observed), [watch, observed]);
  const news = useSyncExternalStore(watch.subscribe, watch.getNews);
  return useMemo(() => watch.read(observed, news), [watch, observed, news]);
}

type WindowObserver = QueryObserver<WindowAnswer, ProblemError>;

interface News {
  /** What it is of. */
  of: readonly Observed[];
  results: readonly WindowQueryResult[];
}

/** An observer a window, and news of all of them at once. */
function createWatch(client: QueryClient, first: readonly Observed[]) {
  let observers = new Map<string, WindowObserver>();
  const observerOf = (options: Observed) =>
    observers.get(options.queryHash) ?? new QueryObserver(client, options);
  const observersOf = (some: readonly Observed[]) =>
    new Map(some.map((options) => [options.queryHash, observerOf(options)]));
  let observed = first;
  observers = observersOf(first);
  let onChange: (() => void) | undefined;
  let news: News | undefined;
  let isTold = true;

  // Hundreds of answers that come at once are told once.
  const tell = notifyManager.batchCalls(() => {
    if (isTold) return;
    isTold = true;
    const results = observed.map((options) => observerOf(options).getCurrentResult());
    news = { of: observed, results };
    onChange?.();
  });
  const onNews = () => {
    isTold = false;
    tell();
  };

  return {
    observe: (next: readonly Observed[]) => {
      if (next === observed) return;
      const before = observers;
      observers = observersOf(next);
      observed = next;
      notifyManager.batch(() => {
        for (const options of next) before.get(options.queryHash)?.setOptions(options);
        if (!onChange) return;
        for (const [hash, observer] of before) if (!observers.has(hash)) observer.destroy();
        for (const [hash, observer] of observers) if (!before.has(hash)) observer.subscribe(onNews);
        onNews();
      });
    },
    subscribe: (listener: () => void) => {
      onChange = listener;
      notifyManager.batch(() => {
        for (const observer of observers.values()) observer.subscribe(onNews);
      });
      return () => {
        onChange = undefined;
        for (const observer of observers.values()) observer.destroy();
      };
    },
    getNews: () => news,
    /** What `wanted` have: the news where they are of these, else what they will be once they are observed. */
    read: (wanted: readonly Observed[], known: News | undefined): readonly WindowQueryResult[] => {
      if (known?.of === wanted) return known.results;
      return wanted.map((options) => observerOf(options).getOptimisticResult(options));
    },
  };
}

/** Whether any window is being asked for. */
export function useWindowsFetching(): boolean {
  const client = useQueryClient();
  const subscribe = useCallback(
    (onChange: () => void) => {
      // Looked at once however many queries changed: `useIsFetching` looks at all of them for each.
      let asked = false;
      return client.getQueryCache().subscribe(() => {
        if (asked) return;
        asked = true;
        notifyManager.schedule(() => {
          asked = false;
          onChange();
        });
      });
    },
    [client],
  );
  return useSyncExternalStore(subscribe, () => client.isFetching({ queryKey: ['window'] }) > 0);
}
