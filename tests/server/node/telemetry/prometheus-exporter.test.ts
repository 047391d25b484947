import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { AppDeps } from '../../../../src/server/app.ts';
import { createPrometheusExporter } from '../../../../src/server/node/telemetry/prometheus-exporter.ts';
import { MAX_ATTEMPTS } from '../../../../src/server/upstream/retry-policy.ts';
import {
  CREDENTIALS,
  ORIGIN,
  fetchRecords,
  createStubUpstream,
  respondWithError,
  respondWithValue,
  createHourRequests,
  createTestApp,
  createSettings,
  createWindowRequest,
  flushPromises,
} from '../../../support/server/test-doubles.ts';
import { WINDOWS_PER_DAY, createMemoryArchive } from '../../../support/server/window-service.ts';
import { FAULTS } from '../../../support/server/fault-table.ts';
import { parseOpenMetrics } from '../../../support/server/open-metrics.ts';
import type { MetricFamily } from '../../../support/server/open-metrics.ts';

/** Accept header of a client that supports only the Prometheus text format. */
const TEXT_ONLY = 'text/plain;version=0.0.4';

function createMeteredApp(
  upstream: ReturnType<typeof createStubUpstream>,
  changes: Partial<AppDeps> = {},
) {
  const app = createTestApp(upstream, {
    metricsExporter: createPrometheusExporter('1.2.3'),
    ...changes,
  });
  const read = (accept?: string) =>
    app(new Request(`${ORIGIN}/metrics`, { headers: accept ? { accept } : {} }));
  return { app, read, families: async () => parseOpenMetrics(await (await read()).text()) };
}

/** Value of the first sample that has the given labels. */
function readValue(
  families: Map<string, MetricFamily>,
  name: string,
  labels: Record<string, string> = {},
) {
  const samples = families.get(`artc_lens_${name}`)?.samples ?? [];
  return samples.find((sample) =>
    Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  )?.value;
}

describe('GET /metrics', () => {
  it('returns OpenMetrics with a sample of every metric from the start', async () => {
    const { read } = createMeteredApp(createStubUpstream());
    const response = await read();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    const families = parseOpenMetrics(await response.text());
    expect([...families.values()].filter(({ help }) => help === '')).toEqual([]);
    expect([...families].filter(([, { samples }]) => samples.length === 0)).toEqual([]);
    expect([...families.keys()].toSorted()).toMatchInlineSnapshot(`
      [
        "artc_lens_archive_damaged",
        "artc_lens_archive_failing",
        "artc_lens_archive_failures",
        "artc_lens_archive_lost_windows",
        "artc_lens_archive_operations",
        "artc_lens_archive_windows",
        "artc_lens_build_info",
        "artc_lens_cache_hits",
        "artc_lens_cache_misses",
        "artc_lens_queue_length",
        "artc_lens_quota_paused",
        "artc_lens_quota_slots",
        "artc_lens_quota_slots_in_use",
        "artc_lens_recorder_failing",
        "artc_lens_recorder_on",
        "artc_lens_recorder_windows",
        "artc_lens_turned_away",
        "artc_lens_upstream_call_seconds",
        "artc_lens_upstream_calls",
        "artc_lens_upstream_left_alone",
        "artc_lens_upstream_retries",
        "artc_lens_upstream_shut",
        "artc_lens_upstream_throttles",
        "artc_lens_window_seconds",
        "artc_lens_windows",
        "artc_lens_windows_waiting",
        "process_cpu_seconds",
        "process_resident_memory_bytes",
      ]
    `);
    expect(readValue(families, 'build_info', { version: '1.2.3' })).toBe(1);
  });

  it('returns the Prometheus text format to clients that accept only that', async () => {
    const { read } = createMeteredApp(createStubUpstream());
    const text = await read(TEXT_ONLY);
    expect(text.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await text.text()).toContain('# TYPE artc_lens_windows_total counter');
    const openMetrics = await read('application/openmetrics-text;version=1.0.0,text/plain;q=0.5');
    expect(openMetrics.headers.get('content-type')).toContain('openmetrics');
  });

  it('returns the same text per format, whatever was read before', async () => {
    const { read, app } = createMeteredApp(createStubUpstream());
    await fetchRecords(app, createHourRequests(3));
    const textOf = async (accept?: string) => {
      const text = await (await read(accept)).text();
      return text.replaceAll(/^process_.*$/gm, '');
    };
    const plainText = await textOf(TEXT_ONLY);
    expect(plainText).toContain('\nartc_lens_windows_total{status="ok"} 3\n');
    const open = await textOf();
    expect(open).toContain('# TYPE artc_lens_windows counter\nartc_lens_windows_total{');
    expect(await textOf(TEXT_ONLY)).toBe(plainText);
    expect(await textOf()).toBe(open);
  });

  it('responds 404 without an exporter and 405 to other methods', async () => {
    expect(
      (await createTestApp(createStubUpstream())(new Request(`${ORIGIN}/metrics`))).status,
    ).toBe(404);
    const { app } = createMeteredApp(createStubUpstream());
    const posted = await app(new Request(`${ORIGIN}/metrics`, { method: 'POST' }));
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('counts windows by source and status', async () => {
    const upstream = createStubUpstream((url, call) =>
      call === 0 ? respondWithError(503, 'ServiceUnavailable') : respondWithValue(url),
    );
    const { app, families } = createMeteredApp(upstream);
    await fetchRecords(app, [...createHourRequests(5), ...createHourRequests(2)]);
    await fetchRecords(app, createHourRequests(5));
    const metrics = await families();
    expect(readValue(metrics, 'windows', { status: 'ok' })).toBe(12);
    expect(readValue(metrics, 'cache_misses')).toBe(5);
    expect(readValue(metrics, 'cache_hits', { layer: 'flight' })).toBe(2);
    expect(readValue(metrics, 'cache_hits', { layer: 'memory' })).toBe(5);
    expect(readValue(metrics, 'upstream_calls', { outcome: 'ok' })).toBe(5);
    expect(readValue(metrics, 'upstream_calls', { outcome: 'error' })).toBe(1);
    expect(readValue(metrics, 'upstream_retries', { reason: 'transient' })).toBe(1);
    expect(readValue(metrics, 'upstream_throttles')).toBe(0);
    const readSample = (suffix: string) => (name: string) =>
      metrics.get(`artc_lens_${name}`)?.samples.find((sample) => sample.name.endsWith(suffix))
        ?.value;
    expect(['upstream_call_seconds', 'window_seconds'].map(readSample('_count'))).toEqual([6, 12]);
  });

  it('counts throttles and calls that an open circuit prevented', async () => {
    const throttled = createMeteredApp(
      createStubUpstream(() => respondWithError(429, 'Throttling.User')),
    );
    await fetchRecords(throttled.app, [createWindowRequest()]);
    expect(readValue(await throttled.families(), 'upstream_throttles')).toBe(MAX_ATTEMPTS);
    const denied = createMeteredApp(
      createStubUpstream(() => respondWithError(403, 'NoPermission')),
    );
    for (const window of createHourRequests(4)) await fetchRecords(denied.app, [window]);
    const metrics = await denied.families();
    expect(readValue(metrics, 'upstream_calls', { outcome: 'denied' })).toBe(1);
    expect(readValue(metrics, 'upstream_left_alone')).toBe(3);
    expect(readValue(metrics, 'upstream_shut')).toBe(1);
    expect(readValue(metrics, 'windows', { status: 'failed' })).toBe(4);
  });

  it('exports the state of the archiver', async () => {
    const stopping = new AbortController();
    const { app, families } = createMeteredApp(
      createStubUpstream(() => new Promise(() => {})),
      {
        settings: createSettings({ record: true, apps: [{ id: 'app', name: 'App' }] }),
        archive: createMemoryArchive(),
        stopping: stopping.signal,
      },
    );
    await flushPromises();
    const metrics = await families();
    expect(readValue(metrics, 'recorder_on')).toBe(1);
    expect(readValue(metrics, 'recorder_windows', { state: 'pending' })).toBe(29 * WINDOWS_PER_DAY);
    expect(readValue(metrics, 'queue_length', { lane: 'backfill' })).toBeDefined();
    expect(await (await app(new Request(`${ORIGIN}/api/config`))).json()).toMatchObject({
      recorder: { on: true, pending: 29 * WINDOWS_PER_DAY, done: 0, lost: 0 },
    });
    stopping.abort();
  });

  it('uses fixed label values, whatever clients and the upstream send', async () => {
    const faults = [...FAULTS.values()];
    const upstream = createStubUpstream((url, call) => {
      const [, fault] = faults[call % faults.length] ?? [];
      return fault ? fault(url, call) : respondWithValue(url);
    });
    const { app, read, families } = createMeteredApp(upstream);
    const labelsIn = (metrics: Map<string, MetricFamily>) =>
      [...metrics].flatMap(([name, { samples }]) =>
        samples.map(({ labels }) => `${name}${JSON.stringify(labels)}`),
      );
    const before = labelsIn(await families());
    const windows = Array.from({ length: 200 }, (_, index) =>
      createWindowRequest({ appId: `visitor-app-${index}`, channelId: `visitor-channel-${index}` }),
    );
    await fetchRecords(app, windows);
    expect(labelsIn(await families()).toSorted()).toEqual(before.toSorted());
    const text = await (await read()).text();
    for (const canary of [...Object.values(CREDENTIALS), 'visitor-', 'raw text', 'Signature']) {
      expect(text).not.toContain(canary);
    }
  });

  const promtool = spawnSync('promtool', ['--version']).error === undefined;
  it.skipIf(!promtool)('passes promtool', async () => {
    const { read } = createMeteredApp(createStubUpstream());
    const check = async () => {
      const input = await (await read(TEXT_ONLY)).text();
      const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input });
      return [status, String(stdout), String(stderr)];
    };
    expect(await check()).toEqual([0, '', '']);
    await read();
    expect(await check()).toEqual([0, '', '']);
  });
});
