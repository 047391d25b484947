import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { nextBucketAt } from '../queries/window-query.ts';
import { refreshWindows } from './retry-windows.ts';

/** Timers stop while the computer sleeps. */
const POLL_INTERVAL: Millis = 15_000;

const MAX_HOLD: Millis = 3 * MINUTE;

/** Delays updates. */
export interface RefreshHold {
  isHeld: () => boolean;
  subscribe: (listener: () => void) => () => void;
}

export interface LiveClockOptions {
  now: () => EpochMs;
  live: boolean;
  hold: RefreshHold;
}

export interface LiveClock {
  at: EpochMs;
  updatePending: boolean;
  /** Moves the clock immediately. */
  tick: () => void;
}

/**
 * Moves once per bucket and refreshes the windows that may have changed. Stops in hidden tabs, and for
 * up to MAX_HOLD while held.
 */
export function useLiveClock({ now, live, hold }: LiveClockOptions): LiveClock {
  const client = useQueryClient();
  const [at, setAt] = useState(now);
  const [isWaiting, setIsWaiting] = useState(false);
  const tick = useCallback(() => {
    setAt(now());
    setIsWaiting(false);
    void refreshWindows(client, now());
  }, [now, client]);
  useEffect(() => {
    if (!live) return undefined;
    const check = () => {
      const overdue = now() - nextBucketAt(at);
      if (overdue < 0 || document.hidden) return;
      if (overdue < MAX_HOLD && hold.isHeld()) setIsWaiting(true);
      else tick();
    };
    check();
    const timer = setInterval(check, POLL_INTERVAL);
    document.addEventListener('visibilitychange', check);
    const unsubscribe = hold.subscribe(check);
    return () => {
      unsubscribe();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', check);
    };
  }, [at, now, tick, live, hold]);
  return { at, updatePending: isWaiting && live, tick };
}
