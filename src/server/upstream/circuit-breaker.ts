// A part of the upstream gate: after too many failures nobody tries for a while, then one does.
import type { Millis } from '../../contract/domain/time.ts';
import type { UpstreamFailure } from './classify-error.ts';
import type { MonotonicClock } from '../timers.ts';

/** With 8 % transient faults, so many in a row are one chance in a hundred thousand million. */
export const MIN_CONSECUTIVE_FAILURES = 10;
/** Nothing has worked for as long: fifty calls that fail in one moment are a blip, for retries to get over. */
export const MIN_FAILING_TIME: Millis = 3_000;
/** How long an outage keeps it shut: this, doubled after each probe that failed, up to the cap. */
export const OPEN_TIME: Millis = 1_000;
export const MAX_OPEN_TIME: Millis = 30_000;
/** How long wrong keys or permissions keep it shut: no call can mend them. */
export const REJECTION_OPEN_TIME: Millis = 30_000;
/** When to come again while the probe is under way. */
const PROBE_TIME: Millis = 1_000;

/** What a try has shown: it works; it failed, as happens; it fails until somebody acts; neither. */
export type AttemptResult = 'works' | 'failed' | 'refused' | 'unknown';

export interface Rejection {
  /** The failure that shut it. */
  failure: UpstreamFailure;
  /** When to come again. */
  waitMs: Millis;
}

export interface CircuitBreaker {
  /** Why nobody may try at the moment; undefined when one may. */
  refusal(): Rejection | undefined;
  /** Lets one try, to be told once how it went. After a while of being shut this is the only one. */
  enter(): (verdict: AttemptResult, failure?: UpstreamFailure) => void;
  /** What was refused may work now: opens it again, unless an outage shut it. */
  forgetRefusal: () => void;
  readonly isShut: boolean;
  /** Whether a refusal shut it. */
  readonly isRefused: boolean;
}

interface Shut {
  failure: UpstreamFailure;
  isRefused: boolean;
  /** By the tick. */
  until: Millis;
  /** How often in a row it was shut. */
  times: number;
  isProbed: boolean;
}

export function createCircuitBreaker(tick: MonotonicClock): CircuitBreaker {
  let failures = 0;
  let failingSince: Millis = 0;
  let shut: Shut | undefined;
  /** Refusals of tries that began before the last change tell nothing of what is now. */
  let changes = 0;

  const shutFor = (failure: UpstreamFailure, verdict: AttemptResult) => {
    const times = (shut?.times ?? 0) + 1;
    const outage = Math.min(MAX_OPEN_TIME, OPEN_TIME * 2 ** (times - 1));
    const isRefused = verdict === 'refused';
    const length = isRefused ? REJECTION_OPEN_TIME : outage;
    shut = { failure, isRefused, until: tick() + length, times, isProbed: false };
  };

  return {
    get isShut() {
      return shut !== undefined;
    },
    get isRefused() {
      return shut?.isRefused ?? false;
    },
    refusal() {
      if (!shut) return undefined;
      const { failure, until, isProbed } = shut;
      const waitMs = until - tick();
      if (waitMs > 0) return { failure, waitMs };
      return isProbed ? { failure, waitMs: PROBE_TIME } : undefined;
    },
    forgetRefusal() {
      changes += 1;
      if (!shut?.isRefused) return;
      failures = 0;
      shut = undefined;
    },
    enter() {
      const probed = shut;
      const changesSeen = changes;
      if (probed) probed.isProbed = true;
      return (told, failure) => {
        const verdict = told === 'refused' && changesSeen !== changes ? 'unknown' : told;
        const isProbe = probed !== undefined && probed === shut;
        if (verdict === 'works') {
          failures = 0;
          shut = undefined;
        } else if (verdict === 'unknown' || !failure) {
          if (isProbe) probed.isProbed = false;
        } else {
          if (failures === 0) failingSince = tick();
          failures += 1;
          const isOutage =
            failures >= MIN_CONSECUTIVE_FAILURES && tick() - failingSince >= MIN_FAILING_TIME;
          const isEnough = verdict === 'refused' || isOutage;
          // Tries that were under way when it was shut tell nothing new.
          if (isProbe || (!shut && isEnough)) shutFor(failure, verdict);
        }
      };
    },
  };
}
