import { notifyManager } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { Millis } from '../../contract/domain/time.ts';

export interface NotificationBatcherOptions {
  cooldown: Millis;
  /** Whether no further notification is expected. */
  isIdle: () => boolean;
  /** `setTimeout` by default. */
  schedule?: (run: () => void, delay: Millis) => unknown;
}

const COOLDOWN: Millis = 100;

/** Also the pause that ends a small batch. */
const POLL_INTERVAL: Millis = 4;

/** This many notifications indicate a warm cache, which delivers with longer pauses. */
const BURST_SIZE = 16;
const BURST_PAUSE: Millis = 24;

const MAX_COLLECTING: Millis = 200;

/** Makes react-query notify in batches, to save renders. */
export function batchNotifications(client: QueryClient): void {
  notifyManager.setScheduler(
    createNotificationBatcher({ cooldown: COOLDOWN, isIdle: () => client.isFetching() === 0 }),
  );
}

/**
 * Creates a scheduler that runs callbacks in order and in batches.
 *
 *   ready       notification                          → collecting
 *   collecting  pause, isIdle or MAX_COLLECTING       → flush, cooldown
 *   cooldown    elapsed, BURST_SIZE or more pending   → collecting
 *   cooldown    elapsed, fewer pending                → flush, cooldown
 *   cooldown    elapsed, none pending                 → ready
 */
export function createNotificationBatcher({
  cooldown,
  isIdle,
  schedule = setTimeout,
}: NotificationBatcherOptions): (callback: () => void) => void {
  let pending: (() => void)[] = [];
  let isCoolingDown = false;

  const flush = () => {
    const batch = pending;
    pending = [];
    isCoolingDown = true;
    // The cooldown includes the rendering.
    schedule(() => {
      isCoolingDown = false;
      // The rest of a burst would wait for another cooldown.
      if (pending.length >= BURST_SIZE) poll(pending.length, 0, 0);
      else if (pending.length > 0) flush();
    }, cooldown);
    for (const callback of batch) callback();
  };

  const poll = (previousCount: number, quiet: Millis, elapsed: Millis) => {
    const count = pending.length;
    const pause = count === previousCount ? quiet : 0;
    const requiredPause = count < BURST_SIZE ? POLL_INTERVAL : BURST_PAUSE;
    if (pause >= requiredPause || elapsed >= MAX_COLLECTING || isIdle()) flush();
    else schedulePoll(count, pause, elapsed);
  };
  const schedulePoll = (count: number, quiet: Millis, elapsed: Millis) =>
    schedule(() => poll(count, quiet + POLL_INTERVAL, elapsed + POLL_INTERVAL), POLL_INTERVAL);

  return (callback) => {
    if (pending.push(callback) === 1 && !isCoolingDown) schedulePoll(1, 0, 0);
  };
}
