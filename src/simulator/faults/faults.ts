// What can go wrong between the simulated API and its caller. A fault stands in for the honest answer
// of one call; a scenario chooses which call gets which.
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { UpstreamResponse, UpstreamParams } from '../../contract/wire/upstream.ts';
import type { ResponseMutation } from './mutations.ts';
import { createFailure } from '../api/errors.ts';
import type { DocumentedCode, Failure } from '../api/errors.ts';
import { hashPair } from '../model/noise.ts';
import type { Responder } from '../api/responder.ts';
import { toError } from '../sleep.ts';
import type { MetricQuery } from '../model/metric-model.ts';

/** A call that passed every check. */
export interface Call {
  /** Its place among all requests that arrived, from 1. */
  serial: number;
  /** How often this very query has been asked, this time included. */
  attempt: number;
  /** When it arrived. */
  at: EpochMs;
  params: UpstreamParams;
  query: MetricQuery;
}

/** What a fault has to work with. */
export interface FaultContext {
  call: Call;
  responder: Responder;
  signal: AbortSignal;
  /** The honest answer as it would be at an instant. */
  responseAt: (now: EpochMs) => UpstreamResponse;
  /** Rejects when the caller hangs up. */
  sleep: (ms: Millis) => Promise<void>;
}

export type Fault = (context: FaultContext) => Response | Promise<Response>;

/** Chooses the fault of a call; undefined lets it have its honest answer. */
export type Scenario = (call: Call) => Fault | undefined;

/** A documented error, with anything about it changed: status, headers, message, the body's shape. */
export function failWith(code: DocumentedCode, changes: Partial<Failure> = {}): Fault {
  return ({ responder }) => responder.fail(createFailure(code, changes));
}

/** A throttle answer that asks for a pause in both headers. */
export function throttle(retryAfter: Millis = 1_000, changes: Partial<Failure> = {}): Fault {
  const headers = {
    'retry-after': String(Math.ceil(retryAfter / 1_000)),
    'x-acs-retry-after': String(retryAfter),
  };
  return failWith('Throttling.User', { headers, ...changes });
}

/** Any body at all, such as deeply nested JSON or JSON of wrong types. */
export function respondRaw(body: string, status = 200, contentType = 'application/json'): Fault {
  return ({ responder }) => responder.raw(body, status, contentType);
}

/** The page a gateway shows. */
export function respondHtml(status = 502): Fault {
  const page = `<!doctype html><html><head><title>${status}</title></head><body><h1>${status} Bad Gateway</h1></body></html>`;
  return respondRaw(page, status, 'text/html');
}

/** The honest answer's first half, ended as if it were all of it. */
export function truncateJson(): Fault {
  return ({ call, responder, responseAt }) => {
    const text = JSON.stringify(responseAt(call.at));
    return responder.raw(text.slice(0, Math.floor(text.length / 2)), 200, 'application/json');
  };
}

/** No answer: the connection breaks before the first byte, as fetch reports it. */
export function resetConnection(): Fault {
  return () => {
    throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
  };
}

/** Half the honest answer, then the connection breaks. */
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

/** A body that goes on until the reader has had enough. */
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

/** Waits, then gives another fault or the honest answer. */
export function delayResponse(ms: Millis, then: Fault = mutateResponse()): Fault {
  return async (context) => {
    await context.sleep(ms);
    return then(context);
  };
}

/** Never answers; rejects when the caller hangs up. */
export function neverRespond(): Fault {
  return ({ signal }) =>
    new Promise((_, reject) => {
      const stop = () => reject(toError(signal.reason));
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
}

/** Data that arrives this much later than it should, on top of the usual delay. */
export function delayData(minutes: number): Fault {
  return ({ call, responder, responseAt }) =>
    responder.send(responseAt(call.at - minutes * MINUTE));
}

/** The honest answer with changes made to it, the first one first. */
export function mutateResponse(...changes: ResponseMutation[]): Fault {
  return ({ call, responder, responseAt }) => {
    const seed = hashPair(call.query.begin / MINUTE, changes.length);
    return responder.send(
      changes.reduce((answer, change) => change(answer, seed), responseAt(call.at)),
    );
  };
}
