import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { Log } from '../telemetry/log.ts';

/** Resolution of a Date header. */
const DATE_STEP: Millis = 1_000;

/** When a request was sent. */
export interface RequestTime {
  /** On the upstream's clock. */
  sentAt: EpochMs;
  /** On the slower of the two clocks: what had ended by then had certainly ended. */
  earliestSentAt: EpochMs;
}

export interface UpstreamClock {
  /** This server's clock, corrected by the upstream's Date headers. */
  now: () => EpochMs;
  /** Call when a request is sent; call the result with the Date header when the response arrives. */
  startRequest: () => (date: EpochMs | undefined) => RequestTime;
}

/**
 * Corrects `local` only where it contradicts the upstream: a Date header lies between sending and
 * receiving. A corrected clock lags behind the upstream's rather than leading it.
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
        // Negative if the local clock was set back in between.
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
