import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EpochMs } from '../contract/time.ts';
import { nextBucketAt } from './window-query.ts';

/** The longest wait a timer takes whole; after a laptop's sleep the clock is looked at again at least this often. */
const LOOK_EVERY = 15_000;

/**
 * The server's time as the page sees it: it moves once a bucket, so that everything on the page
 * changes together. `tick` moves it at once.
 */
export function useBucketClock(now: () => EpochMs, running: boolean): [at: EpochMs, tick: () => void] {
  const [at, setAt] = useState(now);
  useEffect(() => {
    if (!running) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const current = now();
      setAt((shown) => (current >= nextBucketAt(shown) ? current : shown));
      timer = setTimeout(look, Math.min(LOOK_EVERY, nextBucketAt(current) - current));
    };
    look();
    return () => clearTimeout(timer);
  }, [now, running]);
  return [at, () => setAt(now())];
}

/** Asks again for every window on the page that failed or may have changed. */
export function refreshWindows(client: QueryClient): Promise<void> {
  return client.refetchQueries({ queryKey: ['window'], type: 'active', stale: true });
}
