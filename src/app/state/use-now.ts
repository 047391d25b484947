import { useEffect, useState, useSyncExternalStore } from 'react';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';

/** Returns the time, updated once per `interval`. */
export function useNow(now: () => EpochMs, interval: Millis): EpochMs {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), interval);
    return () => clearInterval(timer);
  }, [now, interval]);
  return time;
}

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
