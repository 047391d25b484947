import type { Query, QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../../contract/domain/time.ts';
import { isFresh, nextBucketAt } from '../queries/window-query.ts';
import type { WindowAnswer } from '../queries/window-query.ts';

/** A timer sleeps through a laptop's sleep, so the clock is looked at again at least this often. */
const LOOK_EVERY: Millis = 15_000;

/** New data that is due waits for who reads the old no longer than this. */
const HOLD_MOST: Millis = 3 * MINUTE;

/** Whether somebody is reading off what is shown just now. */
export interface RefreshHold {
  isHeld: () => boolean;
  subscribe: (listener: () => void) => () => void;
}

export interface LiveClockOptions {
  now: () => EpochMs;
  client: QueryClient;
  /** Whether it moves by itself. */
  live: boolean;
  /** It waits for them, but not for long. */
  hold: RefreshHold;
}

export interface LiveClock {
  at: EpochMs;
  /** New data is due, and waits for who reads the old. */
  updatePending: boolean;
  /** Moves at once, and asks again for what may have changed. */
  tick: () => void;
}

/**
 * The server's time as the page sees it: it moves once a bucket, so that all of the page changes
 * together, and what may have changed by then is asked for again; not while the page is hidden, and a
 * little later while it is held.
 */
export function useLiveClock({ now, client, live, hold }: LiveClockOptions): LiveClock {
  const [at, setAt] = useState(now);
  const [waits, setWaits] = useState(false);
  const tick = useCallback(() => {
    setAt(now());
    setWaits(false);
    void refreshWindows(client, now());
  }, [now, client]);
  useEffect(() => {
    if (!live) return undefined;
    const look = () => {
      const overdue = now() - nextBucketAt(at);
      if (overdue < 0 || document.hidden) return;
      if (overdue < HOLD_MOST && hold.isHeld()) setWaits(true);
      else tick();
    };
    // Back from a hidden tab or switched on again, the next bucket may be long due.
    look();
    const timer = setInterval(look, LOOK_EVERY);
    document.addEventListener('visibilitychange', look);
    const unsubscribe = hold.subscribe(look);
    return () => {
      unsubscribe();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [at, now, tick, live, hold]);
  return { at, updatePending: waits && live, tick };
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
      needsRetry(client, query) && (!begins || begins.has(Number(query.queryKey[2]))),
  });
}

function needsRetry(client: QueryClient, query: Query): boolean {
  return query.state.error !== null || readAnswer(client, query)?.status === 'stale';
}

/** What lies under a window's key, which only windowQueryOptions writes. */
function readAnswer(client: QueryClient, query: Query): WindowAnswer | undefined {
  return client.getQueryData<WindowAnswer>(query.queryKey);
}
