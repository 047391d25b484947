import type { Millis } from '../contract/domain/time.ts';

/** Rejects with the signal's reason as soon as it aborts. */
export type Sleep = (ms: Millis, signal?: AbortSignal) => Promise<void>;

/** Unaffected by changes of the wall clock. */
export type MonotonicClock = () => Millis;

export const monotonicNow: MonotonicClock = () => Math.round(performance.now());

// Not timers/promises: this code runs outside Node.js too.
export const sleepOnTimers: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });

/** Rejects with the signal's reason if it aborts first. */
export function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
