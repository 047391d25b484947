import * as v from 'valibot';
import { DAY } from '../../src/contract/domain/time.ts';
import type { EpochMs } from '../../src/contract/domain/time.ts';
import {
  UPSTREAM_ACTION,
  UPSTREAM_VERSION,
  UpstreamResponseSchema,
} from '../../src/contract/wire/upstream.ts';
import type { UpstreamNode, UpstreamParams } from '../../src/contract/wire/upstream.ts';
import {
  formatAuthorization,
  isSignedHeader,
  sha256Hex,
  signRequest,
} from '../../src/signature/acs3.ts';
import { computeExpectedSignature } from '../../src/signature/verify.ts';
import type { Fault } from '../../src/simulator/faults/faults.ts';
import { always } from '../../src/simulator/faults/scenarios.ts';
import { computePoints } from '../../src/simulator/model/metric-model.ts';
import type { MetricQuery, Point } from '../../src/simulator/model/metric-model.ts';
import { createWorld } from '../../src/simulator/model/world.ts';
import type { World } from '../../src/simulator/model/world.ts';
import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../src/simulator/simulator.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';

/** A Sunday evening in UTC. */
export const NOW = Date.UTC(2026, 10, 22, 22, 3, 17);

export const [CLASSROOM = '', MEETING = ''] = DEMO_APPS.map((app) => app.id);

export const CALM_WORLD = createWorld({ seed: 1, apps: DEMO_APPS, incidents: 'none' });

/** Queries the current UTC day and all devices. */
export function buildParams(changes: Record<string, string | undefined> = {}): UpstreamParams {
  const params = {
    MetricType: 'FirstFrameCost',
    BeginTs: String(Date.UTC(2026, 10, 22)),
    EndTs: String(Date.UTC(2026, 10, 22, 22, 5) - 1),
    AppId: CLASSROOM,
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

let nonces = 0;

export type SigningChanges = Partial<Parameters<typeof signRequest>[0]>;

export async function createSignedRequest(changes: SigningChanges = {}): Promise<Request> {
  nonces += 1;
  const { method, url, headers } = await signRequest({
    method: 'POST',
    endpoint: 'https://live.aliyuncs.com',
    params: buildParams(),
    action: UPSTREAM_ACTION,
    version: UPSTREAM_VERSION,
    credentials: DEMO_CREDENTIALS,
    date: NOW,
    nonce: `nonce-${nonces}`,
    ...changes,
  });
  return new Request(url, { method, headers });
}

/** A signed body, which the API does not accept. */
export async function signWithBody(body: Uint8Array<ArrayBuffer>): Promise<Request> {
  const bodySha256 = await sha256Hex(body);
  const { url, headers } = withHeaders({ 'x-acs-content-sha256': bodySha256 })(
    await createSignedRequest(),
  );
  const signedHeaders = [...headers.keys(), 'host'].filter(isSignedHeader).sort();
  const { signature } = await computeExpectedSignature(
    { method: 'POST', url: new URL(url), headers, bodySha256 },
    signedHeaders,
    DEMO_CREDENTIALS.accessKeySecret,
  );
  headers.set(
    'authorization',
    formatAuthorization(DEMO_CREDENTIALS.accessKeyId, signedHeaders.join(';'), signature),
  );
  return new Request(url, { method: 'POST', headers, body });
}

/** Its clock stands at NOW. */
export function createTestSimulator(options: Partial<SimulatorOptions> = {}) {
  return createSimulator({
    seed: 1,
    now: () => NOW,
    apps: DEMO_APPS,
    credentials: DEMO_CREDENTIALS,
    ...options,
  });
}

/** `tamper` changes the request after signing. */
export async function sendRequest(
  changes?: SigningChanges,
  tamper: (request: Request) => Request = (request) => request,
) {
  return readJson(await createTestSimulator()(tamper(await createSignedRequest(changes))));
}

export async function respondWith(fault: Fault, signal?: AbortSignal): Promise<Response> {
  const request = await createSignedRequest();
  return createTestSimulator({ scenario: always(fault) })(
    signal ? new Request(request, { signal }) : request,
  );
}

/** Null removes a header. */
export function withHeaders(changes: Record<string, string | null>): (request: Request) => Request {
  return (request) => {
    const headers = new Headers(request.headers);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    return new Request(request, { headers });
  };
}

export async function readJson(response: Response): Promise<{
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}> {
  const body: unknown = JSON.parse(await response.text());
  if (typeof body !== 'object' || body === null) throw new Error('not a JSON object');
  return { status: response.status, headers: response.headers, body: { ...body } };
}

export function readNodes(body: unknown): (UpstreamNode | null)[] {
  return v.parse(UpstreamResponseSchema, body).Nodes ?? [];
}

export function readTimestamps(body: unknown): number[] {
  return readNodes(body).map((node) => Number(node?.Timestamp));
}

/** Computes day by day, as a client has to request. */
export function computeDays(
  world: World,
  query: Partial<MetricQuery> & { begin: EpochMs },
  days: number,
  now: EpochMs = NOW,
): Point[] {
  const { begin, ...filter } = query;
  return Array.from({ length: days }, (_, day) =>
    computePoints(
      world,
      {
        appId: CLASSROOM,
        metric: 'FirstFrameCost',
        ...filter,
        begin: begin + day * DAY,
        end: begin + (day + 1) * DAY - 1,
      },
      now,
    ),
  ).flat();
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
