/** Yields to the main thread; resolves to false if the work has been cancelled. */
export type YieldToMain = () => Promise<boolean>;

const IDLE_TIMEOUT = 200;

/** Creates a function that waits until the main thread is idle, or for 200 ms. */
export function createYieldToMain(isActive: () => boolean): YieldToMain {
  return () =>
    new Promise((resolve) => {
      const resume = () => resolve(isActive());
      // Safari has no requestIdleCallback.
      if (typeof requestIdleCallback === 'function') {
        requestIdleCallback(resume, { timeout: IDLE_TIMEOUT });
      } else setTimeout(resume, 0);
    });
}
