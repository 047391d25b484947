// Faults replace the correct response to a call; scenarios select the calls.
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { UpstreamParams, UpstreamResponse } from '../../contract/wire/upstream.ts';
import { createFailure } from '../api/errors.ts';
import type { DocumentedCode, Failure } from '../api/errors.ts';
import type { Responder } from '../api/responder.ts';
import type { MetricQuery } from '../model/metric-model.ts';
import { hashPair } from '../model/noise.ts';
import { toError } from '../sleep.ts';
import type { ResponseMutation } from './mutations.ts';

export interface Call {
  /** Number of the request, from 1. */
  serial: number;
  /** Number of the call with the same query, from 1. */
  attempt: number;
  at: EpochMs;
  params: UpstreamParams;
  query: MetricQuery;
}

export interface FaultContext {
  call: Call;
  responder: Responder;
  signal: AbortSignal;
  /** The correct response at another time. */
  responseAt: (now: EpochMs) => UpstreamResponse;
  /** Rejects when the caller aborts. */
  sleep: (ms: Millis) => Promise<void>;
}

export type Fault = (context: FaultContext) => Response | Promise<Response>;

/** Returns undefined for the correct response. */
export type Scenario = (call: Call) => Fault | undefined;

export function failWith(code: DocumentedCode, changes: Partial<Failure> = {}): Fault {
  return ({ responder }) => responder.fail(createFailure(code, changes));
}

/** Sends both retry headers. */
export function throttle(retryAfter: Millis = 1_000, changes: Partial<Failure> = {}): Fault {
  const headers = {
    'retry-after': String(Math.ceil(retryAfter / 1_000)),
    'x-acs-retry-after': String(retryAfter),
  };
  return failWith('Throttling.User', { headers, ...changes });
}

export function respondRaw(body: string, status = 200, contentType = 'application/json'): Fault {
  return ({ responder }) => responder.raw(body, status, contentType);
}

export function respondHtml(status = 502): Fault {
  const page = `<!doctype html><html><head><title>${status}</title></head><body><h1>${status} Bad Gateway</h1></body></html>`;
  return respondRaw(page, status, 'text/html');
}

/** Ends the body normally after half of the JSON. */
export function truncateJson(): Fault {
  return ({ call, responder, responseAt }) => {
    const text = JSON.stringify(responseAt(call.at));
    return responder.raw(text.slice(0, Math.floor(text.length / 2)), 200, 'application/json');
  };
}

/** Fails before the first byte. */
export function resetConnection(): Fault {
  return () => {
    throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
  };
}

export function resetDuringBody(): Fault {
  return ({ call, responder, responseAt }) => {
    const bytes = new TextEncoder().encode(JSON.stringify(responseAt(call.at)));
    const chunks = [bytes.slice(0, Math.floor(bytes.length / 2))];
    return responder.raw(
      new ReadableStream<Uint8Array>({
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk) controller.enqueue(chunk);
          else controller.error(new TypeError('terminated'));
        },
      }),
      200,
      'application/json',
    );
  };
}

export function streamEndlessly(): Fault {
  return ({ responder }) =>
    responder.raw(
      new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(new Uint8Array(16_384).fill(0x20)),
      }),
      200,
      'application/json',
    );
}

export function delayResponse(ms: Millis, fault: Fault = mutateResponse()): Fault {
  return async (context) => {
    await context.sleep(ms);
    return fault(context);
  };
}

/** Never responds; rejects when the caller aborts. */
export function neverRespond(): Fault {
  return ({ signal }) =>
    new Promise((_, reject) => {
      const onAbort = () => reject(toError(signal.reason));
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
}

/** Adds `minutes` to the usual data delay. */
export function delayData(minutes: number): Fault {
  return ({ call, responder, responseAt }) =>
    responder.send(responseAt(call.at - minutes * MINUTE));
}

export function mutateResponse(...mutations: ResponseMutation[]): Fault {
  return ({ call, responder, responseAt }) => {
    const seed = hashPair(call.query.begin / MINUTE, mutations.length);
    return responder.send(
      mutations.reduce((response, mutate) => mutate(response, seed), responseAt(call.at)),
    );
  };
}
