import { once } from 'node:events';
import Client, { $OpenApiUtil } from '@alicloud/openapi-core';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { STEP } from '../../src/contract/domain/time.ts';
import { UPSTREAM_ACTION, UPSTREAM_VERSION } from '../../src/contract/wire/upstream.ts';
import { failWith } from '../../src/simulator/faults/faults.ts';
import { always } from '../../src/simulator/faults/scenarios.ts';
import { DEMO_CREDENTIALS } from '../../src/simulator/simulator.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';
import { buildParams, createTestSimulator } from '../support/simulator.ts';

const servers: ReturnType<typeof createAdaptorServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(options: Partial<SimulatorOptions> = {}): Promise<string> {
  const server = createAdaptorServer({ fetch: createTestSimulator({ now: Date.now, ...options }) });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  return `127.0.0.1:${address.port}`;
}

async function call(endpoint: string, credentials: Record<string, string>, method = 'POST') {
  const client = new Client(
    new $OpenApiUtil.Config({ ...credentials, endpoint, protocol: 'HTTP' }),
  );
  const end = Date.now() - (Date.now() % STEP);
  const query = buildParams({
    BeginTs: String(end - 12 * STEP),
    EndTs: String(end - 1),
    Os: 'Android',
  });
  const response: unknown = await client.callApi(
    new $OpenApiUtil.Params({
      action: UPSTREAM_ACTION,
      version: UPSTREAM_VERSION,
      protocol: 'HTTP',
      pathname: '/',
      method,
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    }),
    new $OpenApiUtil.OpenApiRequest({ query }),
    {} as Parameters<Client['callApi']>[2],
  );
  return response;
}

describe('createSimulator with the vendor’s generic client', () => {
  it.each(['POST', 'GET'])('returns data for %s requests', async (method) => {
    const response = await call(await listen(), DEMO_CREDENTIALS, method);
    expect(response).toMatchObject({
      statusCode: 200,
      body: {
        Nodes: expect.any(Array),
        RequestId: expect.any(String),
        SummaryData: expect.any(String),
      },
    });
    expect(response).toHaveProperty('body.Nodes.8.Timestamp');
  });
  it('returns data for a temporary key', async () => {
    const credentials = { ...DEMO_CREDENTIALS, securityToken: 'token/+=' };
    const response = await call(await listen({ credentials }), credentials);
    expect(response).toMatchObject({ statusCode: 200 });
  });
  it.each([
    ['SignatureDoesNotMatch', 400, { ...DEMO_CREDENTIALS, accessKeySecret: 'other' }],
    ['InvalidAccessKeyId.NotFound', 404, { ...DEMO_CREDENTIALS, accessKeyId: 'other' }],
  ])('reports %s to the client', async (code, statusCode, credentials) => {
    await expect(call(await listen(), credentials)).rejects.toMatchObject({ code, statusCode });
  });
  it.each(['json', 'lowercase-json', 'xml'] as const)(
    'sends a readable error as %s',
    async (format) => {
      const endpoint = await listen({
        scenario: always(failWith('Meter.ReadyTsError', { format })),
      });
      await expect(call(endpoint, DEMO_CREDENTIALS)).rejects.toMatchObject({
        code: 'Meter.ReadyTsError',
        statusCode: 502,
      });
    },
  );
  it('sends the retry delay with a throttling error', async () => {
    const endpoint = await listen({ qps: 0 });
    await expect(call(endpoint, DEMO_CREDENTIALS)).rejects.toMatchObject({
      code: 'Throttling.User',
      retryAfter: 1_000,
    });
  });
});
