import type { Millis } from '../contract/time.ts';

/** `setTimeout`, or what stands for it. */
export type Later = (run: () => void, after: Millis) => unknown;

/** What comes closer together than this is of one burst. */
const PAUSE: Millis = 4;

/** A burst that does not pause is looked at so often before the first of it runs. */
const LOOKS = 12;

/**
 * A scheduler that runs what it is given together, at most once in `every` milliseconds: a burst once
 * it pauses, or after a moment, and what comes of it later when the time is over. For react-query's
 * notifications, each of which would otherwise render the page anew: 600 windows from a warm server
 * come within 100 ms, and the first few of them are not worth a render of their own.
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

  const look = (seen: number, left: number) => {
    const { length } = waiting;
    if (length === seen || left === 0) flush();
    else later(() => look(length, left - 1), PAUSE);
  };

  return (run) => {
    // Alone it does not wait.
    if (waiting.push(run) === 1 && !resting) later(() => look(1, LOOKS), 0);
  };
}
