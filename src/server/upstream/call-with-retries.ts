import type { Millis } from '../../contract/domain/time.ts';
import type { UpstreamParams, UpstreamResponse } from '../../contract/wire/upstream.ts';
import type { Ticket } from '../limits/fair-queue.ts';
import type { Quota, Slot } from '../limits/quota.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import { toAttemptOutcome } from '../telemetry/metrics.ts';
import type { AttemptOutcome, Metrics, RetryReason } from '../telemetry/metrics.ts';
import type { MonotonicClock, Sleep } from '../timers.ts';
import { CircuitOpenError } from './breakers.ts';
import type { CircuitBreakers } from './breakers.ts';
import { UpstreamFailure } from './classify-error.ts';
import { decideRetry } from './retry-policy.ts';
import type { OneTimeFix } from './retry-policy.ts';
import type { UpstreamClient } from './upstream-client.ts';
import type { RequestTime } from './upstream-clock.ts';

// Pause after a throttle.
const MIN_THROTTLE_PAUSE: Millis = 1_000;
const MAX_THROTTLE_PAUSE: Millis = 60_000;

// Beyond this wait, new calls fail at once.
const MAX_CIRCUIT_WAIT: Millis = 5_000;

export interface CallWithRetriesDeps {
  quota: Quota;
  breakers: CircuitBreakers;
  upstream: UpstreamClient;
  tick: MonotonicClock;
  sleep: Sleep;
  random: () => number;
  metrics: Metrics;
  log: Log;
}

/**
 * Resolves with the first successful response; `planAttempt` runs before each attempt. Rejects with the
 * last UpstreamFailure, the signal's reason, or what `planAttempt` throws.
 */
export type CallWithRetries = (
  planAttempt: () => UpstreamParams,
  signal: AbortSignal,
  ticket: Ticket,
) => Promise<{ response: UpstreamResponse } & RequestTime>;

export function createCallWithRetries(deps: CallWithRetriesDeps): CallWithRetries {
  const { quota, breakers, upstream, tick, sleep, random, metrics, log } = deps;

  const send = async (
    params: UpstreamParams,
    signal: AbortSignal,
    slot: Slot,
    onSent: () => void,
  ) => {
    let sentAt: Millis | undefined;
    const sent = () => {
      sentAt = tick();
      slot.sent();
      onSent();
    };
    const count = (outcome: AttemptOutcome) => {
      if (sentAt !== undefined) metrics.countAttempt(outcome, tick() - sentAt);
    };
    const report = breakers.startAttempt(appIdOf(params));
    try {
      const response = await upstream.send(params, { ...slot, sent }, signal);
      report('success');
      count('ok');
      return response;
    } catch (error) {
      const failure = error instanceof UpstreamFailure ? error : undefined;
      report(failure ?? 'cancelled');
      count(failure ? toAttemptOutcome(failure.problem.code) : 'cancelled');
      throw error;
    }
  };

  const applyBackpressure = ({ retry, problem }: UpstreamFailure) => {
    if (retry !== 'throttle') return;
    const pause = Math.max(MIN_THROTTLE_PAUSE, problem.retryAfterMs ?? 0);
    quota.pause(Math.min(MAX_THROTTLE_PAUSE, pause));
  };

  return async (planAttempt, signal, ticket) => {
    const usedFixes = new Set<OneTimeFix>();
    const appId = appIdOf(planAttempt());
    let startedAt: Millis | undefined;
    let retryReason: RetryReason | undefined;
    const countRetry = () => {
      if (retryReason) metrics.countRetry(retryReason);
      retryReason = undefined;
    };

    const runAttempt = async (attempt: number) => {
      const slot = await quota.take(signal, ticket, attempt > 1);
      try {
        startedAt ??= tick();
        return await send(planAttempt(), signal, slot, countRetry);
      } finally {
        slot.end();
      }
    };

    // Throws `failure` if there is no next attempt.
    const retryDelay = (failure: UpstreamFailure, attempt: number) => {
      const elapsedMs = startedAt === undefined ? 0 : tick() - startedAt;
      const delay = decideRetry(failure, { attempt, elapsedMs, usedFixes }, random);
      const { code, upstreamCode, requestId } = failure.problem;
      log[delay === undefined ? 'warn' : 'debug']('upstream attempt failed', {
        code,
        upstreamCode,
        requestId,
        tries: attempt,
        retryInMs: delay === undefined ? undefined : Math.round(delay),
        ...(failure.cause !== undefined && errorFacts(failure.cause)),
      });
      if (delay === undefined || failure.retry === 'never') {
        throw breakers.withRetryAfter(failure, appId);
      }
      if (failure.retry === 'nonce' || failure.retry === 'clock') usedFixes.add(failure.retry);
      // A blocked attempt was never sent.
      if (!(failure instanceof CircuitOpenError)) retryReason = failure.retry;
      return delay;
    };

    // Failed windows are retried here only; retry-policy.ts decides on delay and end.
    for (let attempt = 1; ; attempt += 1) {
      try {
        // Fail fast, before queueing for a slot.
        if (attempt === 1) breakers.check(appId);
        return await runAttempt(attempt);
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        if (error instanceof CircuitOpenError && attempt === 1 && !isShortWait(error)) {
          metrics.countShortCircuited();
          throw error;
        }
        applyBackpressure(error);
        await sleep(retryDelay(error, attempt), signal);
      }
    }
  };
}

function isShortWait({ retry, problem }: CircuitOpenError): boolean {
  return retry === 'transient' && (problem.retryAfterMs ?? 0) <= MAX_CIRCUIT_WAIT;
}

function appIdOf(params: UpstreamParams): string {
  return params['AppId'] ?? '';
}
