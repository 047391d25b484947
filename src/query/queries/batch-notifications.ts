import type { Millis } from '../../contract/domain/time.ts';

/** `setTimeout`, or what stands for it. */
export type Task = (run: () => void, after: Millis) => unknown;

export interface NotificationBatcherOptions {
  /** What runs rests for so long before the next does. */
  every: Millis;
  /** Whether nothing more is on its way: what waits then waits for nothing. */
  isIdle: () => boolean;
  later?: Task;
}

/** How often a burst is looked at; what comes alone waits so long for more. */
const LOOK_EVERY: Millis = 4;

/** So many at once come from memory, and the rest of them will too, if not without a stutter. */
const CROWD = 16;
const CROWD_PAUSE: Millis = 24;

/** A burst that does not pause is not waited for any longer. */
const LONGEST: Millis = 200;

/**
 * A scheduler that runs what it is given together: a burst once it pauses, or everything is in, and
 * what comes of it later when the time is over. For react-query's notifications, each of which would
 * otherwise render the page anew: 600 windows from a warm server come within 100 ms, and the first few
 * of them are not worth a render of their own, which the others would have to wait for.
 */
export function createNotificationBatcher({
  every,
  isIdle,
  later = setTimeout,
}: NotificationBatcherOptions): (run: () => void) => void {
  let waiting: (() => void)[] = [];
  let resting = false;

  const flush = () => {
    const due = waiting;
    waiting = [];
    resting = true;
    // A timer set before the page is drawn counts its time in.
    later(() => {
      resting = false;
      // A crowd that is just coming in would be drawn in two parts, and the second waits for the first.
      if (waiting.length >= CROWD) look(waiting.length, 0, 0);
      else if (waiting.length > 0) flush();
    }, every);
    for (const run of due) run();
  };

  const look = (seen: number, still: Millis, waited: Millis) => {
    const { length } = waiting;
    const paused = length === seen ? still : 0;
    const enough = length < CROWD ? LOOK_EVERY : CROWD_PAUSE;
    if (paused >= enough || waited >= LONGEST || isIdle()) flush();
    else lookAgain(length, paused, waited);
  };
  const lookAgain = (seen: number, still: Millis, waited: Millis) =>
    later(() => look(seen, still + LOOK_EVERY, waited + LOOK_EVERY), LOOK_EVERY);

  return (run) => {
    if (waiting.push(run) === 1 && !resting) lookAgain(1, 0, 0);
  };
}
