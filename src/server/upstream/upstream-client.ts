// The last step out: one signed try of the one call this server makes.
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { UPSTREAM_ACTION, UPSTREAM_VERSION } from '../../contract/wire/upstream.ts';
import type { UpstreamResponse, UpstreamParams } from '../../contract/wire/upstream.ts';
import { signRequest } from '../../signature/acs3.ts';
import type { Credentials } from '../../signature/acs3.ts';
import { UpstreamFailure, classifyError, timedOut, unreachable } from './classify-error.ts';
import type { Slot } from '../limits/quota.ts';
import { parseResponse } from './parse-response.ts';
import { dateOf } from './retry-policy.ts';
import type { SentAt, UpstreamClock } from './upstream-clock.ts';
import { raceAbort } from '../timers.ts';
import type { Sleep } from '../timers.ts';

/** From the first byte sent to the last byte received. */
export const ATTEMPT_TIMEOUT: Millis = 20_000;

/** The network; a handler of requests (the simulator) is one too. */
export type Fetch = (request: Request, options: { signal: AbortSignal }) => Promise<Response>;

/** Asked anew for every try, so that keys can be renewed. */
export interface CredentialSource {
  (): Promise<Credentials>;
  /** Told when the upstream did not take these as keys. */
  reportRejected?(credentials: Credentials): void;
  /** Whether there are keys right now. */
  isUsable?(): boolean;
  /** `tell` is called whenever there are other keys than before. */
  onChange?(tell: () => void): void;
}

export interface UpstreamReply extends SentAt {
  answer: UpstreamResponse;
}

export interface UpstreamClient {
  /**
   * Sends one try with the slot it was given. Throws UpstreamFailure, or the signal's reason; a
   * signal that aborts before the sending means that nothing is ever sent.
   */
  send(params: UpstreamParams, slot: Slot, signal: AbortSignal): Promise<UpstreamReply>;
}

export interface UpstreamClientDeps {
  endpoint: string;
  credentials: CredentialSource;
  fetch: Fetch;
  clock: UpstreamClock;
  sleep: Sleep;
  /** A text never given before. */
  nonce: () => string;
}

export function createUpstreamClient(deps: UpstreamClientDeps): UpstreamClient {
  const { endpoint, fetch, clock, sleep } = deps;

  const sign = async (params: UpstreamParams, credentials: Credentials, date: EpochMs) => {
    const { method, url, headers } = await signRequest({
      method: 'POST',
      endpoint,
      params,
      action: UPSTREAM_ACTION,
      version: UPSTREAM_VERSION,
      credentials,
      date,
      nonce: deps.nonce(),
    });
    // A redirect would carry the signature elsewhere: it is looked at, never followed.
    return new Request(url, { method, headers, redirect: 'manual' });
  };

  return {
    async send(params, slot, signal) {
      const credentials = await deps.credentials();
      const signedAt = clock.now();
      const request = await sign(params, credentials, signedAt);
      signal.throwIfAborted();
      const timer = startTimer(sleep, signal);
      const hearDate = clock.send();
      slot.sent();
      try {
        const response = await send(fetch, request, timer.signal);
        slot.answered();
        const sentAt = hearDate(dateOf(response.headers));
        if (response.type === 'opaqueredirect' || isRedirect(response.status)) {
          void response.body?.cancel().catch(() => undefined);
          throw classifyError({ status: 302 });
        }
        return { answer: await parseResponse(response, clock.now(), timer.signal), ...sentAt };
      } catch (error) {
        if (refusesKeys(error)) deps.credentials.reportRejected?.(credentials);
        throw isHopeless(error, clock.now() - signedAt) ? beyondHelp(error) : error;
      } finally {
        timer.stop();
      }
    },
  };
}

/** Whether other keys could help. */
function refusesKeys(error: unknown): boolean {
  return (
    error instanceof UpstreamFailure &&
    ['key_invalid', 'signature_mismatch', 'token_expired'].includes(error.problem.code)
  );
}

/** Whether a date was refused that is, as far as the upstream told, its own. */
function isHopeless(error: unknown, correctedBy: Millis): error is UpstreamFailure {
  const isOfClock = error instanceof UpstreamFailure && error.retry === 'clock';
  return isOfClock && Math.abs(correctedBy) < MINUTE;
}

function beyondHelp({ problem, cause }: UpstreamFailure): UpstreamFailure {
  return new UpstreamFailure(problem, 'never', { cause });
}

async function send(fetch: Fetch, request: Request, signal: AbortSignal): Promise<Response> {
  try {
    return await raceAbort(fetch(request, { signal }), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(error);
  }
}

/** A signal that aborts with `outer`, or with a time-out's failure once the try took too long. */
function startTimer(sleep: Sleep, outer: AbortSignal): { signal: AbortSignal; stop: () => void } {
  const inner = new AbortController();
  const over = new AbortController();
  const leave = () => inner.abort(outer.reason);
  outer.addEventListener('abort', leave, { once: true });
  sleep(ATTEMPT_TIMEOUT, over.signal).then(
    () => inner.abort(timedOut()),
    () => undefined,
  );
  return {
    signal: inner.signal,
    stop() {
      outer.removeEventListener('abort', leave);
      over.abort();
    },
  };
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
