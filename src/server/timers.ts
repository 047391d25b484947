import type { Millis } from '../contract/domain/time.ts';

/** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
export type Sleep = (ms: Millis, signal?: AbortSignal) => Promise<void>;

/**
 * Milliseconds since any one moment, for how long things take and last: a clock that nobody sets,
 * so that nothing waits for hours, or not at all, because the time of day was put right.
 */
export type MonotonicClock = () => Millis;

/** `Tick` on the runtime's own clock. */
export const monotonicNow: MonotonicClock = () => Math.round(performance.now());

/** `Sleep` on the runtime's own timers. */
export const sleepOnTimers: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const leave = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', leave);
      resolve();
    }, ms);
    signal?.addEventListener('abort', leave, { once: true });
  });

/** `work`, or a rejection with the signal's reason if that comes first. */
export function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    // Settling twice does nothing, so a late answer after the abort is dropped here.
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
