// At the way in to the upstream: how much one visitor, and all together, may have under way.
import { ProblemError } from '../../contract/wire/problem.ts';
import type { Millis } from '../../contract/domain/time.ts';
import { NOOP_METRICS } from '../telemetry/metrics.ts';
import type { Metrics } from '../telemetry/metrics.ts';

/** Windows of one visitor that wait for the upstream: at 50 calls a second, 200 seconds' worth. */
export const MAX_WAITING_PER_CLIENT = 10_000;
/** Windows of all visitors together, so that many who each stay within theirs do not fill the memory. */
const MAX_WAITING_IN_ALL = 25_000;

const SHORTEST_WAIT: Millis = 1_000;
const LONGEST_WAIT: Millis = 60_000;

export interface QueueLimit {
  /** Throws a ProblemError (`too_many_requests`) when the visitor has no room for even one window. */
  check(client: string): void;
  /** As `check`; else counts one window in, and gives back what counts it out again. */
  acquire(client: string): () => void;
  /** Windows of all visitors. */
  waiting(): number;
}

export interface QueueLimitOptions {
  /** Calls a second, to say when to come again. */
  slots: number;
  perClient?: number;
  inAll?: number;
  metrics?: Metrics;
}

export function createQueueLimit(options: QueueLimitOptions): QueueLimit {
  const { slots, perClient = MAX_WAITING_PER_CLIENT, inAll = MAX_WAITING_IN_ALL } = options;
  const { metrics = NOOP_METRICS } = options;
  const waiting = new Map<string, number>();
  let all = 0;

  const check = (client: string) => {
    const own = waiting.get(client) ?? 0;
    if (own < perClient && all < inAll) return;
    metrics.countRejected();
    const drained = (Math.max(own, all / 2) / slots) * 1_000;
    throw new ProblemError({
      code: 'too_many_requests',
      message: 'Too many windows are waiting for the upstream already.',
      hint: 'Wait until some of them are there, or ask for less at once.',
      retryable: true,
      retryAfterMs: Math.round(Math.min(LONGEST_WAIT, Math.max(SHORTEST_WAIT, drained))),
    });
  };

  return {
    check,
    waiting: () => all,
    acquire(client) {
      check(client);
      waiting.set(client, (waiting.get(client) ?? 0) + 1);
      all += 1;
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        all -= 1;
        const rest = (waiting.get(client) ?? 1) - 1;
        if (rest > 0) waiting.set(client, rest);
        else waiting.delete(client);
      };
    },
  };
}
