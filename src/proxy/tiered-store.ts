// Between fetch-window and what is kept: memory first, the archive behind it.
import type { WindowRequest } from '../contract/api.ts';
import type { Problem } from '../contract/problem.ts';
import type { EpochMs, Millis } from '../contract/time.ts';
import { isForGood } from './archive.ts';
import type { Archive } from './archive.ts';
import { errorFacts } from './log.ts';
import type { Log } from './log.ts';
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
  /** The last reading or the last writing failed. */
  failing: boolean;
}

export interface TieredStore extends WindowStore {
  stats(): StoreStats;
}

export interface TieredStoreDeps {
  memory: WindowStore;
  archive?: Archive | undefined;
  now: () => EpochMs;
  log: Log;
}

/** A full disk is not asked again about every window that memory still has. */
const WRITE_AGAIN_AFTER: Millis = 10_000;

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
export function createTieredStore({ memory, archive, now, log }: TieredStoreDeps): TieredStore {
  const counts = { memoryHits: 0, archiveHits: 0, readFailures: 0, writeFailures: 0 };
  const failing = { read: false, write: false };
  let writeFailedAt = -Infinity;

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
      if (what === 'write') writeFailedAt = now();
      return undefined;
    }
  };

  const keep = async (request: WindowRequest, entry: WindowEntry) => {
    if (archive && isForGood(request, entry)) {
      await attempt('write', () => archive.put(request, entry));
    }
  };

  return {
    async get(request) {
      const kept = await memory.get(request);
      const archived = archive?.has(request) ?? false;
      if (kept?.final && kept.complete) {
        counts.memoryHits += 1;
        if (!archived && now() - writeFailedAt >= WRITE_AGAIN_AFTER) await keep(request, kept);
        return kept;
      }
      if (!archive || !archived) {
        if (kept && isFresh(kept, now())) counts.memoryHits += 1;
        return kept;
      }
      const entry = await attempt('read', () => archive.get(request));
      if (!entry) return kept;
      counts.archiveHits += 1;
      await memory.put(request, entry);
      return entry;
    },
    async put(request, entry) {
      await memory.put(request, entry);
      await keep(request, entry);
    },
    missing(request) {
      if (archive?.has(request)) return UNREADABLE;
      return archive?.isLost(request) ? LOST : undefined;
    },
    stats: () => ({ ...counts, failing: failing.read || failing.write }),
  };
}
