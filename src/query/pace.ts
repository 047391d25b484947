import type { Millis } from '../contract/time.ts';

/** `setTimeout`, or what stands for it. */
export type Later = (run: () => void, after: Millis) => unknown;

/**
 * A scheduler that runs what it is given together, at most once in `every` milliseconds: the first of
 * a burst at once, the rest of it when the time is over. For react-query's notifications, each of
 * which would otherwise render the page anew: 600 windows from a warm server come within 100 ms.
 */
export function createPace(every: Millis, later: Later = setTimeout): (run: () => void) => void {
  let waiting: (() => void)[] = [];
  let resting = false;

  const flush = () => {
    const due = waiting;
    waiting = [];
    resting = true;
    // A timer set before the page is drawn counts its time in.
    later(() => {
      resting = false;
      if (waiting.length > 0) flush();
    }, every);
    for (const run of due) run();
  };

  return (run) => {
    if (waiting.push(run) === 1 && !resting) later(flush, 0);
  };
}
