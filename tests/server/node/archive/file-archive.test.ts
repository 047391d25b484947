import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../../src/contract/domain/time.ts';
import { decodeValues } from '../../../../src/server/store/encoded-values.ts';
import {
  archivePath,
  createDayRequest,
  createStoredWindow,
  openTestArchive,
} from '../../../support/server/archive-days.ts';
import { createTemporaryDirectory } from '../../../support/server/temporary-directory.ts';
import {
  NOW,
  ORIGIN,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
} from '../../../support/server/test-doubles.ts';

const REQUEST = createWindowRequest();

describe('createFileArchive', () => {
  it('stores a window as a JSON document under a readable path', async () => {
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

  it('rescales rates when the configured rate scale has changed', async () => {
    const directory = createTemporaryDirectory();
    const rate = REQUEST;
    const time = createWindowRequest({ metric: 'FirstFrameCost' });
    const archive = openTestArchive(directory);
    await archive.put(rate, { ...createStoredWindow(rate), summary: 0.29 });
    await archive.put(time, { ...createStoredWindow(time), summary: 812 });
    const later = openTestArchive(directory, { rateScale: 'fraction' });
    const windows = await Promise.all([rate, time].map((request) => later.get(request)));
    expect(windows.map((window) => window?.summary)).toEqual([29, 812]);
  });

  it('ignores a file whose name is not a date', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory).put(REQUEST, createStoredWindow(REQUEST));
    writeFileSync(join(dirname(archivePath(directory, REQUEST)), '2026-02-30.json.gz'), '');
    const archive = openTestArchive(directory);
    expect(archive.stats().windows).toBe(1);
    expect(await archive.reach()).toEqual({
      [REQUEST.appId]: REQUEST.begin,
    });
  });

  it('accepts that files disappear while it is open', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(REQUEST, createStoredWindow(REQUEST));
    rmSync(dirname(archivePath(directory, REQUEST)), { recursive: true });
    expect(await archive.get(REQUEST)).toBeUndefined();
    expect(await archive.getPresence(REQUEST)).toBe('none');
    await expect(archive.put(REQUEST, createStoredWindow(REQUEST))).rejects.toThrow('ENOENT');
    await archive.put(REQUEST, createStoredWindow(REQUEST));
    expect(existsSync(archivePath(directory, REQUEST))).toBe(true);
  });

  it('keeps the first version of a window and quarantines an unreadable file', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(REQUEST, createStoredWindow(REQUEST, 1));
    await archive.put(REQUEST, createStoredWindow(REQUEST, 2));
    expect(await archive.get(REQUEST)).toEqual(createStoredWindow(REQUEST, 1));
    const file = archivePath(directory, REQUEST);
    writeFileSync(file, 'damaged');
    await Promise.all([
      archive.put(REQUEST, createStoredWindow(REQUEST, 3)),
      archive.put(REQUEST, createStoredWindow(REQUEST, 3)),
      archive.get(REQUEST),
    ]);
    expect(await archive.get(REQUEST)).toEqual(createStoredWindow(REQUEST, 3));
    expect(archive.stats()).toMatchObject({ windows: 1, lost: 0, damaged: 1 });
    expect(readdirSync(dirname(file))).toEqual([
      '2026-11-19.json.gz',
      '2026-11-19.json.gz.bad-20261120T120200Z',
    ]);
  });

  it('accepts concurrent writes of several servers', async () => {
    const directory = createTemporaryDirectory();
    const servers = Array.from({ length: 4 }, () => openTestArchive(directory));
    const days = Array.from({ length: 5 }, (_, day) => createDayRequest(day + 1));
    const puts = servers.flatMap((server) => [
      ...days.map((day) => server.put(day, createStoredWindow(day))),
      server.checkWritable(),
    ]);
    await Promise.all(puts);
    const after = openTestArchive(directory);
    expect(await Promise.all(days.map((day) => after.get(day)))).toEqual(
      days.map((day) => createStoredWindow(day)),
    );
  });
});

describe('createFileArchive, with a damaged file', () => {
  const damage = (directory: string) => {
    const file = archivePath(directory, REQUEST);
    writeFileSync(file, readFileSync(file).subarray(0, 200));
    return file;
  };

  it('quarantines the file, counts it and fetches the window again', async () => {
    const directory = createTemporaryDirectory();
    const [before] = await fetchRecords(
      createTestApp(createStubUpstream(), { archive: openTestArchive(directory) }),
      [REQUEST],
    );
    const file = damage(directory);
    const archive = openTestArchive(directory);
    const upstream = createStubUpstream();
    expect(await fetchRecords(createTestApp(upstream, { archive }), [REQUEST, REQUEST])).toEqual([
      before,
      { ...before, index: 1 },
    ]);
    expect(upstream.calls).toHaveLength(1);
    expect(archive.stats()).toMatchObject({ windows: 1, lost: 0, damaged: 1 });
    expect(readdirSync(dirname(file))).toEqual([
      '2026-11-19.json.gz',
      '2026-11-19.json.gz.bad-20261120T120200Z',
    ]);
  });

  it('reports the window as lost, also after a restart, when the upstream no longer has it', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory).put(REQUEST, createStoredWindow(REQUEST));
    damage(directory);
    const now = () => NOW + 40 * DAY;
    const upstream = createStubUpstream();
    for (let start = 1; start <= 2; start += 1) {
      const archive = openTestArchive(directory, { now });
      const [record] = await fetchRecords(createTestApp(upstream, { archive, now }), [REQUEST]);
      expect(record).toMatchObject({ status: 'gone', values: [], problem: { code: 'lost' } });
      expect(archive.stats()).toMatchObject({ windows: 0, lost: 1 });
    }
    expect(upstream.calls).toEqual([]);
  });

  it('treats a file that contains another window as damaged', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(REQUEST, createStoredWindow(REQUEST));
    const other = createWindowRequest({ os: 'iOS' });
    await archive.put(other, createStoredWindow(other));
    writeFileSync(
      archivePath(directory, other, 'ios'),
      readFileSync(archivePath(directory, REQUEST)),
    );
    expect(await archive.get(other)).toBeUndefined();
    expect(await archive.getPresence(other)).toBe('lost');
  });

  it('fetches a window again whose file is unreadable, and stays ready', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(REQUEST, createStoredWindow(REQUEST));
    const file = archivePath(directory, REQUEST);
    rmSync(file);
    mkdirSync(file);
    const app = createTestApp(createStubUpstream(), { archive });
    const [record] = await fetchRecords(app, [REQUEST]);
    expect(record).toMatchObject({ status: 'ok', final: true, summary: 97.5 });
    expect((await app(new Request(`${ORIGIN}/readyz`))).status).toBe(200);
    expect(readdirSync(dirname(file))).toEqual([
      '2026-11-19.json.gz',
      '2026-11-19.json.gz.bad-20261120T120200Z',
    ]);
    expect((await archive.get(REQUEST))?.summary).toBe(97.5);
  });
});
