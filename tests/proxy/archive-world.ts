// What the archive's tests share: a directory that goes away, finished days, an archive over them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { WindowRequest } from '../../src/contract/api.ts';
import { BUCKETS_A_DAY, DAY } from '../../src/contract/time.ts';
import type { EpochMs } from '../../src/contract/time.ts';
import type { Archive } from '../../src/proxy/archive.ts';
import { SILENT_LOG } from '../../src/proxy/log.ts';
import { createArchiveFiles } from '../../src/proxy/node/archive-files.ts';
import type { ArchiveFilesDeps } from '../../src/proxy/node/archive-files.ts';
import type { WindowEntry } from '../../src/proxy/window-store.ts';
import { NOW, windowOf } from './doubles.ts';

/** A directory of this test's own. */
export function createDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'artc-lens-archive-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export function openFiles(directory: string, changes: Partial<ArchiveFilesDeps> = {}): Archive {
  return createArchiveFiles({
    directory,
    account: 'default',
    rateScale: 'percent',
    now: () => NOW,
    log: SILENT_LOG,
    ...changes,
  });
}

/** The window of the UTC day `daysAgo` before the tests' today. */
export function dayOf(daysAgo: number, changes: Partial<WindowRequest> = {}): WindowRequest {
  const { begin } = windowOf();
  const at = begin - (daysAgo - 1) * DAY;
  return windowOf({ begin: at, end: at + DAY, ...changes });
}

/** A finished answer whose values tell it apart from every other's. */
export function entryOf(request: WindowRequest, seed = request.begin / DAY): WindowEntry {
  return {
    begin: request.begin,
    values: Array.from({ length: BUCKETS_A_DAY }, (_, i) =>
      i % 17 === 0 ? null : Number((90 + Math.sin(seed + i) * 9).toPrecision(12)),
    ),
    summary: 90 + (seed % 10),
    fetchedAt: request.end + DAY,
    requestId: 'A01C98C5-25AE-124A-83FE-514DF5C5BE36',
    final: true,
    complete: true,
  };
}

export function pathOf(directory: string, request: WindowRequest, segment = 'all'): string {
  const day = isoDay(request.begin);
  return join(directory, 'default', request.appId, request.metric, segment, `${day}.json.gz`);
}

export function isoDay(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10);
}
