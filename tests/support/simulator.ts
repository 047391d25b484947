import * as v from 'valibot';
import { DAY } from '../../src/contract/domain/time.ts';
import type { EpochMs } from '../../src/contract/domain/time.ts';
import {
  UPSTREAM_ACTION,
  UPSTREAM_VERSION,
  UpstreamResponseSchema,
} from '../../src/contract/wire/upstream.ts';
import type { UpstreamNode, UpstreamParams } from '../../src/contract/wire/upstream.ts';
import { signRequest } from '../../src/signature/acs3.ts';
import { computePoints } from '../../src/simulator/model/metric-model.ts';
import type { Point, MetricQuery } from '../../src/simulator/model/metric-model.ts';
import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../src/simulator/simulator.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';
import type { World } from '../../src/simulator/model/world.ts';

/** A Sunday evening in UTC. */
export const NOW = Date.UTC(2026, 10, 22, 22, 3, 17);

export const [CLASSROOM = '', MEETING = ''] = DEMO_APPS.map((app) => app.id);

/** Today's UTC day up to now, all devices. */
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

/** A request as a careful client signs it; `changes` to what goes into the signature. */
export async function createSignedRequest(
  changes: Partial<Parameters<typeof signRequest>[0]> = {},
): Promise<Request> {
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

/** A simulator whose clock stands at NOW. */
export function createTestSimulator(options: Partial<SimulatorOptions> = {}) {
  return createSimulator({
    seed: 1,
    now: () => NOW,
    apps: DEMO_APPS,
    credentials: DEMO_CREDENTIALS,
    ...options,
  });
}

/** What came back, read as JSON. */
export async function readJson(response: Response): Promise<{
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}> {
  const body: unknown = JSON.parse(await response.text());
  if (typeof body !== 'object' || body === null) throw new Error('not a JSON object');
  return { status: response.status, headers: response.headers, body: { ...body } };
}

/** The nodes of an answer's body. */
export function readNodes(body: unknown): (UpstreamNode | null)[] {
  return v.parse(UpstreamResponseSchema, body).Nodes ?? [];
}

/** When the nodes of an answer's body are, in their order. */
export function readTimestamps(body: unknown): number[] {
  return readNodes(body).map((node) => Number(node?.Timestamp));
}

/** The points of `days` whole days from `begin`, day by day as a client has to ask. */
export function computeDays(
  world: World,
  question: Partial<MetricQuery> & { begin: EpochMs },
  days: number,
  now: EpochMs = NOW,
): Point[] {
  const { begin, ...rest } = question;
  return Array.from({ length: days }, (_, day) =>
    computePoints(
      world,
      {
        appId: CLASSROOM,
        metric: 'FirstFrameCost',
        ...rest,
        begin: begin + day * DAY,
        end: begin + (day + 1) * DAY - 1,
      },
      now,
    ),
  ).flat();
}
