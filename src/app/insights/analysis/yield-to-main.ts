import type { YieldToMain } from './analyze-series.ts';

/** A pause as long as it takes everything else to be done, or this long; in milliseconds. */
const PATIENCE = 200;

/** A pause between pieces of work nobody waits for, while `isWanted`. */
export function createYieldToMain(isWanted: () => boolean): YieldToMain {
  return () =>
    new Promise((resolve) => {
      const go = () => resolve(isWanted());
      // Left out by Safari.
      if (typeof requestIdleCallback === 'function') requestIdleCallback(go, { timeout: PATIENCE });
      else setTimeout(go, 0);
    });
}
