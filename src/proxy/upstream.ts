// The last step out: one signed try of the one call this server makes.
import type { EpochMs, Millis } from '../contract/time.ts';
import { UPSTREAM_ACTION, UPSTREAM_VERSION } from '../contract/upstream.ts';
import type { UpstreamAnswer, UpstreamParams } from '../contract/upstream.ts';
import { signRequest } from '../signature/acs3.ts';
import type { Credentials } from '../signature/acs3.ts';
import { UpstreamFailure, judgeError, timedOut, unreachable } from './problems.ts';
import type { Slot } from './quota.ts';
import { readAnswer } from './read-answer.ts';
import { orAbort } from './wait.ts';
import type { Sleep } from './wait.ts';

/** From the first byte sent to the last byte received. */
export const TRY_TIMEOUT: Millis = 20_000;

/** The network; a handler of requests (the simulator) is one too. */
export type Fetch = (request: Request, options: { signal: AbortSignal }) => Promise<Response>;

/** Asked anew for every try, so that keys can be renewed. */
export interface CredentialSource {
  (): Promise<Credentials>;
  /** Told when the upstream did not take these as keys. */
  refused?(credentials: Credentials): void;
  /** Whether there are keys right now. */
  isUsable?(): boolean;
  /** `tell` is called whenever there are other keys than before. */
  onChange?(tell: () => void): void;
}

export interface UpstreamReply {
  answer: UpstreamAnswer;
  /** When it was asked, by this server's clock. */
  askedAt: EpochMs;
}

export interface Upstream {
  /**
   * Sends one try with the slot it was given. Throws UpstreamFailure, or the signal's reason; a
   * signal that aborts before the sending means that nothing is ever sent.
   */
  ask(params: UpstreamParams, slot: Slot, signal: AbortSignal): Promise<UpstreamReply>;
  /** Takes the upstream's clock for signing from now on. */
  setClock(serverDate: EpochMs): void;
}

export interface UpstreamDeps {
  endpoint: string;
  credentials: CredentialSource;
  fetch: Fetch;
  now: () => EpochMs;
  sleep: Sleep;
  /** A text never given before. */
  nonce: () => string;
}

export function createUpstream(deps: UpstreamDeps): Upstream {
  const { endpoint, fetch, now, sleep } = deps;
  let clockOffset: Millis = 0;

  const sign = async (params: UpstreamParams, credentials: Credentials): Promise<Request> => {
    const { method, url, headers } = await signRequest({
      method: 'POST',
      endpoint,
      params,
      action: UPSTREAM_ACTION,
      version: UPSTREAM_VERSION,
      credentials,
      date: now() + clockOffset,
      nonce: deps.nonce(),
    });
    // A redirect would carry the signature elsewhere: it is looked at, never followed.
    return new Request(url, { method, headers, redirect: 'manual' });
  };

  return {
    setClock: (serverDate) => void (clockOffset = serverDate - now()),
    async ask(params, slot, signal) {
      const credentials = await deps.credentials();
      const request = await sign(params, credentials);
      signal.throwIfAborted();
      const timer = startTimer(sleep, signal);
      const askedAt = now();
      slot.sent();
      try {
        const response = await send(fetch, request, timer.signal);
        slot.answered();
        if (response.type === 'opaqueredirect' || isRedirect(response.status)) {
          void response.body?.cancel().catch(() => undefined);
          throw judgeError({ status: 302 });
        }
        return { answer: await readAnswer(response, now(), timer.signal), askedAt };
      } catch (error) {
        if (refusesKeys(error)) deps.credentials.refused?.(credentials);
        throw error;
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

async function send(fetch: Fetch, request: Request, signal: AbortSignal): Promise<Response> {
  try {
    return await orAbort(fetch(request, { signal }), signal);
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
  sleep(TRY_TIMEOUT, over.signal).then(
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
