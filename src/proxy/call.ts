// Between single flight and upstream: one call, as many tries as it may have, each with its own slot.
import type { EpochMs } from '../contract/time.ts';
import type { UpstreamParams } from '../contract/upstream.ts';
import { errorFacts } from './log.ts';
import type { Log } from './log.ts';
import { UpstreamFailure } from './problems.ts';
import type { Quota } from './quota.ts';
import { decideRetry } from './retry.ts';
import type { Upstream, UpstreamReply } from './upstream.ts';
import type { Sleep } from './wait.ts';

/** How long a throttled account rests when the upstream names no time, and the longest it rests. */
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

export interface CallDeps {
  quota: Quota;
  upstream: Upstream;
  now: () => EpochMs;
  sleep: Sleep;
  random: () => number;
  log: Log;
}

/**
 * Asks the upstream until it answers or trying makes no sense any more. `plan` is asked before each
 * try what to send: while a call waits its turn the clock moves on. Throws the last UpstreamFailure,
 * the signal's reason, or what `plan` throws.
 */
export type Call = (plan: () => UpstreamParams, signal: AbortSignal) => Promise<UpstreamReply>;

export function createCall({ quota, upstream, now, sleep, random, log }: CallDeps): Call {
  const tryOnce = async (plan: () => UpstreamParams, signal: AbortSignal, onStart: () => void) => {
    const slot = await quota.take(signal);
    try {
      onStart();
      return await upstream.ask(plan(), slot, signal);
    } finally {
      slot.end();
    }
  };

  /** What a failure changes for everybody. */
  const heed = (failure: UpstreamFailure) => {
    if (failure.retry === 'throttle') {
      const asked = failure.problem.retryAfterMs ?? 0;
      quota.pause(Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, asked)));
    }
    if (failure.retry === 'clock' && failure.serverDate !== undefined) {
      upstream.setClock(failure.serverDate);
    }
  };

  return async (plan, signal) => {
    const used = new Set<'nonce' | 'clock'>();
    let startedAt: EpochMs | undefined;
    for (let tries = 1; ; tries += 1) {
      try {
        return await tryOnce(plan, signal, () => (startedAt ??= now()));
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        heed(error);
        const elapsedMs = now() - (startedAt ?? now());
        const delay = decideRetry(error, { tries, elapsedMs, used }, random);
        const { code, upstreamCode, requestId } = error.problem;
        log[delay === undefined ? 'warn' : 'debug']('upstream try failed', {
          code,
          upstreamCode,
          requestId,
          tries,
          retryInMs: delay === undefined ? undefined : Math.round(delay),
          ...(error.cause !== undefined && errorFacts(error.cause)),
        });
        if (delay === undefined) throw error;
        if (error.retry === 'nonce' || error.retry === 'clock') used.add(error.retry);
        await sleep(delay, signal);
      }
    }
  };
}
