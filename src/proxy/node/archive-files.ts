// The archive as files: a compressed JSON document a finished day, durable before it is acknowledged.
import { unlinkSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { WindowRequest } from '../../contract/api.ts';
import type { EpochMs } from '../../contract/time.ts';
import { isWholeDay } from '../archive.ts';
import type { Archive } from '../archive.ts';
import { DamagedError, decodeWindow, encodeWindow, rescaleEntry } from '../archive-codec.ts';
import type { KeptWindow } from '../archive-codec.ts';
import { errorFacts } from '../log.ts';
import type { Log } from '../log.ts';
import type { ArchiveSettings } from '../settings-archive.ts';
import type { Settings } from '../settings.ts';
import type { WindowEntry } from '../window-store.ts';
import { windowKey } from '../window-key.ts';
import { createArchiveIndex } from './archive-index.ts';
import type { ArchiveIndex, Place } from './archive-index.ts';
import { fileName, isUnfinished, readFileName, seriesPath, walkSeries } from './archive-paths.ts';
import { createDurableFiles } from './durable-file.ts';
import { createGate } from './gate.ts';

/** A day is about 3 kB unpacked; what claims to be much larger is not one. */
const MAX_UNPACKED_BYTES = 262_144;
/** More at once would only stand in line at the disk, with an open file each. */
const READS_AT_ONCE = 8;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

export interface ArchiveFilesDeps extends ArchiveSettings {
  rateScale: Settings['rateScale'];
  now: () => EpochMs;
  log: Log;
}

/**
 * Opens the archive in a data directory, which one server at a time may write to. Throws when it
 * cannot be read; one that is not there yet is made with its first file.
 */
export function createArchiveFiles(deps: ArchiveFilesDeps): Archive {
  const { account, rateScale, now, log } = deps;
  const root = join(deps.directory, account);
  const index = readIndex(root, log);
  const files = createDurableFiles(deps.directory);
  const gate = createGate(READS_AT_ONCE);
  const reading = new Map<string, Promise<WindowEntry | undefined>>();
  const counts = { reads: 0, writes: 0, damaged: 0 };

  const setAside = async (place: Place, path: string) => {
    index.addLost(place);
    counts.damaged += 1;
    const time = new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    log.error('archive copy damaged', { file: path.slice(root.length + 1) });
    await rename(path, `${path}.bad-${time}`).catch((error: unknown) => {
      log.error('archive copy not set aside', errorFacts(error));
    });
  };

  const read = async (request: WindowRequest, place: Place, path: string) => {
    try {
      const kept = await gate(() => readKept(path));
      if (windowKey(kept.window) !== windowKey(request)) {
        throw new DamagedError('This is another window.');
      }
      // A directory that was renamed is whole: nothing in it is shown, and nothing set aside.
      if (kept.account !== account) throw new TypeError('This is of another account.');
      counts.reads += 1;
      return rescaleEntry(kept, rateScale);
    } catch (error) {
      if (error instanceof DamagedError) await setAside(place, path);
      else if (isMissing(error)) index.remove(place);
      else throw error;
      return undefined;
    }
  };

  return {
    get(request) {
      const place = placeOf(request);
      if (!place || !index.has(place)) return Promise.resolve(undefined);
      const path = join(root, place.series, fileName(place.day));
      // Together: a second reader of a damaged file must not set aside its good successor.
      const result =
        reading.get(path) ?? read(request, place, path).finally(() => reading.delete(path));
      reading.set(path, result);
      return result;
    },
    async put(window, entry) {
      const place = placeOf(window);
      if (!place) throw new TypeError('only whole days are archived');
      const text = await encodeWindow({ account, rateScale, window, entry });
      await files.write(join(root, place.series, fileName(place.day)), await pack(text));
      counts.writes += 1;
      index.addKept(place);
    },
    has: (request) => isAt(request, index.has),
    isLost: (request) => isAt(request, index.isLost),
    reach: index.reach,
    stats: () => ({ ...index.counts(), ...counts }),
  };
}

/** What the file at `path` keeps. Throws DamagedError, or what the disk says. */
export async function readKept(path: string): Promise<KeptWindow> {
  const bytes = await readFile(path);
  return decodeWindow(await unpackText(bytes));
}

async function unpackText(bytes: Uint8Array): Promise<string> {
  try {
    const text = await unpack(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
    return text.toString('utf8');
  } catch (error) {
    throw new DamagedError('This cannot be unpacked.', { cause: error });
  }
}

function placeOf(request: WindowRequest): Place | undefined {
  if (!isWholeDay(request)) return undefined;
  return { appId: request.appId, series: seriesPath(request), day: request.begin };
}

function isAt(request: WindowRequest, test: (place: Place) => boolean): boolean {
  const place = placeOf(request);
  return place !== undefined && test(place);
}

/** The index of what is there; removes what a crash left half written. */
function readIndex(root: string, log: Log): ArchiveIndex {
  const index = createArchiveIndex();
  let swept = 0;
  for (const { appId, path, names } of walkSeries(root)) {
    for (const name of names) {
      const file = readFileName(name);
      const place = file && { appId, series: path, day: file.day };
      if (!place) swept += sweep(join(root, path, name), name);
      else if (!file.bad) index.addKept(place);
      else if (!index.has(place)) index.addLost(place);
    }
  }
  if (swept > 0) log.info('archive swept', { unfinished: swept });
  return index;
}

function sweep(path: string, name: string): number {
  if (!isUnfinished(name)) return 0;
  unlinkSync(path);
  return 1;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
