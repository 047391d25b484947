// The archive as files: a compressed JSON document a finished day, durable before it is acknowledged.
import { rmSync, statSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { WindowRequest } from '../../../contract/wire/api.ts';
import { MINUTE } from '../../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../../contract/domain/time.ts';
import { isWholeDay } from '../../archive/archive.ts';
import type { Archive } from '../../archive/archive.ts';
import {
  DamagedError,
  decodeDocument,
  encodeDocument,
  rescaleWindow,
} from '../../archive/archive-codec.ts';
import type { ArchiveDocument } from '../../archive/archive-codec.ts';
import { errorCode, errorFacts } from '../../telemetry/log.ts';
import type { Log } from '../../telemetry/log.ts';
import type { ArchiveSettings } from '../../settings/archive.ts';
import type { Settings } from '../../settings/settings.ts';
import { createKeyedMutex } from '../../limits/keyed-mutex.ts';
import type { StoredWindow } from '../../store/window-store.ts';
import { windowKey } from '../../../contract/domain/subject-key.ts';
import { createArchiveIndex } from './archive-index.ts';
import type { ArchiveIndex, ArchiveEntry } from './archive-index.ts';
import {
  dayFileName,
  listFiles,
  isTemporaryFile,
  parseFileName,
  seriesPath,
  walkSeries,
} from './archive-paths.ts';
import { createDurableFiles } from './durable-files.ts';
import { createGate } from '../gate.ts';

/** A day is about 3 kB unpacked; what claims to be much larger is not one. */
const MAX_UNPACKED_BYTES = 262_144;
/** More at once would only stand in line at the disk, with an open file each. */
const READS_AT_ONCE = 8;
const WRITES_AT_ONCE = 8;
/** Looked for by nobody: it shows that something can be written. */
const CHECK_FILE = '.check';

/** What the disk says of one file that cannot be read. */
const UNREADABLE = ['EACCES', 'EPERM', 'EIO', 'EISDIR'];

const pack = promisify(gzip);
const unpack = promisify(gunzip);

export interface FileArchiveDeps extends ArchiveSettings {
  rateScale: Settings['rateScale'];
  now: () => EpochMs;
  log: Log;
}

/** A file of another account, put there by hand: neither shown, nor set aside, nor written over. */
class ForeignError extends Error {
  constructor() {
    super('This is of another account.');
    this.name = 'ForeignError';
  }
}

/**
 * Opens the archive in a data directory, which one server at a time may write to. Throws when it
 * cannot be read; one that is not there yet is made with its first file.
 */
export function createFileArchive(deps: FileArchiveDeps): Archive {
  const { account, rateScale, now, log } = deps;
  const root = join(deps.directory, account);
  const index = readIndex(root, now(), log);
  const files = createDurableFiles(deps.directory);
  const readGate = createGate(READS_AT_ONCE);
  const writeGate = createGate(WRITES_AT_ONCE);
  /** Of one file: what is set aside must be what was read, not its good successor. */
  const inTurn = createKeyedMutex();
  const reading = new Map<string, Promise<StoredWindow | undefined>>();
  const counts = { reads: 0, writes: 0, damaged: 0 };

  const setAside = async (place: ArchiveEntry, path: string) => {
    index.addLost(place);
    counts.damaged += 1;
    const time = new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    log.error('archive copy damaged', { file: path.slice(root.length + 1) });
    await rename(path, `${path}.bad-${time}`).catch((error: unknown) => {
      log.error('archive copy not set aside', errorFacts(error));
    });
  };

  /** What is kept of the window at `path`, which must be it, and this account's. */
  const open = async (request: WindowRequest, path: string) => {
    const kept = await readGate(() => readArchiveFile(path));
    if (windowKey(kept.request) !== windowKey(request)) {
      throw new DamagedError('This is another window.');
    }
    if (kept.account !== account) throw new ForeignError();
    return kept;
  };

  const read = async (request: WindowRequest, place: ArchiveEntry, path: string) => {
    try {
      const kept = await open(request, path);
      counts.reads += 1;
      return rescaleWindow(kept, rateScale);
    } catch (error) {
      if (error instanceof DamagedError) await setAside(place, path);
      else if (error instanceof ForeignError) {
        index.remove(place);
        log.error('archive file is of another account', { file: path.slice(root.length + 1) });
      } else if (errorCode(error) === 'ENOENT') index.remove(place);
      else throw error;
      return undefined;
    }
  };

  /**
   * Whether the window is at `path` already. What cannot be read is set aside, not written over;
   * rejects for what another account or a later version wrote.
   */
  const isThere = async (request: WindowRequest, place: ArchiveEntry, path: string) => {
    try {
      await open(request, path);
      return true;
    } catch (error) {
      const code = errorCode(error) ?? '';
      if (code === 'ENOENT') return false;
      if (!(error instanceof DamagedError) && !UNREADABLE.includes(code)) throw error;
      await setAside(place, path);
      return false;
    }
  };

  return {
    get(request) {
      const place = placeOf(request);
      if (!place || !index.has(place)) return Promise.resolve(undefined);
      const path = join(root, place.series, dayFileName(place.day));
      const result =
        reading.get(path) ??
        inTurn(path, () => read(request, place, path)).finally(() => reading.delete(path));
      reading.set(path, result);
      return result;
    },
    async put(request, stored) {
      const place = placeOf(request);
      if (!place) throw new TypeError('only whole days are archived');
      const path = join(root, place.series, dayFileName(place.day));
      await inTurn(path, async () => {
        if (await isThere(request, place, path)) return;
        const text = await encodeDocument({ account, rateScale, request, stored });
        const bytes = await pack(text);
        await writeGate(() => files.write(path, bytes));
        counts.writes += 1;
      });
      index.addArchived(place);
    },
    getPresence(request) {
      const place = placeOf(request);
      const isKept = place !== undefined && index.has(place);
      const isLost = place !== undefined && index.isLost(place);
      return Promise.resolve(isKept ? 'archived' : isLost ? 'lost' : 'none');
    },
    reach: () => Promise.resolve(index.reach()),
    async checkWritable() {
      const path = join(root, CHECK_FILE);
      await files.write(path, new Uint8Array(1));
      // Another server may have been faster.
      await rm(path, { force: true });
    },
    stats: () => ({ ...index.counts(), ...counts }),
  };
}

/** What the file at `path` keeps. Throws DamagedError, or what the disk says. */
export async function readArchiveFile(path: string): Promise<ArchiveDocument> {
  const bytes = await readFile(path);
  return decodeDocument(await unpackText(bytes));
}

async function unpackText(bytes: Uint8Array): Promise<string> {
  try {
    const text = await unpack(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
    return text.toString('utf8');
  } catch (error) {
    throw new DamagedError('This cannot be unpacked.', { cause: error });
  }
}

function placeOf(request: WindowRequest): ArchiveEntry | undefined {
  if (!isWholeDay(request)) return undefined;
  return { appId: request.appId, series: seriesPath(request), day: request.begin };
}

/** The index of what is there; removes what a crash left half written. */
function readIndex(root: string, now: EpochMs, log: Log): ArchiveIndex {
  const index = createArchiveIndex();
  let swept = 0;
  // What a check left lies in the account's own directory.
  for (const name of listFiles(root)) swept += sweep(join(root, name), name, now);
  for (const { appId, path, names } of walkSeries(root)) {
    for (const name of names) {
      const file = parseFileName(name);
      const place = file && { appId, series: path, day: file.day };
      if (!place) swept += sweep(join(root, path, name), name, now);
      else if (!file.bad) index.addArchived(place);
      else if (!index.has(place)) index.addLost(place);
    }
  }
  if (swept > 0) log.info('archive swept', { unfinished: swept });
  return index;
}

/** Writing takes moments: what is older was left by a crash, what is not may be another server's. */
const LEFT_AFTER: Millis = 10 * MINUTE;

function sweep(path: string, name: string, now: EpochMs): number {
  // Another server may have given it its name since it was seen.
  const found = isTemporaryFile(name) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (!found || now - found.mtimeMs < LEFT_AFTER) return 0;
  rmSync(path, { force: true });
  return 1;
}
