import type { Millis } from '../contract/domain/time.ts';

/** Resolves after `ms`; rejects with the signal's reason on abort. */
export type Sleep = (ms: Millis, signal: AbortSignal) => Promise<void>;

/** Sleeps with the timers of the runtime. */
export const realSleep: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(toError(signal.reason));
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      reject(toError(signal.reason));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });

/** The reason itself if it is an Error, else a new Error with it as the cause. */
export function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
