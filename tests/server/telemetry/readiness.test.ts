import { describe, expect, it } from 'vitest';
import { NOOP_METRICS } from '../../../src/server/telemetry/metrics.ts';
import type { MetricsExporter } from '../../../src/server/telemetry/metrics.ts';
import { HOUR, createTestCredentials } from '../../support/server/test-credentials.ts';
import {
  ORIGIN,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
  flushPromises,
  respondWithError,
  respondWithValue,
} from '../../support/server/test-doubles.ts';

async function getReadiness(app: ReturnType<typeof createTestApp>) {
  const response = await app(new Request(`${ORIGIN}/readyz`));
  const body: unknown = await response.json();
  return [response.status, body];
}

describe('createReadiness', () => {
  it('reports missing credentials until they have been loaded', async () => {
    const credentials = createTestCredentials();
    const app = createTestApp(createStubUpstream(), { credentials: credentials.source });
    expect(await getReadiness(app)).toMatchObject([
      503,
      { status: 'missing', credentials: 'missing' },
    ]);
    await credentials.resolveLoad(HOUR);
    expect(await getReadiness(app)).toMatchObject([200, { status: 'ok', credentials: 'ok' }]);
  });

  it('reports refused credentials while the upstream rejects them', async () => {
    let isAccepting = false;
    const upstream = createStubUpstream((url) =>
      isAccepting ? respondWithValue(url) : respondWithError(400, 'SignatureDoesNotMatch'),
    );
    let tick = 0;
    const app = createTestApp(upstream, { tick: () => tick });
    await fetchRecords(app, [createWindowRequest()]);
    expect(await getReadiness(app)).toMatchObject([
      503,
      { status: 'refused', credentials: 'refused' },
    ]);
    isAccepting = true;
    tick += 31_000;
    await fetchRecords(app, [createWindowRequest()]);
    expect(await getReadiness(app)).toMatchObject([200, { status: 'ok', credentials: 'ok' }]);
  });

  it('probes rejected credentials when there are no other requests', async () => {
    let isAccepting = false;
    const upstream = createStubUpstream((url) =>
      isAccepting ? respondWithValue(url) : respondWithError(403, 'InvalidAccessKeyId.Inactive'),
    );
    let tick = 0;
    let rejectedProbes = 0;
    const metricsExporter: MetricsExporter = {
      metrics: {
        ...NOOP_METRICS,
        countWindow: (status) =>
          void (rejectedProbes += Number(tick === 31_000 && status === 'failed')),
      },
      expose: () => Promise.resolve({ body: '', type: '' }),
    };
    const app = createTestApp(upstream, { tick: () => tick, metricsExporter });
    const waitUntil = async (condition: () => Promise<boolean>) => {
      while (!(await condition())) await flushPromises();
    };
    const getStatusAt = async (at: number) => {
      tick = at;
      return (await getReadiness(app))[0];
    };
    await fetchRecords(app, [createWindowRequest()]);
    expect(upstream.calls).toHaveLength(1);
    expect(await getStatusAt(1_000)).toBe(503);
    expect(await getStatusAt(29_000)).toBe(503);
    expect(upstream.calls).toHaveLength(1);
    await waitUntil(async () => (await getStatusAt(31_000)) === 503 && rejectedProbes === 1);
    expect(upstream.calls).toHaveLength(2);
    isAccepting = true;
    expect(await getStatusAt(60_000)).toBe(503);
    expect(await getStatusAt(62_000)).toBe(503);
    await waitUntil(async () => (await getStatusAt(62_000)) === 200);
    expect(await getStatusAt(99_000)).toBe(200);
    expect(upstream.calls).toHaveLength(3);
  });
});
