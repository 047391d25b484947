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
import { createMemoryArchive } from '../../../support/server/window-service.ts';
import { FAULTS } from '../../../support/server/fault-table.ts';
import { parseOpenMetrics } from '../../../support/server/open-metrics.ts';
import type { MetricFamily } from '../../../support/server/open-metrics.ts';

/** What a Prometheus asks for that knows only the older text. */
const OLD = 'text/plain;version=0.0.4';

function meteredProxy(
  upstream: ReturnType<typeof createStubUpstream>,
  changes: Partial<AppDeps> = {},
) {
  const proxy = createTestApp(upstream, {
    metricsExporter: createPrometheusExporter('1.2.3'),
    ...changes,
  });
  const read = (accept?: string) =>
    proxy(new Request(`${ORIGIN}/metrics`, { headers: accept ? { accept } : {} }));
  return { proxy, read, families: async () => parseOpenMetrics(await (await read()).text()) };
}

/** One sample's value; labels as far as they are given. */
function valueOf(
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
  it('is OpenMetrics, with every figure there from the start', async () => {
    const { read } = meteredProxy(createStubUpstream());
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
    expect(valueOf(families, 'build_info', { version: '1.2.3' })).toBe(1);
  });

  it('is the older text for who names only that', async () => {
    const { read } = meteredProxy(createStubUpstream());
    const old = await read(OLD);
    expect(old.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await old.text()).toContain('# TYPE artc_lens_windows_total counter');
    const both = await read('application/openmetrics-text;version=1.0.0,text/plain;q=0.5');
    expect(both.headers.get('content-type')).toContain('openmetrics');
  });

  it('is the same in each format, whichever was read before', async () => {
    const { read, proxy } = meteredProxy(createStubUpstream());
    await fetchRecords(proxy, createHourRequests(3));
    const textOf = async (accept?: string) => {
      const text = await (await read(accept)).text();
      return text.replaceAll(/^process_.*$/gm, '');
    };
    const old = await textOf(OLD);
    expect(old).toContain('\nartc_lens_windows_total{status="ok"} 3\n');
    const open = await textOf();
    expect(open).toContain('# TYPE artc_lens_windows counter\nartc_lens_windows_total{');
    expect(await textOf(OLD)).toBe(old);
    expect(await textOf()).toBe(open);
  });

  it('is not there where nothing is counted, and takes only GET', async () => {
    expect(
      (await createTestApp(createStubUpstream())(new Request(`${ORIGIN}/metrics`))).status,
    ).toBe(404);
    const { proxy } = meteredProxy(createStubUpstream());
    const posted = await proxy(new Request(`${ORIGIN}/metrics`, { method: 'POST' }));
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('counts windows by where they came from and what became of them', async () => {
    const upstream = createStubUpstream((url, call) =>
      call === 0 ? respondWithError(503, 'ServiceUnavailable') : respondWithValue(url),
    );
    const { proxy, families } = meteredProxy(upstream);
    await fetchRecords(proxy, [...createHourRequests(5), ...createHourRequests(2)]);
    await fetchRecords(proxy, createHourRequests(5));
    const figures = await families();
    expect(valueOf(figures, 'windows', { status: 'ok' })).toBe(12);
    expect(valueOf(figures, 'cache_misses')).toBe(5);
    expect(valueOf(figures, 'cache_hits', { layer: 'flight' })).toBe(2);
    expect(valueOf(figures, 'cache_hits', { layer: 'memory' })).toBe(5);
    expect(valueOf(figures, 'upstream_calls', { outcome: 'ok' })).toBe(5);
    expect(valueOf(figures, 'upstream_calls', { outcome: 'error' })).toBe(1);
    expect(valueOf(figures, 'upstream_retries', { reason: 'transient' })).toBe(1);
    expect(valueOf(figures, 'upstream_throttles')).toBe(0);
    const names = (suffix: string) => (name: string) =>
      figures.get(`artc_lens_${name}`)?.samples.find((one) => one.name.endsWith(suffix))?.value;
    expect(['upstream_call_seconds', 'window_seconds'].map(names('_count'))).toEqual([6, 12]);
  });

  it('counts throttles, and what was not asked because the keys are wrong', async () => {
    const throttled = meteredProxy(
      createStubUpstream(() => respondWithError(429, 'Throttling.User')),
    );
    await fetchRecords(throttled.proxy, [createWindowRequest()]);
    expect(valueOf(await throttled.families(), 'upstream_throttles')).toBe(MAX_ATTEMPTS);
    const denied = meteredProxy(createStubUpstream(() => respondWithError(403, 'NoPermission')));
    for (const one of createHourRequests(4)) await fetchRecords(denied.proxy, [one]);
    const figures = await denied.families();
    expect(valueOf(figures, 'upstream_calls', { outcome: 'denied' })).toBe(1);
    expect(valueOf(figures, 'upstream_left_alone')).toBe(3);
    expect(valueOf(figures, 'upstream_shut')).toBe(1);
    expect(valueOf(figures, 'windows', { status: 'failed' })).toBe(4);
  });

  it('shows the archive and the recorder', async () => {
    const stopping = new AbortController();
    const { proxy, families } = meteredProxy(
      createStubUpstream(() => new Promise(() => {})),
      {
        settings: createSettings({ record: true, apps: [{ id: 'app', name: 'App' }] }),
        archive: createMemoryArchive(),
        stopping: stopping.signal,
      },
    );
    await flushPromises();
    const figures = await families();
    expect(valueOf(figures, 'recorder_on')).toBe(1);
    expect(valueOf(figures, 'recorder_windows', { state: 'pending' })).toBe(29 * 36);
    expect(valueOf(figures, 'queue_length', { lane: 'backfill' })).toBeDefined();
    expect(await (await proxy(new Request(`${ORIGIN}/api/config`))).json()).toMatchObject({
      recorder: { on: true, pending: 29 * 36, done: 0, lost: 0 },
    });
    stopping.abort();
  });

  it('has label values from fixed lists: nothing a visitor or the upstream writes', async () => {
    const respond = [...FAULTS.values()];
    const upstream = createStubUpstream((url, call) => {
      const [, fault] = respond[call % respond.length] ?? [];
      return fault ? fault(url, call) : respondWithValue(url);
    });
    const { proxy, read, families } = meteredProxy(upstream);
    const labelsIn = (figures: Map<string, MetricFamily>) =>
      [...figures].flatMap(([name, { samples }]) =>
        samples.map(({ labels }) => `${name}${JSON.stringify(labels)}`),
      );
    const before = labelsIn(await families());
    const windows = Array.from({ length: 200 }, (_, index) =>
      createWindowRequest({ appId: `visitor-app-${index}`, channelId: `visitor-channel-${index}` }),
    );
    await fetchRecords(proxy, windows);
    expect(labelsIn(await families()).toSorted()).toEqual(before.toSorted());
    const text = await (await read()).text();
    for (const canary of [...Object.values(CREDENTIALS), 'visitor-', 'raw text', 'Signature']) {
      expect(text).not.toContain(canary);
    }
  });

  const promtool = spawnSync('promtool', ['--version']).error === undefined;
  it.skipIf(!promtool)('passes promtool', async () => {
    const { read } = meteredProxy(createStubUpstream());
    const check = async () => {
      const input = await (await read(OLD)).text();
      const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input });
      return [status, String(stdout), String(stderr)];
    };
    expect(await check()).toEqual([0, '', '']);
    await read();
    expect(await check()).toEqual([0, '', '']);
  });
});
