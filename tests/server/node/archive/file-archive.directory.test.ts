import {
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../src/contract/domain/time.ts';
import {
  archivePath,
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
  it('deletes old temporary files and keeps recent ones', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory).put(REQUEST, createStoredWindow(REQUEST));
    const file = archivePath(directory, REQUEST);
    const abandoned = `${dirname(file)}/.2026-11-18.json.gz.7-1.tmp`;
    const recent = `${dirname(file)}/.2026-11-18.json.gz.8-1.tmp`;
    const probe = `${directory}/default/..check.9-1.tmp`;
    for (const [path, age] of [
      [abandoned, 11 * MINUTE],
      [probe, 11 * MINUTE],
      [recent, MINUTE],
    ] as const) {
      writeFileSync(path, 'half');
      utimesSync(path, (NOW - age) / 1_000, (NOW - age) / 1_000);
    }
    const archive = openTestArchive(directory);
    // A recent file may belong to another server that is about to rename it.
    expect(readdirSync(dirname(file))).toEqual([
      '.2026-11-18.json.gz.8-1.tmp',
      '2026-11-19.json.gz',
    ]);
    expect(readdirSync(dirname(probe))).toEqual([REQUEST.appId]);
    expect(archive.stats().windows).toBe(1);
  });

  it('opens when a temporary file disappears during the scan', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory).put(REQUEST, createStoredWindow(REQUEST));
    // A dangling link: the name is listed, but the file does not exist.
    const link = `${dirname(archivePath(directory, REQUEST))}/.2026-11-18.json.gz.7-1.tmp`;
    symlinkSync(`${directory}/gone`, link);
    expect(openTestArchive(directory).stats().windows).toBe(1);
  });

  it('neither serves, quarantines nor overwrites a file of another account', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory, { account: 'prod' }).put(REQUEST, createStoredWindow(REQUEST));
    renameSync(`${directory}/prod`, `${directory}/default`);
    const file = archivePath(directory, REQUEST);
    const before = readFileSync(file);
    const archive = openTestArchive(directory);
    const upstream = createStubUpstream();
    const app = createTestApp(upstream, { archive });
    const [record] = await fetchRecords(app, [REQUEST]);
    expect(record).toMatchObject({ status: 'ok', final: true });
    expect(upstream.calls).toHaveLength(1);
    expect(readFileSync(file)).toEqual(before);
    expect((await app(new Request(`${ORIGIN}/readyz`))).status).toBe(200);
  });

  it('rejects a write over a file of another account that appeared later', async () => {
    const directory = createTemporaryDirectory();
    await openTestArchive(directory, { account: 'prod' }).put(REQUEST, createStoredWindow(REQUEST));
    const archive = openTestArchive(directory);
    // After the archive has built its index.
    renameSync(`${directory}/prod`, `${directory}/default`);
    const before = readFileSync(archivePath(directory, REQUEST));
    await expect(archive.put(REQUEST, createStoredWindow(REQUEST, 7))).rejects.toThrow(
      'another account',
    );
    expect(readFileSync(archivePath(directory, REQUEST))).toEqual(before);
  });

  it('rejects a write over a file of a later format version', async () => {
    const directory = createTemporaryDirectory();
    const archive = openTestArchive(directory);
    await archive.put(REQUEST, createStoredWindow(REQUEST));
    const file = archivePath(directory, REQUEST);
    const later = gzipSync(
      gunzipSync(readFileSync(file)).toString().replace('"version":1', '"version":2'),
    );
    writeFileSync(file, later);
    await expect(archive.put(REQUEST, createStoredWindow(REQUEST))).rejects.toThrow(
      'later version',
    );
    expect(readFileSync(file)).toEqual(later);
  });
});
