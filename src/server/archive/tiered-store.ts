import { LRUCache } from 'lru-cache';
import type { WindowRequest } from '../../contract/wire/api.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import { windowKey } from '../../contract/domain/subject-key.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { decodeValues } from '../store/encoded-values.ts';
import { isFresh } from '../store/window-store.ts';
import type { StoredWindow, WindowStore } from '../store/window-store.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import type { MonotonicClock } from '../timers.ts';
import { isArchivable, isWholeDay } from './archive.ts';
import type { Archive } from './archive.ts';

/** Counts since the start. */
export interface StoreStats {
  memoryHits: number;
  archiveHits: number;
  readFailures: number;
  writeFailures: number;
  /** Nothing could be written at the last check. */
  failing: boolean;
}

export interface TieredStore extends WindowStore {
  stats(): StoreStats;
  /** Checks a failing archive, at most every 10 s. */
  recheck(): void;
}

export interface TieredStoreDeps {
  memory: WindowStore;
  archive?: Archive | undefined;
  /** Defaults to all apps. */
  isConfigured?: (appId: string) => boolean;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
  log: Log;
}

// Of checks, failed writes and log lines.
const RETRY_INTERVAL: Millis = 10_000;
// About the capacity of memory.
const MAX_UNWRITTEN = 10_000;

const LOST: Problem = {
  code: 'lost',
  message: 'The archived copy of the window is damaged, and the upstream no longer has the window.',
  hint: 'The damaged file has .bad in its name. Restore the day from a backup.',
  retryable: false,
};
const UNREADABLE: Problem = {
  code: 'internal',
  message: 'The archive could not be read.',
  retryable: true,
};

/**
 * Stores windows in memory and finished days in the archive. Archive failures are logged and counted but
 * never fail a request; a failed write is repeated when the window is read.
 */
export function createTieredStore(deps: TieredStoreDeps): TieredStore {
  const { memory, archive, isConfigured = () => true, now, tick, log } = deps;
  const counts = { memoryHits: 0, archiveHits: 0, readFailures: 0, writeFailures: 0 };
  // Time of the last attempt; -Infinity if there was none.
  const unwritten = new LRUCache<string, Millis>({ max: MAX_UNWRITTEN });
  const loggedAt = { read: -Infinity, write: -Infinity };
  let isFailing = false;
  let checkedAt = -Infinity;
  let pendingCheck: Promise<void> | undefined;

  const countFailure = (operation: 'read' | 'write', error: unknown) => {
    counts[`${operation}Failures`] += 1;
    if (isFailing || tick() - loggedAt[operation] < RETRY_INTERVAL) return;
    loggedAt[operation] = tick();
    log.error(`archive ${operation} failed`, errorFacts(error));
  };

  const setFailing = (next: boolean) => {
    if (isFailing && !next) log.info('archive write recovered');
    isFailing = next;
    checkedAt = tick();
  };

  // One failed write may concern one file only.
  const checkWritable = (medium: Archive) =>
    (pendingCheck ??= medium
      .checkWritable()
      .then(
        () => setFailing(false),
        () => setFailing(true),
      )
      .finally(() => (pendingCheck = undefined)));

  const recheck = async (medium: Archive) => {
    const isDue = isFailing && tick() - checkedAt >= RETRY_INTERVAL;
    if (isDue || pendingCheck) await checkWritable(medium);
  };

  const write = async (medium: Archive, request: WindowRequest, stored: StoredWindow) => {
    const key = windowKey(request);
    unwritten.set(key, -Infinity);
    await recheck(medium);
    if (isFailing) return;
    unwritten.set(key, tick());
    try {
      await medium.put(request, stored);
      unwritten.delete(key);
    } catch (error) {
      countFailure('write', error);
      await checkWritable(medium);
    }
  };

  // Unknown apps and channels must not fill the disk with empty days.
  const shouldArchive = (request: WindowRequest, stored: StoredWindow) => {
    const isKnown = isConfigured(request.appId) && request.channelId === undefined;
    return (
      isArchivable(request, stored) &&
      (isKnown || decodeValues(stored.encodedValues).some((value) => value !== null))
    );
  };

  const readArchive = async (request: WindowRequest) => {
    try {
      return isWholeDay(request) ? await archive?.get(request) : undefined;
    } catch (error) {
      countFailure('read', error);
      return undefined;
    }
  };

  return {
    async get(request) {
      const cached = await memory.get(request);
      if (cached?.final && cached.complete) {
        counts.memoryHits += 1;
        const attemptedAt = unwritten.get(windowKey(request)) ?? Infinity;
        if (archive && tick() - attemptedAt >= RETRY_INTERVAL) void write(archive, request, cached);
        return cached;
      }
      const isUsable = cached !== undefined && isFresh(cached, now());
      const archived = isUsable && !cached.final ? undefined : await readArchive(request);
      if (archived) {
        counts.archiveHits += 1;
        await memory.put(request, archived);
        return archived;
      }
      if (isUsable) counts.memoryHits += 1;
      return cached;
    },
    async put(request, stored) {
      await memory.put(request, stored);
      if (archive && shouldArchive(request, stored)) await write(archive, request, stored);
    },
    async explainMissing(request) {
      // An unreadable archive may have the window.
      const presence = await archive?.getPresence(request).catch(() => 'archived' as const);
      if (presence === 'archived') return UNREADABLE;
      return presence === 'lost' ? LOST : undefined;
    },
    stats: () => ({ ...counts, failing: isFailing }),
    recheck() {
      if (archive) void recheck(archive);
    },
  };
}
