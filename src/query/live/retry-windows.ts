import { useQueryClient } from '@tanstack/react-query';
import type { Query, QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { WindowRecord } from '../../contract/wire/api.ts';
import { isFresh } from '../queries/window-query.ts';

/** {@link retryWindows} for the page. */
export function useRetryWindows(): (spans?: readonly Span[]) => void {
  const client = useQueryClient();
  return useCallback((spans) => void retryWindows(client, spans), [client]);
}

/** Refetches displayed windows that failed or are stale, optionally of some spans. */
export function retryWindows(client: QueryClient, spans?: readonly Span[]): Promise<void> {
  const begins = spans && new Set(spans.map((span) => span.begin));
  return refetchWindows(
    client,
    (query) => needsRetry(client, query) && (!begins || begins.has(Number(query.queryKey[2]))),
  );
}

/** Refetches displayed windows that failed or may have changed. */
export function refreshWindows(client: QueryClient, now: EpochMs): Promise<void> {
  return refetchWindows(client, (query) => !isFresh(getRecord(client, query), now));
}

function refetchWindows(client: QueryClient, predicate: (query: Query) => boolean): Promise<void> {
  return client.refetchQueries({ queryKey: ['window'], type: 'active', predicate });
}

function needsRetry(client: QueryClient, query: Query): boolean {
  return query.state.error !== null || getRecord(client, query)?.status === 'stale';
}

// Only windowQueryOptions writes under a window's key.
function getRecord(client: QueryClient, query: Query): WindowRecord | undefined {
  return client.getQueryData<WindowRecord>(query.queryKey);
}
