// Beside upstream: what time it is there. This server's clock may be off by minutes without anybody noticing.
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { Log } from '../telemetry/log.ts';

/** A Date header names a second, and is written somewhere in it. */
const DATE_STEP: Millis = 1_000;

/** When a question was sent. */
export interface SentAt {
  /** By the upstream's clock. */
  askedAt: EpochMs;
  /** By the clock that is behind, this server's or the upstream's: what is over by this, is over. */
  askedAtLeast: EpochMs;
}

export interface UpstreamClock {
  /** This server's clock, put right by what the upstream's answers say. */
  now: () => EpochMs;
  /** Called as a question is sent; what it gives takes in the Date of the answer as soon as that is there. */
  send: () => (date: EpochMs | undefined) => SentAt;
}

/**
 * A clock that believes the upstream where `local` cannot be right: an answer's Date lies between the
 * sending and the hearing of it. Corrected it is rather behind the upstream's than ahead of it.
 */
export function createUpstreamClock(local: () => EpochMs, log: Log): UpstreamClock {
  let offset: Millis = 0;

  const correct = (least: Millis, most: Millis) => {
    if (offset >= least && offset <= most) return;
    if (Math.abs(least - offset) >= MINUTE) {
      log.warn("this server's clock differs from the upstream's", { offsetMs: least });
    }
    offset = least;
  };

  return {
    now: () => local() + offset,
    send() {
      const sent = local();
      return (date) => {
        const heard = local();
        // A clock that was set back meanwhile says nothing of how long it took.
        const took = Math.max(0, heard - sent);
        if (date !== undefined) correct(date - heard, date + DATE_STEP - (heard - took));
        const there = heard + offset;
        return {
          askedAt: there - took,
          askedAtLeast: Math.min(heard, date ?? there) - took,
        };
      };
    },
  };
}
