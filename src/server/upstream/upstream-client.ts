// Sends one signed attempt to the upstream.
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { UPSTREAM_ACTION, UPSTREAM_VERSION } from '../../contract/wire/upstream.ts';
import type { UpstreamParams, UpstreamResponse } from '../../contract/wire/upstream.ts';
import { signRequest } from '../../signature/acs3.ts';
import type { Credentials } from '../../signature/acs3.ts';
import type { Slot } from '../limits/quota.ts';
import { raceAbort } from '../timers.ts';
import type { Sleep } from '../timers.ts';
import { UpstreamFailure, classifyError, timedOut, unreachable } from './classify-error.ts';
import { parseResponse } from './parse-response.ts';
import { parseDateHeader } from './retry-policy.ts';
import type { RequestTime, UpstreamClock } from './upstream-clock.ts';

/** From the first byte sent to the last byte received. */
export const ATTEMPT_TIMEOUT: Millis = 20_000;

export type Fetch = (request: Request, options: { signal: AbortSignal }) => Promise<Response>;

/** Called before every attempt. */
export interface CredentialSource {
  (): Promise<Credentials>;
  reportRejected?(credentials: Credentials): void;
  isUsable?(): boolean;
  onChange?(listener: () => void): void;
}

export interface UpstreamClient {
  /**
   * Rejects with UpstreamFailure or the signal's reason. A signal that aborts before sending prevents
   * the request.
   */
  send(
    params: UpstreamParams,
    slot: Slot,
    signal: AbortSignal,
  ): Promise<{ response: UpstreamResponse } & RequestTime>;
}

export interface UpstreamClientDeps {
  endpoint: string;
  credentials: CredentialSource;
  fetch: Fetch;
  clock: UpstreamClock;
  sleep: Sleep;
  /** Must be unique. */
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
    // A redirect would carry the signature elsewhere.
    return new Request(url, { method, headers, redirect: 'manual' });
  };

  return {
    async send(params, slot, signal) {
      const credentials = await deps.credentials();
      const signedAt = clock.now();
      const request = await sign(params, credentials, signedAt);
      signal.throwIfAborted();
      const timeout = startTimeout(sleep);
      const attemptSignal = AbortSignal.any([signal, timeout.signal]);
      const endRequest = clock.startRequest();
      slot.sent();
      try {
        const response = await fetchResponse(fetch, request, attemptSignal);
        slot.answered();
        const requestTime = endRequest(parseDateHeader(response.headers));
        if (response.type === 'opaqueredirect' || isRedirect(response.status)) {
          void response.body?.cancel().catch(() => undefined);
          throw classifyError({ status: 302 });
        }
        const parsed = await parseResponse(response, clock.now(), attemptSignal);
        return { response: parsed, ...requestTime };
      } catch (error) {
        if (isCredentialError(error)) deps.credentials.reportRejected?.(credentials);
        throw isClockHopeless(error, clock.now() - signedAt) ? withoutRetry(error) : error;
      } finally {
        timeout.stop();
      }
    },
  };
}

function isCredentialError(error: unknown): boolean {
  return (
    error instanceof UpstreamFailure &&
    ['key_invalid', 'signature_mismatch', 'token_expired'].includes(error.problem.code)
  );
}

// The upstream rejected a date that agrees with its own clock.
function isClockHopeless(error: unknown, correctedBy: Millis): error is UpstreamFailure {
  const isClockError = error instanceof UpstreamFailure && error.retry === 'clock';
  return isClockError && Math.abs(correctedBy) < MINUTE;
}

function withoutRetry({ problem, cause }: UpstreamFailure): UpstreamFailure {
  return new UpstreamFailure(problem, 'never', { cause });
}

async function fetchResponse(
  fetch: Fetch,
  request: Request,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await raceAbort(fetch(request, { signal }), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(error);
  }
}

// Not AbortSignal.timeout: tests control time through `sleep`.
function startTimeout(sleep: Sleep): { signal: AbortSignal; stop: () => void } {
  const timeout = new AbortController();
  const stopped = new AbortController();
  sleep(ATTEMPT_TIMEOUT, stopped.signal).then(
    () => timeout.abort(timedOut()),
    () => undefined,
  );
  return { signal: timeout.signal, stop: () => stopped.abort() };
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
