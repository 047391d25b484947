import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigSchema } from '../../src/contract/wire/api.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import type { RequestHandler } from '../../src/server/app.ts';
import type { Archive } from '../../src/server/archive/archive.ts';
import { SILENT_LOG } from '../../src/server/telemetry/log.ts';
import {
  createDayRequest,
  createStoredWindow,
  openTestArchive,
} from '../support/server/archive-days.ts';
import { countAttempts, createFailingArchive } from '../support/server/failing-archive.ts';
import { createTemporaryDirectory } from '../support/server/temporary-directory.ts';
import {
  NOW,
  ORIGIN,
  TODAY,
  createSettings,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
  flushPromises,
  respondWithError,
} from '../support/server/test-doubles.ts';

/** The archive's reach as /api/config reports it for `apps`. */
async function readReach(app: RequestHandler, apps: readonly string[] = []) {
  const query = new URLSearchParams(apps.map((id) => ['app', id])).toString();
  const response = await app(new Request(`${ORIGIN}/api/config?${query}`));
  return v.parse(ConfigSchema, await response.json()).archive.since;
}

describe('createApp, with an archive', () => {
  it('serves archived days unchanged after a restart, with the upstream down', async () => {
    const directory = createTemporaryDirectory();
    const windows = [
      createWindowRequest(),
      createWindowRequest({ os: 'iOS', terminal: 'web' }),
      createWindowRequest({ metric: 'FirstFrameCost', channelId: 'room 1/ä' }),
      createDayRequest(29),
    ];
    const before = await fetchRecords(
      createTestApp(createStubUpstream(), { archive: openTestArchive(directory) }),
      windows,
    );
    const upstream = createStubUpstream(() => respondWithError(503, 'ServiceUnavailable'));
    const after = await fetchRecords(
      createTestApp(upstream, { archive: openTestArchive(directory) }),
      windows,
    );
    expect(after).toEqual(before);
    expect(after.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(upstream.calls).toEqual([]);
  });

  it('serves a day that the upstream no longer has, and reports the reach', async () => {
    const directory = createTemporaryDirectory();
    await fetchRecords(
      createTestApp(createStubUpstream(), { archive: openTestArchive(directory) }),
      [createDayRequest(2)],
    );
    const upstream = createStubUpstream();
    const later = () => NOW + 40 * DAY;
    const app = createTestApp(upstream, {
      archive: openTestArchive(directory, { now: later }),
      now: later,
    });
    const records = await fetchRecords(app, [createDayRequest(2), createDayRequest(1)]);
    expect(records[0]).toMatchObject({ status: 'ok', final: true, summary: 97.5 });
    expect(records[0]?.values).toHaveLength(288);
    expect(records[1]).toMatchObject({ status: 'gone', problem: { code: 'gone' } });
    expect(upstream.calls).toEqual([]);
    expect(await readReach(app, [createDayRequest(2).appId])).toEqual({
      [createDayRequest(2).appId]: createDayRequest(2).begin,
    });
  });

  it('reports the reach of configured apps and of apps named in the request', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    for (const appId of ['ours', 'typed', 'secret']) {
      await archive.put(
        createWindowRequest({ appId }),
        createStoredWindow(createWindowRequest({ appId })),
      );
    }
    const { begin } = createWindowRequest();
    const settings = createSettings({ apps: [{ id: 'ours', name: 'Ours' }] });
    const app = createTestApp(createStubUpstream(), { archive, settings });
    expect(await readReach(app)).toEqual({ ours: begin });
    const named = ['typed', 'unknown', '__proto__', 'constructor'];
    expect(await readReach(app, named)).toEqual({ ours: begin, typed: begin });
    const strict = createTestApp(createStubUpstream(), {
      archive,
      settings: { ...settings, anyApp: false },
    });
    expect(await readReach(strict, named)).toEqual({ ours: begin });
  });

  it('archives only whole, final and complete days', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    const oldest = createDayRequest(30);
    await fetchRecords(createTestApp(createStubUpstream(), { archive }), [
      createWindowRequest(TODAY),
      createWindowRequest({ begin: TODAY.begin - DAY / 2, end: TODAY.begin }),
      createWindowRequest({ begin: TODAY.begin - DAY / 2, end: TODAY.begin + DAY / 2 }),
      oldest,
    ]);
    expect(archive.stats()).toMatchObject({ windows: 0, writes: 0 });
  });

  it('does not archive empty days of unknown apps and channels', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    const upstream = createStubUpstream(() => Response.json({ Nodes: [], RequestId: 'A01C98C5' }));
    const { appId } = createWindowRequest();
    const settings = createSettings({ apps: [{ id: appId, name: 'Ours' }] });
    const app = createTestApp(upstream, { archive, settings });
    const windows = [
      createWindowRequest({ appId: 'made-up' }),
      createWindowRequest({ channelId: 'made up' }),
      createWindowRequest(),
    ];
    await fetchRecords(app, windows);
    expect(await archive.reach()).toEqual({ [appId]: createWindowRequest().begin });
    expect(archive.stats().windows).toBe(1);
  });
});

describe('createApp, with failing archive storage', () => {
  it('still returns all windows, logs the failure once and reports it in /readyz', async () => {
    const { archive, disk } = createFailingArchive();
    const errors: unknown[] = [];
    const log = { ...SILENT_LOG, error: (...line: unknown[]) => void errors.push(line) };
    let tick = 0;
    const app = createTestApp(createStubUpstream(), { archive, log, tick: () => tick });
    const readReadiness = async () => {
      const response = await app(new Request(`${ORIGIN}/readyz`));
      return [response.status, await response.json()];
    };
    const records = await fetchRecords(app, [
      createWindowRequest(),
      createWindowRequest({ metric: 'FirstFrameCost' }),
    ]);
    expect(records.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect(errors).toEqual([['archive write failed', { error: 'Error', errorCode: 'ENOSPC' }]]);
    expect(await readReadiness()).toEqual([
      503,
      { status: 'failing', archive: 'failing', credentials: 'ok' },
    ]);

    disk.isFull = false;
    await fetchRecords(app, [createWindowRequest()]);
    expect(archive.stats().windows).toBe(0);
    tick += 10_000;
    await fetchRecords(app, [createWindowRequest()]);
    expect(archive.stats().windows).toBe(1);
    expect(await readReadiness()).toEqual([
      200,
      { status: 'ok', archive: 'ok', credentials: 'ok' },
    ]);
  });

  it('reports recovery in /readyz without other requests', async () => {
    const { archive, disk } = createFailingArchive();
    let tick = 0;
    const app = createTestApp(createStubUpstream(), { archive, tick: () => tick });
    const readReadiness = async () => (await app(new Request(`${ORIGIN}/readyz`))).status;
    await fetchRecords(app, [createWindowRequest()]);
    disk.isFull = false;
    expect(await readReadiness()).toBe(503);
    tick += 10_000;
    await readReadiness();
    expect(await readReadiness()).toBe(200);
  });

  it('archives other windows and stays ready when a single path fails', async () => {
    const { archive, disk, archived } = createFailingArchive();
    disk.isFull = false;
    const failingRequest = createWindowRequest({ metric: 'FirstFrameCost' });
    const counted = countAttempts({
      ...archive,
      put: (request, entry) =>
        request.metric === failingRequest.metric
          ? Promise.reject(Object.assign(new Error('path'), { code: 'ENOTDIR' }))
          : archive.put(request, entry),
    });
    let tick = 0;
    const app = createTestApp(createStubUpstream(), {
      archive: counted.archive,
      tick: () => tick,
    });
    const records = await fetchRecords(app, [failingRequest, createWindowRequest()]);
    expect(records.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect([...archived]).toEqual(['JoinChannelSucRate']);
    expect((await app(new Request(`${ORIGIN}/readyz`))).status).toBe(200);
    await fetchRecords(app, [failingRequest]);
    expect(counted.attempts.puts).toBe(2);
    tick += 10_000;
    await fetchRecords(app, [failingRequest]);
    await flushPromises();
    expect(counted.attempts.puts).toBe(3);
    expect((await app(new Request(`${ORIGIN}/readyz`))).status).toBe(200);
  });

  it('returns fresh windows when the archive cannot be queried', async () => {
    const broken = () => Promise.reject(new Error('no connection'));
    const archive: Archive = {
      ...createFailingArchive().archive,
      get: broken,
      getPresence: broken,
      reach: broken,
    };
    const [fresh] = await fetchRecords(createTestApp(createStubUpstream(), { archive }), [
      createWindowRequest(),
    ]);
    expect(fresh?.status).toBe('ok');
    const laterApp = createTestApp(createStubUpstream(), { archive, now: () => NOW + 40 * DAY });
    const [record] = await fetchRecords(laterApp, [createWindowRequest()]);
    expect(record).toMatchObject({ status: 'failed', problem: { retryable: true } });
    expect(await readReach(laterApp, [createWindowRequest().appId])).toEqual({});
  });

  it('reports a failed archive read as an error, not as an expired day', async () => {
    const { archive } = createFailingArchive(new Set(['JoinChannelSucRate']));
    const now = () => NOW + 40 * DAY;
    const [record] = await fetchRecords(createTestApp(createStubUpstream(), { archive, now }), [
      createWindowRequest(),
    ]);
    expect(record).toMatchObject({
      status: 'failed',
      problem: { code: 'internal', retryable: true },
    });
  });
});
