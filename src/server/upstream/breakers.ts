// Around each try: an upstream that is down, or refuses our keys, is left alone but for a probe now and then.
import { LRUCache } from 'lru-cache';
import type { ProblemCode } from '../../contract/wire/problem.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import type { CircuitBreaker, AttemptResult } from './circuit-breaker.ts';
import type { Log } from '../telemetry/log.ts';
import { UpstreamFailure } from './classify-error.ts';
import type { MonotonicClock } from '../timers.ts';

/** What is answered in place of a try: the problem that shut the gate, and when to come again. */
export class CircuitOpenError extends UpstreamFailure {}

export interface CircuitBreakers {
  /** Throws GateShut when no try makes sense at the moment. */
  check(appId: string): void;
  /** As `check`; else lets one try, to be told how it ended: well, with a failure, or not at all. */
  enter(appId: string): (outcome: 'works' | 'left' | UpstreamFailure) => void;
  /** `failure` with the time until which asking for the app brings nothing new, where it shut the gate. */
  withWait(failure: UpstreamFailure, appId: string): UpstreamFailure;
  /** There are other keys: what the old ones were refused may be asked again. */
  resetRejections(): void;
  /** Whether the whole upstream is being left alone. */
  readonly isOpen: boolean;
  /** Whether that is because it takes neither our keys nor what they may do. */
  readonly isRejected: boolean;
}

export interface CircuitBreakersDeps {
  tick: MonotonicClock;
  log: Log;
}

/** What a failure says of the account and the way to the upstream, and what of the one app. */
interface Verdicts {
  account: AttemptResult;
  app: AttemptResult;
}

/** Until somebody changes the keys or the permissions each call would be refused in the same way. */
const OF_THE_KEYS: readonly ProblemCode[] = ['signature_mismatch', 'key_invalid', 'token_expired'];

/** Apps whose trouble is remembered; more come only from somebody who makes them up. */
const MAX_APPS = 1_000;

export function createCircuitBreakers({ tick, log }: CircuitBreakersDeps): CircuitBreakers {
  const account = createCircuitBreaker(tick);
  const apps = new LRUCache<string, CircuitBreaker>({ max: MAX_APPS });

  const refusalOf = (appId: string) => account.refusal() ?? apps.get(appId)?.refusal();

  const check = (appId: string) => {
    const refusal = refusalOf(appId);
    if (!refusal) return;
    const { problem, retry } = refusal.failure;
    const kind = retry === 'transient' ? 'transient' : 'never';
    throw new CircuitOpenError({ ...problem, retryAfterMs: refusal.waitMs }, kind);
  };

  return {
    check,
    withWait(failure, appId) {
      const refusal = refusalOf(appId);
      if (
        failure instanceof CircuitOpenError ||
        refusal?.failure.problem.code !== failure.problem.code
      ) {
        return failure;
      }
      const { problem, retry, cause } = failure;
      const retryAfterMs = Math.max(refusal.waitMs, problem.retryAfterMs ?? 0);
      return new UpstreamFailure({ ...problem, retryAfterMs }, retry, { cause });
    },
    resetRejections() {
      if (account.isShut) log.info('other keys');
      account.forgetRefusal();
      for (const app of apps.values()) app.forgetRefusal();
    },
    get isOpen() {
      return account.isShut;
    },
    get isRejected() {
      return account.isRefused;
    },
    enter(appId) {
      check(appId);
      const app = apps.get(appId) ?? createCircuitBreaker(tick);
      apps.set(appId, app);
      const tell = { account: account.enter(), app: app.enter() };
      return (outcome) => {
        const wasShut = account.isShut;
        const verdicts = verdictsOf(outcome);
        const failure = typeof outcome === 'string' ? undefined : outcome;
        tell.account(verdicts.account, failure);
        tell.app(verdicts.app, failure);
        if (account.isShut && !wasShut) {
          log.warn('upstream left alone', { code: failure?.problem.code });
        } else if (wasShut && !account.isShut) log.info('upstream works again');
      };
    },
  };
}

/**
 * The upstream's own codes (`Meter.*`) and a 403 it does not explain may be about the one app: a
 * visitor who types somebody else's AppId must not shut the gate for everybody.
 */
function verdictsOf(outcome: 'works' | 'left' | UpstreamFailure): Verdicts {
  if (outcome === 'works') return { account: 'works', app: 'works' };
  if (outcome === 'left') return { account: 'unknown', app: 'unknown' };
  const { retry, problem } = outcome;
  const { code, upstreamCode } = problem;
  if (OF_THE_KEYS.includes(code) || (code === 'clock_skew' && retry === 'never')) {
    return { account: 'refused', app: 'unknown' };
  }
  if (code === 'no_permission') {
    const isOfAccount = upstreamCode !== undefined && !upstreamCode.startsWith('Meter.');
    return isOfAccount
      ? { account: 'refused', app: 'unknown' }
      : { account: 'works', app: 'refused' };
  }
  if (upstreamCode?.startsWith('Meter.') && retry === 'transient') {
    return { account: 'works', app: 'failed' };
  }
  if (retry === 'transient' || code === 'upstream_unreadable') {
    return { account: 'failed', app: 'unknown' };
  }
  // Refused parameters were signed well; throttles, used nonces and clocks just set tell nothing of keys.
  return { account: code === 'upstream_refused' ? 'works' : 'unknown', app: 'unknown' };
}
