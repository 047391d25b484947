import { useQueryClient } from '@tanstack/react-query';
import type { Query, QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { isFresh } from '../queries/window-query.ts';
import type { WindowAnswer } from '../queries/window-query.ts';

/** Returns a function that calls {@link retryWindows} with the page's query client. */
export function useRetryWindows(): (spans?: readonly Span[]) => void {
  const client = useQueryClient();
  return useCallback((spans) => void retryWindows(client, spans), [client]);
}

/** Refetches the displayed windows that failed or are stale; with `spans` only the windows that begin with one of them. */
export function retryWindows(client: QueryClient, spans?: readonly Span[]): Promise<void> {
  const begins = spans && new Set(spans.map((span) => span.begin));
  return client.refetchQueries({
    queryKey: ['window'],
    type: 'active',
    predicate: (query) =>
      needsRetry(client, query) && (!begins || begins.has(Number(query.queryKey[2]))),
  });
}

/** Refetches the displayed windows that failed or may have changed by `now`. */
export function refreshWindows(client: QueryClient, now: EpochMs): Promise<void> {
  return client.refetchQueries({
    queryKey: ['window'],
    type: 'active',
    predicate: (query) => !isFresh(getRecord(client, query), now),
  });
}

function needsRetry(client: QueryClient, query: Query): boolean {
  return query.state.error !== null || getRecord(client, query)?.status === 'stale';
}

// Only windowQueryOptions writes under a window's key.
function getRecord(client: QueryClient, query: Query): WindowAnswer | undefined {
  return client.getQueryData<WindowAnswer>(query.queryKey);
}
