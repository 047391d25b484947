import type { Millis } from '../../contract/domain/time.ts';
import type { MonotonicClock } from '../timers.ts';
import type { UpstreamFailure } from './classify-error.ts';

/** Probability 1e-11 with 8 % random faults. */
export const MIN_CONSECUTIVE_FAILURES = 10;
/** Shorter bursts of failures are left to the retries. */
export const MIN_FAILING_TIME: Millis = 3_000;
/** Doubles with each failed probe. */
export const OPEN_TIME: Millis = 1_000;
export const MAX_OPEN_TIME: Millis = 30_000;
/** Retries cannot fix rejected credentials or permissions. */
export const REJECTION_OPEN_TIME: Millis = 30_000;
// Reported wait during a probe.
const PROBE_TIME: Millis = 1_000;

/** `rejected`: credentials or permissions must change. `ignored`: no information. */
export type AttemptResult = 'success' | 'failure' | 'rejected' | 'ignored';

/** `half-open`: the next attempt, or the one under way, is the probe. */
export type CircuitState = 'closed' | 'open' | 'half-open';

export interface OpenCircuit {
  failure: UpstreamFailure;
  waitMs: Millis;
}

export interface CircuitBreaker {
  readonly state: CircuitState;
  /** Opened by a rejection. */
  readonly isRejected: boolean;
  /** Returns undefined if an attempt is allowed. */
  getBlock(): OpenCircuit | undefined;
  /** Starts an attempt; report its result once. */
  startAttempt(): (result: AttemptResult, failure?: UpstreamFailure) => void;
  /** Closes a rejected circuit. */
  resetRejection: () => void;
}

interface OpenState {
  failure: UpstreamFailure;
  isRejected: boolean;
  // On the monotonic clock.
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
        // Ignore rejections of the previous credentials.
        const isOutdated = result === 'rejected' && resetsAtStart !== rejectionResets;
        if (result === 'success') {
          failures = 0;
          open = undefined;
        } else if (isOutdated || result === 'ignored' || !failure) {
          if (isProbe) probed.isProbing = false;
        } else {
          const isOutage = countFailure();
          const isRejected = result === 'rejected';
          // Concurrent attempts must not extend the open time.
          if (isProbe || (!open && (isRejected || isOutage))) openCircuit(failure, isRejected);
        }
      };
    },
  };
}
