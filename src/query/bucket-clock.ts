import type { Query, QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { EpochMs, Millis, Span } from '../contract/time.ts';
import { isFresh, nextBucketAt } from './window-query.ts';
import type { WindowAnswer } from './window-query.ts';

/** A timer sleeps through a laptop's sleep, so the clock is looked at again at least this often. */
const LOOK_EVERY: Millis = 15_000;

export interface BucketClockOptions {
  now: () => EpochMs;
  client: QueryClient;
  /** Whether it moves by itself. */
  live: boolean;
  /** Whether somebody is reading off what is shown: it waits for them. */
  isHeld: () => boolean;
}

/**
 * The server's time as the page sees it: it moves once a bucket, so that all of the page changes
 * together, and what may have changed by then is asked for again; not while the page is hidden or
 * held. `tick` does so at once.
 */
export function useBucketClock({ now, client, live, isHeld }: BucketClockOptions): {
  at: EpochMs;
  tick: () => void;
} {
  const [at, setAt] = useState(now);
  const tick = useCallback(() => {
    setAt(now());
    void refreshWindows(client, now());
  }, [now, client]);
  useEffect(() => {
    if (!live) return undefined;
    const look = () => {
      if (now() >= nextBucketAt(at) && !document.hidden && !isHeld()) tick();
    };
    // Back from a hidden tab or switched on again, the next bucket may be long due.
    look();
    const timer = setInterval(look, LOOK_EVERY);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [at, now, tick, live, isHeld]);
  return { at, tick };
}

/** Asks again for every window on the page that failed or may have changed. */
function refreshWindows(client: QueryClient, now: EpochMs): Promise<void> {
  return client.refetchQueries({
    queryKey: ['window'],
    type: 'active',
    predicate: (query) => !isFresh(readAnswer(client, query), now),
  });
}

/** Asks again for the windows that failed or are old, of every series; only for `spans` when given. */
export function retryWindows(client: QueryClient, spans?: readonly Span[]): Promise<void> {
  const begins = spans && new Set(spans.map((span) => span.begin));
  return client.refetchQueries({
    queryKey: ['window'],
    type: 'active',
    predicate: (query) =>
      needsRetry(client, query) && (!begins || begins.has(Number(query.queryKey[6]))),
  });
}

function needsRetry(client: QueryClient, query: Query): boolean {
  return query.state.error !== null || readAnswer(client, query)?.status === 'stale';
}

/** What lies under a window's key, which only windowQueryOptions writes. */
function readAnswer(client: QueryClient, query: Query): WindowAnswer | undefined {
  return client.getQueryData<WindowAnswer>(query.queryKey);
}
