// Between fetch-window and what is kept: memory first, the archive behind it.
import { LRUCache } from 'lru-cache';
import type { WindowRequest } from '../../contract/wire/api.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { isArchivable, isWholeDay } from './archive.ts';
import type { Archive } from './archive.ts';
import { decodeValues } from '../store/encoded-values.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import type { MonotonicClock } from '../timers.ts';
import { windowKey } from '../../contract/domain/subject-key.ts';
import { isFresh } from '../store/window-store.ts';
import type { StoredWindow, WindowStore } from '../store/window-store.ts';

/** What happened at the store since the start. */
export interface StoreStats {
  /** Windows found that answer for the upstream, by where. */
  memoryHits: number;
  archiveHits: number;
  /** Times the archive's medium failed, by what was tried. */
  readFailures: number;
  writeFailures: number;
  /** Nothing could be written the last time it was tried. */
  failing: boolean;
}

export interface TieredStore extends WindowStore {
  stats(): StoreStats;
  /** Tries whether the archive can be written to again, where it could not be, now and then. */
  recheck(): void;
}

export interface TieredStoreDeps {
  memory: WindowStore;
  archive?: Archive | undefined;
  /** Whether an app is one of those this server is for. */
  isOurs?: (appId: string) => boolean;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
  log: Log;
}

/** Where nothing can be written that is checked this often; a window that could not be written is tried again after as long. */
const AGAIN_AFTER: Millis = 10_000;
/** As many as memory holds, about. */
const MAX_UNWRITTEN = 10_000;

const LOST: Problem = {
  code: 'lost',
  message: "This server's copy of the window is damaged, and the upstream has forgotten it.",
  hint: 'The damaged file lies among the others with .bad in its name; restore the day from a backup.',
  retryable: false,
};
const UNREADABLE: Problem = {
  code: 'internal',
  message: 'The archive may have the window but could not be read.',
  retryable: true,
};

/**
 * Keeps everything in memory for a while, and finished days in the archive for good. Trouble with the
 * archive never costs a reader the answer: it is logged, counted, and told by `stats`. What could not
 * be written is written later, when it is asked for again.
 */
export function createTieredStore(deps: TieredStoreDeps): TieredStore {
  const { memory, archive, isOurs = () => true, now, tick, log } = deps;
  const counts = { memoryHits: 0, archiveHits: 0, readFailures: 0, writeFailures: 0 };
  /** When each was last tried; never for those that came while nothing could be written. */
  const unwritten = new LRUCache<string, Millis>({ max: MAX_UNWRITTEN });
  const saidAt = { read: -Infinity, write: -Infinity };
  let isFailing = false;
  let checkedAt = -Infinity;
  let checking: Promise<void> | undefined;

  /** A thousand windows on a full disk are one thing to say. */
  const note = (what: 'read' | 'write', error: unknown) => {
    counts[`${what}Failures`] += 1;
    if (isFailing || tick() - saidAt[what] < AGAIN_AFTER) return;
    saidAt[what] = tick();
    log.error(`archive ${what} failed`, errorFacts(error));
  };

  const tellFailing = (next: boolean) => {
    if (isFailing && !next) log.info('archive write works again');
    isFailing = next;
    checkedAt = tick();
  };

  /** Whether anything can be written: one file that cannot be is not the whole disk. */
  const check = (medium: Archive) =>
    (checking ??= medium
      .checkWritable()
      .then(
        () => tellFailing(false),
        () => tellFailing(true),
      )
      .finally(() => (checking = undefined)));

  /** Checks again where nothing could be written, now and then; whoever asks meanwhile waits along. */
  const recheck = async (medium: Archive) => {
    const isDue = isFailing && tick() - checkedAt >= AGAIN_AFTER;
    if (isDue || checking) await check(medium);
  };

  const write = async (medium: Archive, request: WindowRequest, entry: StoredWindow) => {
    const key = windowKey(request);
    unwritten.set(key, -Infinity);
    await recheck(medium);
    if (isFailing) return;
    unwritten.set(key, tick());
    try {
      await medium.put(request, entry);
      unwritten.delete(key);
    } catch (error) {
      note('write', error);
      await check(medium);
    }
  };

  const isWorthKeeping = (request: WindowRequest, entry: StoredWindow) => {
    // Whoever makes up AppIds or channels must not fill the disk with nothing.
    const isKnown = isOurs(request.appId) && request.channelId === undefined;
    return (
      isArchivable(request, entry) &&
      (isKnown || decodeValues(entry.encodedValues).some((value) => value !== null))
    );
  };

  const readArchive = async (request: WindowRequest) => {
    try {
      return isWholeDay(request) ? await archive?.get(request) : undefined;
    } catch (error) {
      note('read', error);
      return undefined;
    }
  };

  return {
    async get(request) {
      const kept = await memory.get(request);
      if (kept?.final && kept.complete) {
        counts.memoryHits += 1;
        const triedAt = unwritten.get(windowKey(request)) ?? Infinity;
        if (archive && tick() - triedAt >= AGAIN_AFTER) void write(archive, request, kept);
        return kept;
      }
      const isEnough = kept !== undefined && isFresh(kept, now());
      const entry = isEnough && !kept.final ? undefined : await readArchive(request);
      if (entry) {
        counts.archiveHits += 1;
        await memory.put(request, entry);
        return entry;
      }
      if (isEnough) counts.memoryHits += 1;
      return kept;
    },
    async put(request, entry) {
      await memory.put(request, entry);
      if (archive && isWorthKeeping(request, entry)) await write(archive, request, entry);
    },
    async missing(request) {
      // An archive that cannot tell is no word that there is nothing.
      const holding = await archive?.getPresence(request).catch(() => 'archived' as const);
      if (holding === 'archived') return UNREADABLE;
      return holding === 'lost' ? LOST : undefined;
    },
    stats: () => ({ ...counts, failing: isFailing }),
    recheck() {
      if (archive) void recheck(archive);
    },
  };
}
