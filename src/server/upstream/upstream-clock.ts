import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { Log } from '../telemetry/log.ts';

// Resolution of a Date header.
const DATE_STEP: Millis = 1_000;

export interface RequestTime {
  /** On the upstream's clock. */
  sentAt: EpochMs;
  /** On the slower of the two clocks. */
  earliestSentAt: EpochMs;
}

export interface UpstreamClock {
  now: () => EpochMs;
  /** Call when sending; call the result with the response's Date header. */
  startRequest: () => (date: EpochMs | undefined) => RequestTime;
}

/**
 * Corrects `local` where it contradicts the Date headers, which lie between sending and receiving. A
 * corrected clock may lag behind the upstream's but does not lead it.
 */
export function createUpstreamClock(local: () => EpochMs, log: Log): UpstreamClock {
  let offset: Millis = 0;

  const correct = (minOffset: Millis, maxOffset: Millis) => {
    if (offset >= minOffset && offset <= maxOffset) return;
    if (Math.abs(minOffset - offset) >= MINUTE) {
      log.warn("this server's clock differs from the upstream's", { offsetMs: minOffset });
    }
    offset = minOffset;
  };

  return {
    now: () => local() + offset,
    startRequest() {
      const localSentAt = local();
      return (date) => {
        const receivedAt = local();
        // Negative if the clock was set back.
        const elapsed = Math.max(0, receivedAt - localSentAt);
        if (date !== undefined) {
          correct(date - receivedAt, date + DATE_STEP - (receivedAt - elapsed));
        }
        const upstreamReceivedAt = receivedAt + offset;
        return {
          sentAt: upstreamReceivedAt - elapsed,
          earliestSentAt: Math.min(receivedAt, date ?? upstreamReceivedAt) - elapsed,
        };
      };
    },
  };
}
