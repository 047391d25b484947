import type { Millis } from '../../contract/domain/time.ts';
import type { MonotonicClock } from '../timers.ts';
import type { UpstreamFailure } from './classify-error.ts';

/** With 8 % random faults, this many in a row have a probability of 1e-11. */
export const MIN_CONSECUTIVE_FAILURES = 10;
/** Failures must span this time: a burst of concurrent failures is left to the retries. */
export const MIN_FAILING_TIME: Millis = 3_000;
/** Open time after an outage; doubles with each failed probe, up to `MAX_OPEN_TIME`. */
export const OPEN_TIME: Millis = 1_000;
export const MAX_OPEN_TIME: Millis = 30_000;
/** Open time after rejected credentials or permissions, which retries cannot fix. */
export const REJECTION_OPEN_TIME: Millis = 30_000;
/** Wait reported while a probe is under way. */
const PROBE_TIME: Millis = 1_000;

/** `rejected`: every attempt fails until someone changes the cause. `ignored`: says nothing about it. */
export type AttemptResult = 'success' | 'failure' | 'rejected' | 'ignored';

/** `half-open`: the open time is over; the next attempt, or the one under way, is the probe. */
export type CircuitState = 'closed' | 'open' | 'half-open';

export interface OpenCircuit {
  /** The failure that opened the circuit. */
  failure: UpstreamFailure;
  /** Time until an attempt may be allowed. */
  waitMs: Millis;
}

export interface CircuitBreaker {
  readonly state: CircuitState;
  /** Whether a rejection opened the circuit. */
  readonly isRejected: boolean;
  /** Returns why no attempt is allowed now, or undefined if one is. */
  getBlock(): OpenCircuit | undefined;
  /** Starts an attempt; call the result once with its outcome. A half-open circuit allows one attempt. */
  startAttempt(): (result: AttemptResult, failure?: UpstreamFailure) => void;
  /** Closes the circuit if a rejection opened it, because the cause has changed. */
  resetRejection: () => void;
}

interface OpenState {
  failure: UpstreamFailure;
  isRejected: boolean;
  /** On the monotonic clock. */
  until: Millis;
  timesOpened: number;
  isProbing: boolean;
}

export function createCircuitBreaker(tick: MonotonicClock): CircuitBreaker {
  let failures = 0;
  let failingSince: Millis = 0;
  let open: OpenState | undefined;
  let rejectionResets = 0;

  const openCircuit = (failure: UpstreamFailure, isRejected: boolean) => {
    const timesOpened = (open?.timesOpened ?? 0) + 1;
    const outageTime = Math.min(MAX_OPEN_TIME, OPEN_TIME * 2 ** (timesOpened - 1));
    const until = tick() + (isRejected ? REJECTION_OPEN_TIME : outageTime);
    open = { failure, isRejected, until, timesOpened, isProbing: false };
  };

  const countFailure = () => {
    if (failures === 0) failingSince = tick();
    failures += 1;
    return failures >= MIN_CONSECUTIVE_FAILURES && tick() - failingSince >= MIN_FAILING_TIME;
  };

  return {
    get state() {
      if (!open) return 'closed';
      return open.isProbing || tick() >= open.until ? 'half-open' : 'open';
    },
    get isRejected() {
      return open?.isRejected ?? false;
    },
    getBlock() {
      if (!open) return undefined;
      const { failure, until, isProbing } = open;
      const waitMs = until - tick();
      if (waitMs > 0) return { failure, waitMs };
      return isProbing ? { failure, waitMs: PROBE_TIME } : undefined;
    },
    resetRejection() {
      rejectionResets += 1;
      if (!open?.isRejected) return;
      failures = 0;
      open = undefined;
    },
    startAttempt() {
      const probed = open;
      const resetsAtStart = rejectionResets;
      if (probed) probed.isProbing = true;
      return (result, failure) => {
        const isProbe = probed !== undefined && probed === open;
        // Ignore rejections of attempts started with the previous credentials.
        const isOutdated = result === 'rejected' && resetsAtStart !== rejectionResets;
        if (result === 'success') {
          failures = 0;
          open = undefined;
        } else if (isOutdated || result === 'ignored' || !failure) {
          if (isProbe) probed.isProbing = false;
        } else {
          const isOutage = countFailure();
          const isRejected = result === 'rejected';
          // Attempts that were under way when the circuit opened must not extend its open time.
          if (isProbe || (!open && (isRejected || isOutage))) openCircuit(failure, isRejected);
        }
      };
    },
  };
}
