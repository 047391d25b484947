import { QueryObserver, notifyManager, useQueryClient } from '@tanstack/react-query';
import type {
  DefaultedQueryObserverOptions,
  QueryClient,
  QueryObserverResult,
} from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { WindowRecord } from '../../contract/wire/api.ts';
import type { ProblemError } from '../../contract/wire/problem.ts';
import type { windowQueryOptions } from './window-query.ts';

/** `data` never has the status `failed`. */
export type QueryResult = Pick<
  QueryObserverResult<WindowRecord, ProblemError>,
  'data' | 'error' | 'fetchStatus'
>;

type WindowQuery = ReturnType<typeof windowQueryOptions>;
type ObserverOptions = DefaultedQueryObserverOptions<WindowRecord, ProblemError>;
type WindowObserver = QueryObserver<WindowRecord, ProblemError>;

/**
 * Replaces react-query's `useQueries`, whose cost is quadratic in the number of queries.
 */
export function useWindowQueries(queries: readonly WindowQuery[]): readonly QueryResult[] {
  const client = useQueryClient();
  const optionsList = useMemo(
    () =>
      queries.map((query): ObserverOptions => {
        const options = client.defaultQueryOptions(query);
        // Internal to react-query; see use-series.test.tsx.
        return { ...options, _optimisticResults: 'optimistic' };
      }),
    [client, queries],
  );
  const [group] = useState(() => createObserverGroup(client, optionsList));
  useEffect(() => group.observe(optionsList), [group, optionsList]);
  const snapshot = useSyncExternalStore(group.subscribe, group.getSnapshot);
  return useMemo(() => group.read(optionsList, snapshot), [group, optionsList, snapshot]);
}

interface Snapshot {
  optionsList: readonly ObserverOptions[];
  results: readonly QueryResult[];
}

function createObserverGroup(client: QueryClient, initial: readonly ObserverOptions[]) {
  let observers = new Map<string, WindowObserver>();
  const getObserver = (options: ObserverOptions) =>
    observers.get(options.queryHash) ?? new QueryObserver(client, options);
  const createObservers = (optionsList: readonly ObserverOptions[]) =>
    new Map(optionsList.map((options) => [options.queryHash, getObserver(options)]));
  let observed = initial;
  observers = createObservers(initial);
  let listener: (() => void) | undefined;
  let snapshot: Snapshot | undefined;
  let isNotified = true;

  // Called once per changed query of a batch.
  const notify = notifyManager.batchCalls(() => {
    if (isNotified) return;
    isNotified = true;
    const results = observed.map((options) => getObserver(options).getCurrentResult());
    snapshot = { optionsList: observed, results };
    listener?.();
  });
  const onChange = () => {
    isNotified = false;
    notify();
  };

  return {
    observe: (next: readonly ObserverOptions[]) => {
      if (next === observed) return;
      const previous = observers;
      observers = createObservers(next);
      observed = next;
      notifyManager.batch(() => {
        for (const options of next) previous.get(options.queryHash)?.setOptions(options);
        if (!listener) return;
        for (const [hash, observer] of previous) if (!observers.has(hash)) observer.destroy();
        for (const [hash, observer] of observers) {
          if (!previous.has(hash)) observer.subscribe(onChange);
        }
        onChange();
      });
    },
    subscribe: (newListener: () => void) => {
      listener = newListener;
      notifyManager.batch(() => {
        for (const observer of observers.values()) observer.subscribe(onChange);
      });
      return () => {
        listener = undefined;
        for (const observer of observers.values()) observer.destroy();
      };
    },
    getSnapshot: () => snapshot,
    // Optimistic until observed.
    read: (
      optionsList: readonly ObserverOptions[],
      current: Snapshot | undefined,
    ): readonly QueryResult[] => {
      if (current?.optionsList === optionsList) return current.results;
      return optionsList.map((options) => getObserver(options).getOptimisticResult(options));
    },
  };
}

export function useWindowsFetching(): boolean {
  const client = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => {
      // `useIsFetching` would count for every changed query.
      let isScheduled = false;
      return client.getQueryCache().subscribe(() => {
        if (isScheduled) return;
        isScheduled = true;
        notifyManager.schedule(() => {
          isScheduled = false;
          listener();
        });
      });
    },
    [client],
  );
  return useSyncExternalStore(subscribe, () => client.isFetching({ queryKey: ['window'] }) > 0);
}
