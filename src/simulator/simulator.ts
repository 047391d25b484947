// The simulated API: as strict as the real one, with deterministic data.
import type { EpochMs } from '../contract/domain/time.ts';
import { UPSTREAM_QPS } from '../contract/wire/upstream.ts';
import type { Credentials } from '../signature/acs3.ts';
import { getHost } from '../signature/verify.ts';
import { authenticate } from './api/authenticate.ts';
import { ApiError, createApiError } from './api/errors.ts';
import { createNonceStore } from './api/nonces.ts';
import { parseParams, parseQuery } from './api/parse-query.ts';
import { createQuota } from './api/quota.ts';
import type { Slot } from './api/quota.ts';
import { receiveRequest } from './api/receive.ts';
import type { IncomingRequest } from './api/receive.ts';
import { createResponder } from './api/responder.ts';
import type { Responder } from './api/responder.ts';
import { buildResponseBody } from './api/response-body.ts';
import type { Call, Scenario } from './faults/faults.ts';
import type { SimulatedApp } from './model/apps.ts';
import { createUuid, deriveKey } from './model/noise.ts';
import type { Seed } from './model/noise.ts';
import { createWorld } from './model/world.ts';
import type { WorldOptions } from './model/world.ts';
import { realSleep } from './sleep.ts';
import type { Sleep } from './sleep.ts';

/** The first app has the most incidents. */
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

/** Accepted by the simulator only. */
export const DEMO_CREDENTIALS = {
  accessKeyId: 'DEMO-KEY-NOT-REAL',
  accessKeySecret: 'demo-secret-not-real',
} as const;

export interface SimulatorOptions {
  seed: Seed;
  now: () => EpochMs;
  apps: readonly SimulatedApp[];
  /** A function for temporary credentials. */
  credentials: Credentials | (() => Credentials);
  world?: Pick<WorldOptions, 'incidents'>;
  scenario?: Scenario;
  sleep?: Sleep;
  /** Calls per second of the account. */
  qps?: number;
}

const MAX_COUNTED_QUERIES = 50_000;

/**
 * Simulates DescribeLiveInteractionMetricData; equal seeds, clocks and requests yield equal data.
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

  async function admitRequest(request: Request, slot: Slot, at: EpochMs): Promise<IncomingRequest> {
    const credentials =
      typeof options.credentials === 'function' ? options.credentials() : options.credentials;
    try {
      const incoming = await receiveRequest(request);
      await authenticate(incoming, credentials, nonces, at);
      return incoming;
    } catch (error) {
      if (slot.taken) slot.release();
      throw error;
    }
  }

  function parseCall(incoming: IncomingRequest, arrival: Pick<Call, 'serial' | 'at'>): Call {
    const params = parseParams(incoming);
    const query = parseQuery(params, world, arrival.at);
    return { ...arrival, params, query, attempt: attempts.count(incoming.url.search) };
  }

  async function respond(call: Call, responder: Responder, signal: AbortSignal): Promise<Response> {
    const { requestId } = responder.meta;
    const responseAt = (at: EpochMs) => buildResponseBody(world, call.query, at, requestId);
    const fault = scenario?.(call);
    if (!fault) return responder.send(responseAt(call.at));
    return fault({ call, responder, signal, responseAt, sleep: (ms) => sleep(ms, signal) });
  }

  return async function simulate(request) {
    serial += 1;
    const arrival = { serial, at: now() };
    const responder = createResponder({
      requestId: createUuid(requestKey, serial),
      host: getHost({ url: new URL(request.url), headers: request.headers }),
      at: arrival.at,
    });
    // In order of arrival; unauthenticated requests release their slot.
    const slot = quota.take(arrival.at);
    try {
      const incoming = await admitRequest(request, slot, arrival.at);
      if (!slot.taken) throw createThrottlingError(slot.retryAfter);
      return await respond(parseCall(incoming, arrival), responder, request.signal);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return responder.fail(error.failure);
    }
  };
}

function createThrottlingError(retryAfter: number): ApiError {
  return createApiError('Throttling.User', {
    headers: {
      'retry-after': String(Math.ceil(retryAfter / 1_000)),
      'x-acs-retry-after': String(Math.ceil(retryAfter)),
    },
  });
}

// The least recent queries expire.
function createAttemptCounter() {
  const counts = new Map<string, number>();
  return {
    count(key: string): number {
      const attempt = (counts.get(key) ?? 0) + 1;
      counts.delete(key);
      counts.set(key, attempt);
      if (counts.size > MAX_COUNTED_QUERIES) {
        const [oldest] = counts.keys();
        if (oldest !== undefined) counts.delete(oldest);
      }
      return attempt;
    },
  };
}
