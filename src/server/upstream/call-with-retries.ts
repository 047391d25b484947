// Between single flight and upstream: one call, as many tries as it may have, each with its own slot.
import type { Millis } from '../../contract/domain/time.ts';
import type { UpstreamParams } from '../../contract/wire/upstream.ts';
import type { Ticket } from '../limits/fair-queue.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import { outcomeOf } from '../telemetry/metrics.ts';
import type { Metrics, RetryReason } from '../telemetry/metrics.ts';
import { UpstreamFailure } from './classify-error.ts';
import type { Quota, Slot } from '../limits/quota.ts';
import { decideRetry } from './retry-policy.ts';
import { CircuitOpenError } from './breakers.ts';
import type { CircuitBreakers } from './breakers.ts';
import type { UpstreamClient, UpstreamReply } from './upstream-client.ts';
import type { Sleep, MonotonicClock } from '../timers.ts';

/** How long a throttled account rests when the upstream names no time, and the longest it rests. */
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/** A gate that opens within so many milliseconds is waited for. */
const SHORT_WAIT = 5_000;

export interface CallUpstreamDeps {
  quota: Quota;
  gate: CircuitBreakers;
  upstream: UpstreamClient;
  tick: MonotonicClock;
  sleep: Sleep;
  random: () => number;
  metrics: Metrics;
  log: Log;
}

/**
 * Asks the upstream until it answers or trying makes no sense any more. `plan` is asked before each
 * try what to send: while a call waits its turn the clock moves on. Throws the last UpstreamFailure,
 * the signal's reason, or what `plan` throws.
 */
export type CallUpstream = (
  plan: () => UpstreamParams,
  signal: AbortSignal,
  place: Ticket,
) => Promise<UpstreamReply>;

export function createCallUpstream(deps: CallUpstreamDeps): CallUpstream {
  const { quota, gate, upstream, tick, sleep, random, metrics, log } = deps;

  const ask = async (
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
    const count = (outcome: Parameters<Metrics['countAttempt']>[0]) => {
      if (sentAt !== undefined) metrics.countAttempt(outcome, tick() - sentAt);
    };
    const tell = gate.enter(appIdOf(params));
    try {
      const reply = await upstream.send(params, { ...slot, sent }, signal);
      tell('works');
      count('ok');
      return reply;
    } catch (error) {
      const failure = error instanceof UpstreamFailure ? error : undefined;
      tell(failure ?? 'left');
      count(failure ? outcomeOf(failure.problem.code) : 'cancelled');
      throw error;
    }
  };

  /** What a failure changes for everybody. */
  const heed = (failure: UpstreamFailure) => {
    if (failure.retry === 'throttle') {
      const asked = failure.problem.retryAfterMs ?? 0;
      quota.pause(Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, asked)));
    }
  };

  return async (plan, signal, place) => {
    const used = new Set<'nonce' | 'clock'>();
    const appId = appIdOf(plan());
    let startedAt: Millis | undefined;
    /** Why what was sent has to be sent again. */
    let again: RetryReason | undefined;
    const countAgain = () => {
      if (again) metrics.countRetry(again);
      again = undefined;
    };

    const tryOnce = async (tries: number) => {
      const slot = await quota.take(signal, place, tries > 1);
      try {
        startedAt ??= tick();
        return await ask(plan(), signal, slot, countAgain);
      } finally {
        slot.end();
      }
    };

    /** In how many milliseconds to try again; throws the failure when trying makes no sense any more. */
    const delayAfter = (failure: UpstreamFailure, tries: number) => {
      const elapsedMs = startedAt === undefined ? 0 : tick() - startedAt;
      const delay = decideRetry(failure, { tries, elapsedMs, used }, random);
      const { code, upstreamCode, requestId } = failure.problem;
      log[delay === undefined ? 'warn' : 'debug']('upstream try failed', {
        code,
        upstreamCode,
        requestId,
        tries,
        retryInMs: delay === undefined ? undefined : Math.round(delay),
        ...(failure.cause !== undefined && errorFacts(failure.cause)),
      });
      if (delay === undefined || failure.retry === 'never') {
        throw gate.withWait(failure, appId);
      }
      if (failure.retry === 'nonce' || failure.retry === 'clock') used.add(failure.retry);
      // Waiting at the gate sends nothing: what is sent after it is sent again because of what was before.
      if (!(failure instanceof CircuitOpenError)) again = failure.retry;
      return delay;
    };

    for (let tries = 1; ; tries += 1) {
      try {
        // Nothing waits for a slot only to hear that there is no use in trying.
        if (tries === 1) gate.check(appId);
        return await tryOnce(tries);
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        // Whoever has tried already waits with the gate, and so does a new call when that is short
        // (a probe may be under way); else it is better told at once.
        if (error instanceof CircuitOpenError && tries === 1 && !isShort(error)) {
          metrics.countShortCircuited();
          throw error;
        }
        heed(error);
        await sleep(delayAfter(error, tries), signal);
      }
    }
  };
}

/** Whether the gate may open within what a person waits without asking what is wrong. */
function isShort({ retry, problem }: CircuitOpenError): boolean {
  return retry === 'transient' && (problem.retryAfterMs ?? 0) <= SHORT_WAIT;
}

function appIdOf(params: UpstreamParams): string {
  return params['AppId'] ?? '';
}
