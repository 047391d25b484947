// Circuit breakers for the upstream: one for the account, one per app.
import { LRUCache } from 'lru-cache';
import type { ProblemCode } from '../../contract/wire/problem.ts';
import type { Log } from '../telemetry/log.ts';
import type { MonotonicClock } from '../timers.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import type { AttemptResult, CircuitBreaker } from './circuit-breaker.ts';
import { UpstreamFailure } from './classify-error.ts';

/** The problem that opened the circuit, with the remaining wait. */
export class CircuitOpenError extends UpstreamFailure {}

export interface CircuitBreakers {
  /** Throws CircuitOpenError if no attempt is allowed. */
  check(appId: string): void;
  /** Checks, then starts an attempt; report its outcome once. */
  startAttempt(appId: string): (outcome: 'success' | 'cancelled' | UpstreamFailure) => void;
  /** Adds the remaining wait if `failure` opened a circuit. */
  withRetryAfter(failure: UpstreamFailure, appId: string): UpstreamFailure;
  /** Closes rejected circuits: the credentials have changed. */
  resetRejections(): void;
  /** State of the account's circuit. */
  readonly isOpen: boolean;
  readonly isRejected: boolean;
}

export interface CircuitBreakersDeps {
  tick: MonotonicClock;
  log: Log;
}

const CREDENTIAL_CODES: readonly ProblemCode[] = [
  'signature_mismatch',
  'key_invalid',
  'token_expired',
];

// Bounds memory.
const MAX_APPS = 1_000;

export function createCircuitBreakers({ tick, log }: CircuitBreakersDeps): CircuitBreakers {
  const account = createCircuitBreaker(tick);
  const apps = new LRUCache<string, CircuitBreaker>({ max: MAX_APPS });

  const getBlock = (appId: string) => account.getBlock() ?? apps.get(appId)?.getBlock();

  const check = (appId: string) => {
    const block = getBlock(appId);
    if (!block) return;
    const { problem, retry } = block.failure;
    const kind = retry === 'transient' ? 'transient' : 'never';
    throw new CircuitOpenError({ ...problem, retryAfterMs: block.waitMs }, kind);
  };

  const isOpen = () => account.state !== 'closed';

  return {
    check,
    withRetryAfter(failure, appId) {
      const block = getBlock(appId);
      if (
        failure instanceof CircuitOpenError ||
        block?.failure.problem.code !== failure.problem.code
      ) {
        return failure;
      }
      const { problem, retry, cause } = failure;
      const retryAfterMs = Math.max(block.waitMs, problem.retryAfterMs ?? 0);
      return new UpstreamFailure({ ...problem, retryAfterMs }, retry, { cause });
    },
    resetRejections() {
      if (isOpen()) log.info('credentials changed');
      account.resetRejection();
      for (const app of apps.values()) app.resetRejection();
    },
    get isOpen() {
      return isOpen();
    },
    get isRejected() {
      return account.isRejected;
    },
    startAttempt(appId) {
      check(appId);
      const app = apps.get(appId) ?? createCircuitBreaker(tick);
      apps.set(appId, app);
      const endAccountAttempt = account.startAttempt();
      const endAppAttempt = app.startAttempt();
      return (outcome) => {
        const wasOpen = isOpen();
        const results = resultsOf(outcome);
        const failure = typeof outcome === 'string' ? undefined : outcome;
        endAccountAttempt(results.account, failure);
        endAppAttempt(results.app, failure);
        if (isOpen() && !wasOpen) log.warn('circuit opened', { code: failure?.problem.code });
        else if (wasOpen && !isOpen()) log.info('circuit closed');
      };
    },
  };
}

// `Meter.*` codes and unexplained 403s may concern one app: a mistyped AppId must not block the account.
function resultsOf(
  outcome: 'success' | 'cancelled' | UpstreamFailure,
): Record<'account' | 'app', AttemptResult> {
  if (outcome === 'success') return { account: 'success', app: 'success' };
  if (outcome === 'cancelled') return { account: 'ignored', app: 'ignored' };
  const { retry, problem } = outcome;
  const { code, upstreamCode } = problem;
  if (CREDENTIAL_CODES.includes(code) || (code === 'clock_skew' && retry === 'never')) {
    return { account: 'rejected', app: 'ignored' };
  }
  if (code === 'no_permission') {
    const isOfAccount = upstreamCode !== undefined && !upstreamCode.startsWith('Meter.');
    return isOfAccount
      ? { account: 'rejected', app: 'ignored' }
      : { account: 'success', app: 'rejected' };
  }
  if (upstreamCode?.startsWith('Meter.') && retry === 'transient') {
    return { account: 'success', app: 'failure' };
  }
  if (retry === 'transient' || code === 'upstream_unreadable') {
    return { account: 'failure', app: 'ignored' };
  }
  // Only rejected parameters prove a valid signature.
  return { account: code === 'upstream_refused' ? 'success' : 'ignored', app: 'ignored' };
}
