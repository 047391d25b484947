import type { Millis } from '../contract/domain/time.ts';

/** Waits; rejects with the signal's reason when it is aborted. */
export type Sleep = (ms: Millis, signal: AbortSignal) => Promise<void>;

/** Waits by the runtime's own timers. */
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

/** An abort's reason as something to throw. */
export function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
