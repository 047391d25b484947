import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/contract/domain/time.ts';
import { NOOP_METRICS } from '../../../src/server/telemetry/metrics.ts';
import {
  MAX_OPEN_TIME,
  REJECTION_OPEN_TIME,
} from '../../../src/server/upstream/circuit-breaker.ts';
import {
  classifyError,
  timedOut,
  unreachable,
  unreadable,
} from '../../../src/server/upstream/classify-error.ts';
import {
  NOW,
  TODAY,
  createManualTime,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
  neverAborts,
  respondWithError,
} from '../../support/server/test-doubles.ts';
import {
  createFaultyWindowService,
  createTestWindowService,
  createWindowRequests,
} from '../../support/server/window-service.ts';

const outage = unreachable(undefined);

describe('createWindowService', () => {
  it('stops calling after rejected credentials, except for one probe per 30 s', async () => {
    const { fetchWindow, fault, calls, time } = createFaultyWindowService();
    fault.current = classifyError({ status: 404, code: 'InvalidAccessKeyId.NotFound' });
    const records = Promise.all(createWindowRequests('app', 1_000).map(fetchWindow));
    await time.advance(5_000);
    for (const record of await records) {
      expect(record).toMatchObject({ status: 'failed', problem: { code: 'key_invalid' } });
    }
    expect(calls.length).toBeLessThanOrEqual(50);
    const callsBefore = calls.length;
    for (let second = 0; second < 90; second += 1) {
      void fetchWindow();
      await time.advance(1_000);
    }
    expect(calls.length - callsBefore).toBeLessThanOrEqual(3);
    fault.current = undefined;
    await time.advance(REJECTION_OPEN_TIME);
    const record = fetchWindow();
    await time.advance(1_000);
    expect(await record).toMatchObject({ status: 'ok' });
  });

  it('stops calling when the upstream rejects the corrected clock', async () => {
    const time = createManualTime(NOW);
    const { now, tick, sleep } = time;
    const upstream = createStubUpstream(() =>
      respondWithError(400, 'InvalidTimeStamp.Expired', {
        date: new Date(NOW + HOUR).toUTCString(),
      }),
    );
    const app = createTestApp(upstream, { now, tick, sleep });
    let records: Awaited<ReturnType<typeof fetchRecords>> = [];
    void fetchRecords(app, createWindowRequests('app', 600)).then((all) => (records = all));
    while (records.length === 0) await time.advance(100);
    const problem = { code: 'clock_skew', retryable: false };
    for (const record of records) expect(record).toMatchObject({ status: 'failed', problem });
    expect(records[599]?.problem?.retryAfterMs).toBeGreaterThan(0);
    // Two attempts for each call that was under way.
    expect(upstream.calls.length).toBeLessThanOrEqual(100);
    const callsBefore = upstream.calls.length;
    for (let second = 0; second < 90; second += 1) {
      void fetchRecords(app, [createWindowRequest()]);
      await time.advance(1_000);
    }
    expect(upstream.calls.length - callsBefore).toBeLessThanOrEqual(3);
  });

  it.each([
    ['back', -2 * HOUR],
    ['forward', 2 * HOUR],
  ])('keeps the open time when the clock is set %s', async (_direction, by) => {
    const { fetchWindow, fault, calls, time } = createFaultyWindowService();
    fault.current = classifyError({ status: 403, code: 'NoPermission' });
    const rejected = fetchWindow();
    await time.advance(100);
    await rejected;
    fault.current = undefined;
    time.setClock(by);
    await time.advance(REJECTION_OPEN_TIME - 100);
    expect((await fetchWindow()).problem?.retryAfterMs).toBeLessThanOrEqual(100);
    expect(calls).toHaveLength(1);
    await time.advance(100);
    const record = fetchWindow();
    await time.advance(100);
    expect(await record).toMatchObject({ status: 'ok' });
  });

  it('serves stale copies immediately during an outage, and calls the upstream only to probe', async () => {
    const { fetchWindow, fault, calls, time, stats } = createFaultyWindowService();
    const open = createWindowRequest(TODAY);
    void fetchWindow(open);
    await time.advance(10 * MINUTE);
    fault.current = outage;
    for (const request of createWindowRequests('app', 100)) void fetchWindow(request);
    await time.advance(30_000);
    expect(stats().circuitOpen).toBe(true);
    // Uses up a probe that may be due, so that the circuit stays open for a while.
    void fetchWindow(createWindowRequest({ appId: 'probe' }));
    await time.advance(100);
    const callsBefore = calls.length;
    const startedAt = time.now();
    // Both records arrive without any time passing.
    const records = await Promise.all([
      fetchWindow(open),
      fetchWindow(createWindowRequest({ appId: 'new' })),
    ]);
    expect(time.now()).toBe(startedAt);
    expect(records).toMatchObject([
      { status: 'stale', problem: { code: 'upstream_unreachable', retryable: true } },
      { status: 'failed', problem: { code: 'upstream_unreachable', retryable: true } },
    ]);
    expect(records[0]?.problem?.retryAfterMs).toBeGreaterThan(0);
    for (let second = 0; second < 600; second += 1) {
      void fetchWindow(createWindowRequest({ appId: `later-${second}` }));
      await time.advance(1_000);
    }
    // A new call may be the probe, and is not retried while the circuit is open.
    expect(calls.length - callsBefore).toBeLessThanOrEqual(600 / 30 + 6);
    fault.current = undefined;
    await time.advance(MAX_OPEN_TIME);
    const record = fetchWindow(createWindowRequest({ appId: 'after' }));
    await time.advance(1_000);
    expect(await record).toMatchObject({ status: 'ok' });
    expect(stats().circuitOpen).toBe(false);
  });

  it('retries after the reported time once a missing permission has been granted', async () => {
    const { fetchWindow, fault, calls, time } = createFaultyWindowService();
    for (const code of ['NoPermission', 'Meter.AuthError']) {
      const request = createWindowRequest({ appId: code });
      fault.current = classifyError({ status: 403, code });
      const rejected = fetchWindow(request);
      await time.advance(100);
      const { problem } = await rejected;
      expect(problem).toMatchObject({ code: 'no_permission', retryable: false });
      fault.current = undefined;
      const callsBefore = calls.length;
      await time.advance((problem?.retryAfterMs ?? 0) - 100);
      expect((await fetchWindow(request)).problem?.retryAfterMs).toBeLessThanOrEqual(100);
      expect(calls).toHaveLength(callsBefore);
      await time.advance(100);
      const granted = fetchWindow(request);
      await time.advance(100);
      expect(await granted).toMatchObject({ status: 'ok' });
    }
  });

  it('does not count waiting for an open circuit as a retry', async () => {
    const retries: string[] = [];
    const metrics = { ...NOOP_METRICS, countRetry: (reason: string) => void retries.push(reason) };
    const { fetchWindow, fault, calls, time } = createFaultyWindowService({ metrics });
    fault.current = outage;
    for (const request of createWindowRequests('app', 20)) void fetchWindow(request);
    await time.advance(20_000);
    const windows = new Set(calls.map(({ params }) => JSON.stringify(params)));
    expect(retries).toEqual(Array(calls.length - windows.size).fill('transient'));
  });

  it('loads every window when an outage lasts two seconds', async () => {
    const { fetchWindow, fault, time } = createFaultyWindowService();
    fault.current = outage;
    const records = Promise.all(createWindowRequests('app', 300).map(fetchWindow));
    await time.advance(2_000);
    fault.current = undefined;
    await time.advance(60_000);
    expect((await records).filter(({ status }) => status !== 'ok')).toEqual([]);
  });

  it('loads every window with closed circuits when 8 % of the calls fail', async () => {
    const faults = [
      outage,
      timedOut(),
      unreadable(true),
      classifyError({ status: 503, code: 'ServiceUnavailable' }),
      classifyError({ status: 429, code: 'Throttling.User' }),
      classifyError({ status: 500, code: 'Meter.DataSourceQueryError' }),
    ];
    const service = createTestWindowService({
      respond(_params, call) {
        const fault = (call * 7_919) % 100 < 8 ? faults[call % faults.length] : undefined;
        if (fault) throw fault;
      },
    });
    const records = Promise.all(
      createWindowRequests('app', 1_000).map((request) =>
        service.fetchWindow(request, neverAborts(), { client: 'a' }),
      ),
    );
    await service.time.advance(10 * MINUTE);
    expect((await records).filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(service.stats().circuitOpen).toBe(false);
  });
});
