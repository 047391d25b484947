// Finished days and file archives, for tests and the processes that they start.
import { join } from 'node:path';
import type { WindowRequest } from '../../../src/contract/wire/api.ts';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
import { BUCKETS_PER_DAY, DAY } from '../../../src/contract/domain/time.ts';
import type { EpochMs } from '../../../src/contract/domain/time.ts';
import type { Archive } from '../../../src/server/archive/archive.ts';
import { encodeValues } from '../../../src/server/store/encoded-values.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { createFileArchive } from '../../../src/server/node/archive/file-archive.ts';
import type { FileArchiveDeps } from '../../../src/server/node/archive/file-archive.ts';
import type { StoredWindow } from '../../../src/server/store/window-store.ts';
import { NOW, createWindowRequest } from './test-doubles.ts';

export function openTestArchive(
  directory: string,
  changes: Partial<FileArchiveDeps> = {},
): Archive {
  return createFileArchive({
    directory,
    account: 'default',
    rateScale: 'percent',
    now: () => NOW,
    log: SILENT_LOG,
    ...changes,
  });
}

/** The window of the UTC day `daysAgo` days before TODAY. */
export function createDayRequest(
  daysAgo: number,
  changes: Partial<WindowRequest> = {},
): WindowRequest {
  const { begin } = createWindowRequest();
  const at = begin - (daysAgo - 1) * DAY;
  return createWindowRequest({ begin: at, end: at + DAY, ...changes });
}

/** A finished day whose values depend on `seed`. */
export function createStoredWindow(
  request: WindowRequest,
  seed = request.begin / DAY,
): StoredWindow {
  return {
    begin: request.begin,
    encodedValues: encodeValues(
      Array.from({ length: BUCKETS_PER_DAY }, (_, i) =>
        i % 17 === 0 ? null : Number((90 + Math.sin(seed + i) * 9).toPrecision(12)),
      ),
    ),
    summary: 90 + (seed % 10),
    fetchedAt: request.end + DAY,
    requestId: 'A01C98C5-25AE-124A-83FE-514DF5C5BE36',
    final: true,
    complete: true,
  };
}

export function archivePath(directory: string, request: WindowRequest, segment = 'all'): string {
  const day = isoDay(request.begin);
  return join(directory, 'default', request.appId, request.metric, segment, `${day}.json.gz`);
}

function isoDay(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The `n`th of a sequence of different windows. */
export function createNthRequest(n: number): WindowRequest {
  const metric = METRICS[n % METRICS.length] ?? 'JoinChannelSucRate';
  return createDayRequest(1 + Math.floor(n / METRICS.length), { metric, appId: `app-${n % 3}` });
}
