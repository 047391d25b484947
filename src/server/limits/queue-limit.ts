import { ProblemError } from '../../contract/wire/problem.ts';
import type { Millis } from '../../contract/domain/time.ts';
import type { Metrics } from '../telemetry/metrics.ts';

/** 200 seconds of work at 50 calls per second. */
export const MAX_WAITING_PER_CLIENT = 10_000;
// Bounds memory.
const MAX_WAITING_TOTAL = 25_000;

const MIN_RETRY_AFTER: Millis = 1_000;
const MAX_RETRY_AFTER: Millis = 60_000;

/** Bounds the windows under way, per client and in total. */
export interface QueueLimit {
  /** Throws ProblemError `too_many_requests` at the limit. */
  check(client: string): void;
  /** Checks, then counts a window until the returned function is called. */
  acquire(client: string): () => void;
  waiting(): number;
}

export interface QueueLimitOptions {
  /** Calls per second, to estimate `retryAfterMs`. */
  slots: number;
  metrics: Pick<Metrics, 'countRejected'>;
  maxPerClient?: number;
  maxTotal?: number;
}

export function createQueueLimit(options: QueueLimitOptions): QueueLimit {
  const { slots, metrics } = options;
  const { maxPerClient = MAX_WAITING_PER_CLIENT, maxTotal = MAX_WAITING_TOTAL } = options;
  const waitingByClient = new Map<string, number>();
  let total = 0;

  const check = (client: string) => {
    const own = waitingByClient.get(client) ?? 0;
    if (own < maxPerClient && total < maxTotal) return;
    metrics.countRejected();
    const drainTime = (Math.max(own, total / 2) / slots) * 1_000;
    throw new ProblemError({
      code: 'too_many_requests',
      message: 'Too many windows are waiting for the upstream.',
      hint: 'Retry when some of them have loaded, or request fewer at once.',
      retryable: true,
      retryAfterMs: Math.round(Math.min(MAX_RETRY_AFTER, Math.max(MIN_RETRY_AFTER, drainTime))),
    });
  };

  return {
    check,
    waiting: () => total,
    acquire(client) {
      check(client);
      waitingByClient.set(client, (waitingByClient.get(client) ?? 0) + 1);
      total += 1;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        total -= 1;
        const remaining = (waitingByClient.get(client) ?? 1) - 1;
        if (remaining > 0) waitingByClient.set(client, remaining);
        else waitingByClient.delete(client);
      };
    },
  };
}
