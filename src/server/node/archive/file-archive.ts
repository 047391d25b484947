import { rmSync, statSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import pLimit from 'p-limit';
import { MINUTE } from '../../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../../contract/domain/time.ts';
import type { WindowRequest } from '../../../contract/wire/api.ts';
import { isWholeDay } from '../../archive/archive.ts';
import type { Archive } from '../../archive/archive.ts';
import {
  DamagedError,
  decodeDocument,
  encodeDocument,
  rescaleWindow,
} from '../../archive/archive-codec.ts';
import type { ArchiveDocument } from '../../archive/archive-codec.ts';
import { createKeyedMutex } from '../../limits/keyed-mutex.ts';
import type { ArchiveSettings } from '../../settings/archive.ts';
import type { Settings } from '../../settings/settings.ts';
import { windowKey } from '../../../contract/domain/subject-key.ts';
import type { StoredWindow } from '../../store/window-store.ts';
import { errorCode, errorFacts } from '../../telemetry/log.ts';
import type { Log } from '../../telemetry/log.ts';
import { createArchiveIndex } from './archive-index.ts';
import type { ArchiveEntry, ArchiveIndex } from './archive-index.ts';
import {
  dayFileName,
  isTemporaryFile,
  listFiles,
  parseFileName,
  seriesPath,
  walkSeries,
} from './archive-paths.ts';
import { createDurableFiles } from './durable-files.ts';

// A day has about 3 kB.
const MAX_UNPACKED_BYTES = 262_144;
const CONCURRENT_READS = 8;
const CONCURRENT_WRITES = 8;
const PROBE_FILE = '.check';
// Younger temporary files may belong to another server.
const TEMPORARY_FILE_AGE: Millis = 10 * MINUTE;

const UNREADABLE_FILE = ['EACCES', 'EPERM', 'EIO', 'EISDIR'];

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export interface FileArchiveDeps extends ArchiveSettings {
  rateScale: Settings['rateScale'];
  now: () => EpochMs;
  log: Log;
}

class OtherAccountError extends Error {
  constructor() {
    super('The file belongs to another account.');
    this.name = 'OtherAccountError';
  }
}

/** Opens an archive of one compressed, durable file per finished day. Throws if the directory is unreadable. */
export function createFileArchive(deps: FileArchiveDeps): Archive {
  const { account, rateScale, now, log } = deps;
  const root = join(deps.directory, account);
  const index = buildIndex(root, now(), log);
  const files = createDurableFiles(deps.directory);
  const limitReads = pLimit(CONCURRENT_READS);
  const limitWrites = pLimit(CONCURRENT_WRITES);
  // Prevents quarantine of a file that has just been replaced.
  const runExclusive = createKeyedMutex();
  const pendingReads = new Map<string, Promise<StoredWindow | undefined>>();
  const counts = { reads: 0, writes: 0, damaged: 0 };

  const quarantine = async (entry: ArchiveEntry, path: string) => {
    index.addLost(entry);
    counts.damaged += 1;
    const time = new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    log.error('archive file damaged', { file: path.slice(root.length + 1) });
    await rename(path, `${path}.bad-${time}`).catch((error: unknown) => {
      log.error('archive file not quarantined', errorFacts(error));
    });
  };

  const readVerified = async (request: WindowRequest, path: string) => {
    const document = await limitReads(() => readArchiveFile(path));
    if (windowKey(document.request) !== windowKey(request)) {
      throw new DamagedError('The file contains another window.');
    }
    if (document.account !== account) throw new OtherAccountError();
    return document;
  };

  const read = async (request: WindowRequest, entry: ArchiveEntry, path: string) => {
    try {
      const document = await readVerified(request, path);
      counts.reads += 1;
      return rescaleWindow(document, rateScale);
    } catch (error) {
      if (error instanceof DamagedError) await quarantine(entry, path);
      else if (error instanceof OtherAccountError) {
        index.remove(entry);
        log.error('archive file belongs to another account', { file: path.slice(root.length + 1) });
      } else if (errorCode(error) === 'ENOENT') index.remove(entry);
      else throw error;
      return undefined;
    }
  };

  // Quarantines an unreadable file. Throws if another account or a later version wrote it.
  const isArchived = async (request: WindowRequest, entry: ArchiveEntry, path: string) => {
    try {
      await readVerified(request, path);
      return true;
    } catch (error) {
      const code = errorCode(error) ?? '';
      if (code === 'ENOENT') return false;
      if (!(error instanceof DamagedError) && !UNREADABLE_FILE.includes(code)) throw error;
      await quarantine(entry, path);
      return false;
    }
  };

  return {
    get(request) {
      const entry = entryOf(request);
      if (!entry || !index.has(entry)) return Promise.resolve(undefined);
      const path = join(root, entry.series, dayFileName(entry.day));
      const result =
        pendingReads.get(path) ??
        runExclusive(path, () => read(request, entry, path)).finally(() =>
          pendingReads.delete(path),
        );
      pendingReads.set(path, result);
      return result;
    },
    async put(request, stored) {
      const entry = entryOf(request);
      if (!entry) throw new TypeError('Only whole days can be archived.');
      const path = join(root, entry.series, dayFileName(entry.day));
      await runExclusive(path, async () => {
        if (await isArchived(request, entry, path)) return;
        const text = await encodeDocument({ account, rateScale, request, stored });
        const bytes = await compress(text);
        await limitWrites(() => files.write(path, bytes));
        counts.writes += 1;
      });
      index.addArchived(entry);
    },
    getPresence(request) {
      const entry = entryOf(request);
      if (entry && index.has(entry)) return Promise.resolve('archived');
      return Promise.resolve(entry && index.isLost(entry) ? 'lost' : 'none');
    },
    reach: () => Promise.resolve(index.reach()),
    async checkWritable() {
      const path = join(root, PROBE_FILE);
      await files.write(path, new Uint8Array(1));
      await rm(path, { force: true });
    },
    stats: () => ({ ...index.counts(), ...counts }),
  };
}

/** Throws DamagedError if the content is invalid, otherwise the disk's error. */
export async function readArchiveFile(path: string): Promise<ArchiveDocument> {
  const bytes = await readFile(path);
  return decodeDocument(await decompressText(bytes));
}

async function decompressText(bytes: Uint8Array): Promise<string> {
  try {
    const text = await decompress(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
    return text.toString('utf8');
  } catch (error) {
    throw new DamagedError('The file cannot be decompressed.', { cause: error });
  }
}

function entryOf(request: WindowRequest): ArchiveEntry | undefined {
  if (!isWholeDay(request)) return undefined;
  return { appId: request.appId, series: seriesPath(request), day: request.begin };
}

// Also deletes temporary files left by a crash.
function buildIndex(root: string, now: EpochMs, log: Log): ArchiveIndex {
  const index = createArchiveIndex();
  let removed = 0;
  for (const name of listFiles(root)) removed += removeAbandoned(join(root, name), name, now);
  for (const { appId, path, names } of walkSeries(root)) {
    for (const name of names) {
      const file = parseFileName(name);
      const entry = file && { appId, series: path, day: file.day };
      if (!entry) removed += removeAbandoned(join(root, path, name), name, now);
      else if (!file.isQuarantined) index.addArchived(entry);
      else if (!index.has(entry)) index.addLost(entry);
    }
  }
  if (removed > 0) log.info('abandoned archive files removed', { unfinished: removed });
  return index;
}

function removeAbandoned(path: string, name: string, now: EpochMs): number {
  // Another server may have renamed the file since it was listed.
  const stats = isTemporaryFile(name) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (!stats || now - stats.mtimeMs < TEMPORARY_FILE_AGE) return 0;
  rmSync(path, { force: true });
  return 1;
}
