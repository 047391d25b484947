import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigSchema } from '../../../../src/contract/wire/api.ts';
import { DAY, MINUTE } from '../../../../src/contract/domain/time.ts';
import { decodeValues } from '../../../../src/server/store/encoded-values.ts';
import { openArchive } from '../../../../src/server/node/archive/open-archive.ts';
import { parseSettings } from '../../../../src/server/settings/settings.ts';
import { createTieredStore } from '../../../../src/server/archive/tiered-store.ts';
import { createMemoryStore } from '../../../../src/server/store/window-store.ts';
import { SILENT_LOG } from '../../../../src/server/telemetry/log.ts';
import type { Archive } from '../../../../src/server/archive/archive.ts';
import type { RequestHandler } from '../../../../src/server/app.ts';
import {
  createDayRequest,
  createStoredWindow,
  openTestArchive,
  archivePath,
} from '../../../support/server/archive-days.ts';
import { createTemporaryDirectory } from '../../../support/server/temporary-directory.ts';
import {
  NOW,
  ORIGIN,
  TODAY,
  fetchRecords,
  createStubUpstream,
  respondWithError,
  createTestApp,
  flushPromises,
  createSettings,
  createWindowRequest,
} from '../../../support/server/test-doubles.ts';

const dead = () => createStubUpstream(() => respondWithError(503, 'ServiceUnavailable'));

/** How far back the server says it reaches, to somebody who knows of `apps`. */
async function reachOf(proxy: RequestHandler, apps: readonly string[] = []) {
  const query = new URLSearchParams(apps.map((id) => ['app', id])).toString();
  const response = await proxy(new Request(`${ORIGIN}/api/config?${query}`));
  return v.parse(ConfigSchema, await response.json()).archive.since;
}

describe('a finished day', () => {
  it('is served after a restart with the upstream dead, as it was', async () => {
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
    const upstream = dead();
    const after = await fetchRecords(
      createTestApp(upstream, { archive: openTestArchive(directory) }),
      windows,
    );
    expect(after).toEqual(before);
    expect(after.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(upstream.calls).toEqual([]);
  });

  it('is shown after the upstream has forgotten it, and the server says how far it reaches', async () => {
    const directory = createTemporaryDirectory();
    await fetchRecords(
      createTestApp(createStubUpstream(), { archive: openTestArchive(directory) }),
      [createDayRequest(2)],
    );
    const upstream = createStubUpstream();
    const later = () => NOW + 40 * DAY;
    const proxy = createTestApp(upstream, {
      archive: openTestArchive(directory, { now: later }),
      now: later,
    });
    const lines = await fetchRecords(proxy, [createDayRequest(2), createDayRequest(1)]);
    expect(lines[0]).toMatchObject({ status: 'ok', final: true, summary: 97.5 });
    expect(lines[0]?.values).toHaveLength(288);
    expect(lines[1]).toMatchObject({ status: 'gone', problem: { code: 'gone' } });
    expect(upstream.calls).toEqual([]);
    expect(await reachOf(proxy, [createDayRequest(2).appId])).toEqual({
      [createDayRequest(2).appId]: createDayRequest(2).begin,
    });
  });

  it('tells how far back apps go that are configured, or that the asker knows of', async () => {
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
    const proxy = createTestApp(createStubUpstream(), { archive, settings });
    expect(await reachOf(proxy)).toEqual({ ours: begin });
    const named = ['typed', 'unknown', '__proto__', 'constructor'];
    expect(await reachOf(proxy, named)).toEqual({ ours: begin, typed: begin });
    const strict = createTestApp(createStubUpstream(), {
      archive,
      settings: { ...settings, anyApp: false },
    });
    expect(await reachOf(strict, named)).toEqual({ ours: begin });
  });

  it('lies where a person finds it, as JSON any tool reads', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    const request = createWindowRequest({ os: 'Android', terminal: 'mobile' });
    await archive.put(request, createStoredWindow(request));
    const file = archivePath(directory, request, 'android-mobile');
    const document: unknown = JSON.parse(gunzipSync(readFileSync(file)).toString());
    expect(document).toMatchObject({
      format: 'artc-lens-window',
      content: {
        window: request,
        unit: 'percent',
        values: decodeValues(createStoredWindow(request).encodedValues),
      },
    });
    expect(readdirSync(dirname(file))).toEqual(['2026-11-19.json.gz']);
  });

  it('is written only when it is whole, finished and complete', async () => {
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

  it('is put right when the rates turn out to be fractions', async () => {
    const directory = createTemporaryDirectory();
    const rate = createWindowRequest();
    const time = createWindowRequest({ metric: 'FirstFrameCost' });
    const archive = openTestArchive(directory);
    await archive.put(rate, { ...createStoredWindow(rate), summary: 0.29 });
    await archive.put(time, { ...createStoredWindow(time), summary: 812 });
    const later = openTestArchive(directory, { rateScale: 'fraction' });
    const read = await Promise.all([rate, time].map((each) => later.get(each)));
    expect(read.map((entry) => entry?.summary)).toEqual([29, 812]);
  });
});

describe('a damaged copy', () => {
  const damage = (directory: string) => {
    const file = archivePath(directory, createWindowRequest());
    writeFileSync(file, readFileSync(file).subarray(0, 200));
    return file;
  };

  it('is set aside, counted, and fetched again while the upstream has it', async () => {
    const directory = createTemporaryDirectory();
    const [before] = await fetchRecords(
      createTestApp(createStubUpstream(), { archive: openTestArchive(directory) }),
      [createWindowRequest()],
    );
    const file = damage(directory);
    const archive = openTestArchive(directory);
    const upstream = createStubUpstream();
    expect(
      await fetchRecords(createTestApp(upstream, { archive }), [
        createWindowRequest(),
        createWindowRequest(),
      ]),
    ).toEqual([before, { ...before, index: 1 }]);
    expect(upstream.calls).toHaveLength(1);
    expect(archive.stats()).toMatchObject({ windows: 1, lost: 0, damaged: 1 });
    expect(readdirSync(dirname(file))).toEqual([
      '2026-11-19.json.gz',
      '2026-11-19.json.gz.bad-20261120T120200Z',
    ]);
  });

  it('is reported as lost, after a restart too, when the upstream has forgotten it', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory).put(
      createWindowRequest(),
      createStoredWindow(createWindowRequest()),
    );
    damage(directory);
    const now = () => NOW + 40 * DAY;
    const upstream = createStubUpstream();
    for (let start = 1; start <= 2; start += 1) {
      const archive = openTestArchive(directory, { now });
      const [line] = await fetchRecords(createTestApp(upstream, { archive, now }), [
        createWindowRequest(),
      ]);
      expect(line).toMatchObject({ status: 'gone', values: [], problem: { code: 'lost' } });
      expect(archive.stats()).toMatchObject({ windows: 0, lost: 1 });
    }
    expect(upstream.calls).toEqual([]);
  });

  it('is any file that holds another window than its name says', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(createWindowRequest(), createStoredWindow(createWindowRequest()));
    const other = createWindowRequest({ os: 'iOS' });
    await archive.put(other, createStoredWindow(other));
    writeFileSync(
      archivePath(directory, other, 'ios'),
      readFileSync(archivePath(directory, createWindowRequest())),
    );
    expect(await archive.get(other)).toBeUndefined();
    expect(await archive.getPresence(other)).toBe('lost');
  });
});

describe('a copy that cannot be read', () => {
  it('is asked of the upstream, set aside for its successor, and no trouble of the server’s', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(createWindowRequest(), createStoredWindow(createWindowRequest()));
    const file = archivePath(directory, createWindowRequest());
    rmSync(file);
    mkdirSync(file);
    const proxy = createTestApp(createStubUpstream(), { archive });
    const [line] = await fetchRecords(proxy, [createWindowRequest()]);
    expect(line).toMatchObject({ status: 'ok', final: true, summary: 97.5 });
    expect((await proxy(new Request(`${ORIGIN}/readyz`))).status).toBe(200);
    expect(readdirSync(dirname(file))).toEqual([
      '2026-11-19.json.gz',
      '2026-11-19.json.gz.bad-20261120T120200Z',
    ]);
    expect((await archive.get(createWindowRequest()))?.summary).toBe(97.5);
  });
});

describe('the directory', () => {
  it('is swept of what a crash left half written', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory).put(
      createWindowRequest(),
      createStoredWindow(createWindowRequest()),
    );
    const file = archivePath(directory, createWindowRequest());
    const left = `${dirname(file)}/.2026-11-18.json.gz.7-1.tmp`;
    const underWay = `${dirname(file)}/.2026-11-18.json.gz.8-1.tmp`;
    const check = `${directory}/default/..check.9-1.tmp`;
    for (const [half, age] of [
      [left, 11 * MINUTE],
      [check, 11 * MINUTE],
      [underWay, MINUTE],
    ] as const) {
      writeFileSync(half, 'half');
      utimesSync(half, (NOW - age) / 1_000, (NOW - age) / 1_000);
    }
    const archive = openTestArchive(directory);
    // What is new may be another server's, which is about to give it its name.
    expect(readdirSync(dirname(file))).toEqual([
      '.2026-11-18.json.gz.8-1.tmp',
      '2026-11-19.json.gz',
    ]);
    expect(readdirSync(dirname(check))).toEqual([createWindowRequest().appId]);
    expect(archive.stats().windows).toBe(1);
  });

  it('is opened though another server has just given an unfinished file its name', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory).put(
      createWindowRequest(),
      createStoredWindow(createWindowRequest()),
    );
    // A name that is seen, and nothing there when it is looked at.
    const gone = `${dirname(archivePath(directory, createWindowRequest()))}/.2026-11-18.json.gz.7-1.tmp`;
    symlinkSync(`${directory}/gone`, gone);
    expect(openTestArchive(directory).stats().windows).toBe(1);
  });

  it('has no day of a name that is no day', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory).put(
      createWindowRequest(),
      createStoredWindow(createWindowRequest()),
    );
    writeFileSync(
      join(dirname(archivePath(directory, createWindowRequest())), '2026-02-30.json.gz'),
      '',
    );
    const archive = openTestArchive(directory);
    expect(archive.stats().windows).toBe(1);
    expect(await archive.reach()).toEqual({
      [createWindowRequest().appId]: createWindowRequest().begin,
    });
  });

  it('may lose a file under the running server', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(createWindowRequest(), createStoredWindow(createWindowRequest()));
    rmSync(dirname(archivePath(directory, createWindowRequest())), { recursive: true });
    expect(await archive.get(createWindowRequest())).toBeUndefined();
    expect(await archive.getPresence(createWindowRequest())).toBe('none');
    await expect(
      archive.put(createWindowRequest(), createStoredWindow(createWindowRequest())),
    ).rejects.toThrow('ENOENT');
    await archive.put(createWindowRequest(), createStoredWindow(createWindowRequest()));
    expect(existsSync(archivePath(directory, createWindowRequest()))).toBe(true);
  });

  it('keeps a file of another account as it is: neither shown, set aside, nor written over', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory, { account: 'prod' }).put(
      createWindowRequest(),
      createStoredWindow(createWindowRequest()),
    );
    renameSync(`${directory}/prod`, `${directory}/default`);
    const file = archivePath(directory, createWindowRequest());
    const before = readFileSync(file);
    const archive = openTestArchive(directory);
    const upstream = createStubUpstream();
    const proxy = createTestApp(upstream, { archive });
    const [line] = await fetchRecords(proxy, [createWindowRequest()]);
    expect(line).toMatchObject({ status: 'ok', final: true });
    expect(upstream.calls).toHaveLength(1);
    expect(readFileSync(file)).toEqual(before);
    expect((await proxy(new Request(`${ORIGIN}/readyz`))).status).toBe(200);
  });

  it('takes in no file in the place of another account’s, whenever that came', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory, { account: 'prod' }).put(
      createWindowRequest(),
      createStoredWindow(createWindowRequest()),
    );
    const archive = openTestArchive(directory);
    // Under the running server, whose index does not know of it.
    renameSync(`${directory}/prod`, `${directory}/default`);
    const before = readFileSync(archivePath(directory, createWindowRequest()));
    await expect(
      archive.put(createWindowRequest(), createStoredWindow(createWindowRequest(), 7)),
    ).rejects.toThrow('another account');
    expect(readFileSync(archivePath(directory, createWindowRequest()))).toEqual(before);
  });

  it('takes in no file in the place of a later version’s', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(createWindowRequest(), createStoredWindow(createWindowRequest()));
    const file = archivePath(directory, createWindowRequest());
    const later = gzipSync(
      gunzipSync(readFileSync(file)).toString().replace('"version":1', '"version":2'),
    );
    writeFileSync(file, later);
    await expect(
      archive.put(createWindowRequest(), createStoredWindow(createWindowRequest())),
    ).rejects.toThrow('later version');
    expect(readFileSync(file)).toEqual(later);
  });

  it('keeps a window as it was first put, and what cannot be read beside its successor', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(createWindowRequest(), createStoredWindow(createWindowRequest(), 1));
    await archive.put(createWindowRequest(), createStoredWindow(createWindowRequest(), 2));
    expect(await archive.get(createWindowRequest())).toEqual(
      createStoredWindow(createWindowRequest(), 1),
    );
    const file = archivePath(directory, createWindowRequest());
    writeFileSync(file, 'damaged');
    await Promise.all([
      archive.put(createWindowRequest(), createStoredWindow(createWindowRequest(), 3)),
      archive.put(createWindowRequest(), createStoredWindow(createWindowRequest(), 3)),
      archive.get(createWindowRequest()),
    ]);
    expect(await archive.get(createWindowRequest())).toEqual(
      createStoredWindow(createWindowRequest(), 3),
    );
    expect(archive.stats()).toMatchObject({ windows: 1, lost: 0, damaged: 1 });
    expect(readdirSync(dirname(file))).toEqual([
      '2026-11-19.json.gz',
      '2026-11-19.json.gz.bad-20261120T120200Z',
    ]);
  });

  it('may be written to by servers that know nothing of each other', async () => {
    const directory = createTemporaryDirectory();
    const servers = Array.from({ length: 4 }, () => openTestArchive(directory));
    const days = Array.from({ length: 5 }, (_, day) => createDayRequest(day + 1));
    const puts = servers.flatMap((one) => [
      ...days.map((day) => one.put(day, createStoredWindow(day))),
      one.checkWritable(),
    ]);
    await Promise.all(puts);
    const after = openTestArchive(directory);
    expect(await Promise.all(days.map((day) => after.get(day)))).toEqual(
      days.map((day) => createStoredWindow(day)),
    );
  });

  it('that was renamed to another account stops the start with a sentence', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory, { account: 'prod' }).put(
      createWindowRequest(),
      createStoredWindow(createWindowRequest()),
    );
    renameSync(`${directory}/prod`, `${directory}/default`);
    const settings = {
      archive: { directory, account: 'default' },
      rateScale: 'percent' as const,
    };
    expect(() => openArchive({ settings, now: () => NOW, log: SILENT_LOG })).toThrow(
      /archived days of the account "prod" under the name "default"\. Set ARTC_ACCOUNT=prod/,
    );
    renameSync(`${directory}/default`, `${directory}/prod`);
    expect(openArchive({ settings, now: () => NOW, log: SILENT_LOG })?.stats().windows).toBe(0);
  });

  it('is not filled with nothing for apps and channels somebody made up', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    const upstream = createStubUpstream(() => Response.json({ Nodes: [], RequestId: 'A01C98C5' }));
    const { appId } = createWindowRequest();
    const settings = createSettings({ apps: [{ id: appId, name: 'Ours' }] });
    const proxy = createTestApp(upstream, { archive, settings });
    const asked = [
      createWindowRequest({ appId: 'made-up' }),
      createWindowRequest({ channelId: 'made up' }),
      createWindowRequest(),
    ];
    await fetchRecords(proxy, asked);
    expect(await archive.reach()).toEqual({ [appId]: createWindowRequest().begin });
    expect(archive.stats().windows).toBe(1);
  });
});

/** An archive on a disk that can be full. */
function failingArchive(kept = new Set<string>()) {
  const disk = { full: true };
  const archive: Archive = {
    get: ({ metric }) =>
      kept.has(metric)
        ? Promise.reject(Object.assign(new Error('read'), { code: 'EIO' }))
        : Promise.resolve(undefined),
    put(request) {
      if (disk.full) return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
      kept.add(request.metric);
      return Promise.resolve();
    },
    getPresence: ({ metric }) => Promise.resolve(kept.has(metric) ? 'archived' : 'none'),
    reach: () => Promise.resolve({}),
    checkWritable() {
      return disk.full
        ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
        : Promise.resolve();
    },
    stats: () => ({ windows: kept.size, lost: 0, reads: 0, writes: 0, damaged: 0 }),
  };
  return { archive, disk, kept };
}

/** `archive`, and how often it was tried to write to it. */
function countTries(archive: Archive) {
  const tries = { puts: 0, checks: 0 };
  const counted: Archive = {
    ...archive,
    put(...window) {
      tries.puts += 1;
      return archive.put(...window);
    },
    checkWritable() {
      tries.checks += 1;
      return archive.checkWritable();
    },
  };
  return { archive: counted, tries };
}

function storeOver(archive: Archive, tick: () => number) {
  const memory = createMemoryStore(1_000_000);
  return createTieredStore({ memory, archive, now: () => NOW, tick, log: SILENT_LOG });
}

describe('trouble with the disk', () => {
  it('costs no reader the answer, is logged once, and is told by /readyz', async () => {
    const { archive, disk } = failingArchive();
    const errors: unknown[] = [];
    const log = { ...SILENT_LOG, error: (...line: unknown[]) => void errors.push(line) };
    let tick = 0;
    const proxy = createTestApp(createStubUpstream(), { archive, log, tick: () => tick });
    const ready = async () => {
      const response = await proxy(new Request(`${ORIGIN}/readyz`));
      return [response.status, await response.json()];
    };
    const lines = await fetchRecords(proxy, [
      createWindowRequest(),
      createWindowRequest({ metric: 'FirstFrameCost' }),
    ]);
    expect(lines.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect(errors).toEqual([['archive write failed', { error: 'Error', errorCode: 'ENOSPC' }]]);
    expect(await ready()).toEqual([
      503,
      { status: 'failing', archive: 'failing', credentials: 'ok' },
    ]);

    disk.full = false;
    await fetchRecords(proxy, [createWindowRequest()]);
    expect(archive.stats().windows).toBe(0);
    tick += 10_000;
    await fetchRecords(proxy, [createWindowRequest()]);
    expect(archive.stats().windows).toBe(1);
    expect(await ready()).toEqual([200, { status: 'ok', archive: 'ok', credentials: 'ok' }]);
  });

  it('is over for /readyz once it is mended, though nobody asks for anything', async () => {
    const { archive, disk } = failingArchive();
    let tick = 0;
    const proxy = createTestApp(createStubUpstream(), { archive, tick: () => tick });
    const ready = async () => (await proxy(new Request(`${ORIGIN}/readyz`))).status;
    await fetchRecords(proxy, [createWindowRequest()]);
    disk.full = false;
    expect(await ready()).toBe(503);
    tick += 10_000;
    await ready();
    expect(await ready()).toBe(200);
  });

  it('is looked into once every ten seconds, and what waits is written only once it is over', async () => {
    const { archive, disk } = failingArchive();
    const counted = countTries(archive);
    let tick = 0;
    const store = storeOver(counted.archive, () => tick);
    const days = Array.from({ length: 40 }, (_, day) => createDayRequest(day + 1));
    const getAll = async () => {
      await Promise.all(days.map((day) => store.get(day)));
      await flushPromises();
    };
    await store.put(createDayRequest(50), createStoredWindow(createDayRequest(50)));
    await Promise.all(days.map((day) => store.put(day, createStoredWindow(day))));
    await getAll();
    expect(counted.tries).toEqual({ puts: 1, checks: 1 });
    tick += 10_000;
    await getAll();
    expect(counted.tries).toEqual({ puts: 1, checks: 2 });
    expect(store.stats()).toMatchObject({ writeFailures: 1, failing: true });
    disk.full = false;
    tick += 10_000;
    await getAll();
    await getAll();
    expect(counted.tries).toEqual({ puts: 1 + 40, checks: 3 });
    expect(store.stats()).toMatchObject({ writeFailures: 1, failing: false });
  });

  it('that is of one place only keeps neither the others nor /readyz waiting', async () => {
    const { archive, disk, kept } = failingArchive();
    disk.full = false;
    const bad = createWindowRequest({ metric: 'FirstFrameCost' });
    const counted = countTries({
      ...archive,
      put: (request, entry) =>
        request.metric === bad.metric
          ? Promise.reject(Object.assign(new Error('place'), { code: 'ENOTDIR' }))
          : archive.put(request, entry),
    });
    let tick = 0;
    const proxy = createTestApp(createStubUpstream(), {
      archive: counted.archive,
      tick: () => tick,
    });
    const lines = await fetchRecords(proxy, [bad, createWindowRequest()]);
    expect(lines.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect([...kept]).toEqual(['JoinChannelSucRate']);
    expect((await proxy(new Request(`${ORIGIN}/readyz`))).status).toBe(200);
    await fetchRecords(proxy, [bad]);
    expect(counted.tries.puts).toBe(2);
    tick += 10_000;
    await fetchRecords(proxy, [bad]);
    await flushPromises();
    expect(counted.tries.puts).toBe(3);
    expect((await proxy(new Request(`${ORIGIN}/readyz`))).status).toBe(200);
  });

  it('that cannot even tell what there is costs an answer nothing but what it had', async () => {
    const broken = () => Promise.reject(new Error('no connection'));
    const archive: Archive = {
      ...failingArchive().archive,
      get: broken,
      getPresence: broken,
      reach: broken,
    };
    const long = NOW + 40 * DAY;
    const [fresh] = await fetchRecords(createTestApp(createStubUpstream(), { archive }), [
      createWindowRequest(),
    ]);
    expect(fresh?.status).toBe('ok');
    const old = createTestApp(createStubUpstream(), { archive, now: () => long });
    const [line] = await fetchRecords(old, [createWindowRequest()]);
    expect(line).toMatchObject({ status: 'failed', problem: { retryable: true } });
    expect(await reachOf(old, [createWindowRequest().appId])).toEqual({});
  });

  it('is not taken for a day nobody has', async () => {
    const { archive } = failingArchive(new Set(['JoinChannelSucRate']));
    const now = () => NOW + 40 * DAY;
    const [line] = await fetchRecords(createTestApp(createStubUpstream(), { archive, now }), [
      createWindowRequest(),
    ]);
    expect(line).toMatchObject({
      status: 'failed',
      problem: { code: 'internal', retryable: true },
    });
  });

  it('is counted by what was tried', async () => {
    const { archive } = failingArchive(new Set(['JoinChannelSucRate']));
    const store = storeOver(archive, () => 0);
    await store.get(createWindowRequest());
    await store.put(createWindowRequest(), createStoredWindow(createWindowRequest()));
    await store.get(createWindowRequest());
    expect(store.stats()).toEqual({
      memoryHits: 1,
      archiveHits: 0,
      readFailures: 1,
      writeFailures: 1,
      failing: true,
    });
  });
});

describe('the settings', () => {
  const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret' };

  it.each([
    ['nothing in demo mode', {}, undefined],
    ['simulated days apart', { ARTC_DATA_DIR: 'd' }, { directory: 'd', account: 'demo' }],
    ['real days by default', keys, { directory: './data', account: 'default' }],
  ])('keep %s', (_what, env, archive) => {
    expect(parseSettings(env).settings?.archive).toEqual(archive);
  });

  it('do not let real days stand among simulated ones', () => {
    const { errors } = parseSettings({ ...keys, ARTC_ACCOUNT: 'demo' });
    expect(errors).toEqual([expect.stringMatching(/^ARTC_ACCOUNT must not be demo/)]);
  });

  it('that name a place nothing can be kept in are told in a sentence', () => {
    const directory = createTemporaryDirectory();
    writeFileSync(join(directory, 'file'), '');
    const archive = { directory: join(directory, 'file'), account: 'default' };
    const settings = { archive, rateScale: 'percent' as const };
    expect(() => openArchive({ settings, now: () => NOW, log: SILENT_LOG })).toThrow(
      /^ARTC_DATA_DIR ".*" cannot be used .* \(ENOTDIR\)\. Set it to a directory/,
    );
  });

  it.runIf(existsSync('/proc/self'))('that name a place in /proc do not hang the start', () => {
    const settings = {
      archive: { directory: '/proc/nowhere', account: 'default' },
      rateScale: 'percent' as const,
    };
    expect(() => openArchive({ settings, now: () => NOW, log: SILENT_LOG })).toThrow(/\(ENOENT\)/);
  });

  it('that name a directory which is not there yet have it made', () => {
    const archive = { directory: join(createTemporaryDirectory(), 'a', 'b'), account: 'default' };
    const settings = { archive, rateScale: 'percent' as const };
    openArchive({ settings, now: () => NOW, log: SILENT_LOG });
    expect(existsSync(join(archive.directory, 'default'))).toBe(true);
  });
});
