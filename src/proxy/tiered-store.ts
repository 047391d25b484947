// Between fetch-window and what is kept: memory first, the archive behind it.
import { LRUCache } from 'lru-cache';
import type { WindowRequest } from '../contract/api.ts';
import type { Problem } from '../contract/problem.ts';
import type { EpochMs, Millis } from '../contract/time.ts';
import { isForGood } from './archive.ts';
import type { Archive } from './archive.ts';
import { errorFacts } from './log.ts';
import type { Log } from './log.ts';
import type { Tick } from './wait.ts';
import { windowKey } from './window-key.ts';
import { isFresh } from './window-store.ts';
import type { WindowEntry, WindowStore } from './window-store.ts';

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
  tick: Tick;
  log: Log;
}

/** After a failure one write is tried this much later, and the others only once it went well. */
const WRITE_AGAIN_AFTER: Millis = 10_000;
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
  message: 'The archive has the window but could not be read.',
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
  const failing = { read: false, write: false };
  const unwritten = new LRUCache<string, true>({ max: MAX_UNWRITTEN });
  let writeFailedAt = -Infinity;
  let isProbing = false;

  /** What `work` gives, or undefined when the medium fails. */
  const attempt = async <T>(what: 'read' | 'write', work: () => Promise<T>) => {
    try {
      const result = await work();
      if (failing[what]) log.info(`archive ${what} works again`);
      failing[what] = false;
      return result;
    } catch (error) {
      // A thousand windows on a full disk are one thing to say.
      if (!failing[what]) log.error(`archive ${what} failed`, errorFacts(error));
      failing[what] = true;
      counts[`${what}Failures`] += 1;
      if (what === 'write') writeFailedAt = tick();
      return undefined;
    }
  };

  /** Writes, unless that failed a moment ago or is being tried. */
  const write = async (work: () => Promise<void>) => {
    if (!failing.write) return attempt('write', work);
    if (isProbing || tick() - writeFailedAt < WRITE_AGAIN_AFTER) return undefined;
    isProbing = true;
    return attempt('write', work).finally(() => (isProbing = false));
  };

  const keep = async (request: WindowRequest, entry: WindowEntry) => {
    if (!archive || !isForGood(request, entry)) return;
    // Whoever makes up AppIds or channels must not fill the disk with nothing.
    const isKnown = isOurs(request.appId) && request.channelId === undefined;
    if (!isKnown && entry.values.every((value) => value === null)) return;
    const key = windowKey(request);
    unwritten.set(key, true);
    await write(async () => {
      await archive.put(request, entry);
      unwritten.delete(key);
    });
  };

  return {
    async get(request) {
      const kept = await memory.get(request);
      if (kept?.final && kept.complete) {
        counts.memoryHits += 1;
        if (unwritten.has(windowKey(request))) await keep(request, kept);
        return kept;
      }
      const entry = archive && (await attempt('read', () => archive.get(request)));
      if (entry) {
        counts.archiveHits += 1;
        await memory.put(request, entry);
        return entry;
      }
      if (kept && isFresh(kept, now())) counts.memoryHits += 1;
      return kept;
    },
    async put(request, entry) {
      await memory.put(request, entry);
      await keep(request, entry);
    },
    async missing(request) {
      const holding = await archive?.find(request);
      if (holding === 'kept') return UNREADABLE;
      return holding === 'lost' ? LOST : undefined;
    },
    stats: () => ({ ...counts, failing: failing.write }),
    recheck() {
      if (archive && failing.write) void write(() => archive.check());
    },
  };
}
