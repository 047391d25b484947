// At the end of the data's way, in the vendor's place: as strict as the real API, on an invented world.
import type { EpochMs } from '../contract/domain/time.ts';
import { UPSTREAM_QPS } from '../contract/wire/upstream.ts';
import type { Credentials } from '../signature/acs3.ts';
import { hostOf } from '../signature/verify.ts';
import { buildResponseBody } from './api/response-body.ts';
import type { SimulatedApp } from './model/apps.ts';
import { authenticate } from './api/authenticate.ts';
import { ApiError, createApiError } from './api/errors.ts';
import type { Call, Scenario } from './faults/faults.ts';
import { deriveKey, createUuid } from './model/noise.ts';
import type { Seed } from './model/noise.ts';
import { createNonceStore } from './api/nonces.ts';
import { createQuota } from './api/quota.ts';
import type { Slot } from './api/quota.ts';
import { parseParams, parseQuery } from './api/parse-query.ts';
import { receiveRequest } from './api/receive.ts';
import type { IncomingRequest } from './api/receive.ts';
import { createResponder } from './api/responder.ts';
import type { Responder } from './api/responder.ts';
import { realSleep } from './sleep.ts';
import type { Sleep } from './sleep.ts';
import { createWorld } from './model/world.ts';
import type { WorldOptions } from './model/world.ts';

/** The apps of the demo. The first one has the most to show. */
export const DEMO_APPS: readonly (SimulatedApp & { zone: string })[] = [
  {
    id: '3f9c2b7e-5a41-4d0b-9c86-1e7a52d8c0f4',
    name: 'Classroom',
    zone: 'Asia/Shanghai',
    profile: 'classroom',
  },
  {
    id: '8b1d6e02-c7f3-4e5a-a2d9-64f0937bb15c',
    name: 'Meeting',
    zone: 'Europe/Berlin',
    profile: 'meeting',
  },
  {
    id: 'd24a90c5-0e6b-47f8-b3c1-97de5f18a06e',
    name: 'Live stage',
    zone: 'America/Los_Angeles',
    profile: 'stage',
  },
];

/** Obviously no real key; the simulator is the only place that takes it. */
export const DEMO_CREDENTIALS = {
  accessKeyId: 'DEMO-KEY-NOT-REAL',
  accessKeySecret: 'demo-secret-not-real',
} as const;

export interface SimulatorOptions {
  /** The same seed and clock give the same answers. */
  seed: Seed;
  now: () => EpochMs;
  apps: readonly SimulatedApp[];
  /** The account's key; a function when it changes, as temporary keys do. */
  credentials: Credentials | (() => Credentials);
  /** What goes wrong in the world; incidents by the calendar when left out. */
  world?: Pick<WorldOptions, 'incidents'>;
  /** What goes wrong with the answers: asked once for every call that would get data. */
  scenario?: Scenario;
  /** For slow answers; real timers when left out. */
  sleep?: Sleep;
  /** Calls the account may make in any second. */
  qps?: number;
}

/** Calls whose attempts are counted; beyond that the oldest start again at one. */
const MOST_COUNTED = 50_000;

/**
 * A stand-in for DescribeLiveInteractionMetricData.
 *
 * @example
 * const simulator = createSimulator({ seed: 1, now: Date.now, apps: DEMO_APPS, credentials: DEMO_CREDENTIALS });
 * const response = await simulator(request);
 */
export function createSimulator(
  options: SimulatorOptions,
): (request: Request) => Promise<Response> {
  const { seed, apps, now, scenario, sleep = realSleep } = options;
  const world = createWorld({ seed, apps, ...options.world });
  const quota = createQuota(options.qps ?? UPSTREAM_QPS);
  const nonces = createNonceStore();
  const attempts = createAttemptCounter();
  const requestKey = deriveKey(seed, 'request');
  let serial = 0;

  async function admit(request: Request, slot: Slot, at: EpochMs): Promise<IncomingRequest> {
    const { credentials } = options;
    const account = typeof credentials === 'function' ? credentials() : credentials;
    try {
      const received = await receiveRequest(request);
      await authenticate(received, account, nonces, at);
      return received;
    } catch (error) {
      if (slot.taken) slot.release();
      throw error;
    }
  }

  function ask(received: IncomingRequest, facts: { serial: number; at: EpochMs }): Call {
    const params = parseParams(received);
    const query = parseQuery(params, world, facts.at);
    return { ...facts, params, query, attempt: attempts.count(received.url.search) };
  }

  async function answer(call: Call, responder: Responder, signal: AbortSignal): Promise<Response> {
    const { requestId } = responder.meta;
    const responseAt = (at: EpochMs) => buildResponseBody(world, call.query, at, requestId);
    const fault = scenario?.(call);
    if (!fault) return responder.send(responseAt(call.at));
    return fault({ call, responder, signal, responseAt, sleep: (ms) => sleep(ms, signal) });
  }

  return async function simulate(request) {
    serial += 1;
    const facts = { serial, at: now() };
    const reply = createResponder({
      requestId: createUuid(requestKey, serial),
      host: hostOf({ url: new URL(request.url), headers: request.headers }),
      at: facts.at,
    });
    // Taken on arrival, in order of arrival; given back when the account did not sign it.
    const slot = quota.take(facts.at);
    try {
      const received = await admit(request, slot, facts.at);
      if (!slot.taken) throw throttled(slot.retryAfter);
      return await answer(ask(received, facts), reply, request.signal);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return reply.fail(error.failure);
    }
  };
}

function throttled(retryAfter: number): ApiError {
  return createApiError('Throttling.User', {
    headers: {
      'retry-after': String(Math.ceil(retryAfter / 1_000)),
      'x-acs-retry-after': String(Math.ceil(retryAfter)),
    },
  });
}

function createAttemptCounter() {
  const counts = new Map<string, number>();
  return {
    /** How often this very call has been made, this time included. */
    count(key: string): number {
      const attempt = (counts.get(key) ?? 0) + 1;
      counts.delete(key);
      counts.set(key, attempt);
      if (counts.size > MOST_COUNTED) {
        const [oldest] = counts.keys();
        if (oldest !== undefined) counts.delete(oldest);
      }
      return attempt;
    },
  };
}
