import { useEffect, useState, useSyncExternalStore } from 'react';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';

/** The clock, looked at every `every` milliseconds: for what says how long ago something was. */
export function useNow(now: () => EpochMs, every: Millis): EpochMs {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), every);
    return () => clearInterval(timer);
  }, [now, every]);
  return at;
}

/** Whether the browser thinks that it has a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribeOnline, () => navigator.onLine);
}

function subscribeOnline(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
