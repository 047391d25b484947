import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { nextBucketAt } from '../queries/window-query.ts';
import { refreshWindows } from './retry-windows.ts';

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
export function useLiveClock({ now, live, hold }: LiveClockOptions): LiveClock {
  const client = useQueryClient();
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
