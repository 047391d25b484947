import type { Query, QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EpochMs, Millis, Span } from '../contract/time.ts';
import { nextBucketAt } from './window-query.ts';

/** A timer sleeps through a laptop's sleep, so the clock is looked at again at least this often. */
const LOOK_EVERY: Millis = 15_000;

/** The server's time as the page sees it: it moves once a bucket, so that all of the page changes together. */
export function useBucketClock(now: () => EpochMs): { at: EpochMs; tick: () => void } {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const look = () => {
      const current = now();
      setAt((shown) => (current >= nextBucketAt(shown) ? current : shown));
    };
    look();
    const timer = setInterval(look, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [now]);
  return { at, tick: () => setAt(now()) };
}

/** Asks again for every window on the page that failed or may have changed. */
export function refreshWindows(client: QueryClient): Promise<void> {
  return client.refetchQueries({ queryKey: ['window'], type: 'active', stale: true });
}

/** Asks again for the windows that failed or are old, of every series; only for `spans` when given. */
export function retryWindows(client: QueryClient, spans?: readonly Span[]): Promise<void> {
  const begins = spans && new Set(spans.map((span) => span.begin));
  return client.refetchQueries({
    queryKey: ['window'],
    type: 'active',
    predicate: (query) => needsRetry(query) && (!begins || begins.has(Number(query.queryKey[6]))),
  });
}

function needsRetry({ state }: Query): boolean {
  const { data } = state;
  const stale =
    typeof data === 'object' && data !== null && 'status' in data && data.status === 'stale';
  return state.status === 'error' || state.error !== null || stale;
}
