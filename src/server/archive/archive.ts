// Behind memory: where finished windows are kept for good. The upstream forgets after 30 days; this does not.
import type { WindowRequest } from '../../contract/wire/api.ts';
import { BUCKETS_PER_DAY, DAY } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { decodeValues } from '../store/encoded-values.ts';
import type { StoredWindow } from '../store/window-store.ts';

/** What an archive has done since the start, and holds now. */
export interface ArchiveStats {
  /** Windows it holds. */
  windows: number;
  /** Windows it held, and whose copy is damaged. */
  lost: number;
  reads: number;
  writes: number;
  /** Copies found damaged since the start. */
  damaged: number;
}

/** What an archive has of a window: it, or it was damaged, or nothing. */
export type ArchivePresence = 'archived' | 'lost' | 'none';

/** Finished windows, kept for good: files in one directory, or one engine for several servers. */
export interface Archive {
  /**
   * The window as it was put, or undefined. A damaged copy is set aside and counted, never given out.
   * Rejects when the medium fails.
   */
  get(request: WindowRequest): Promise<StoredWindow | undefined>;
  /** Resolves once the window would survive a crash; rejects when the medium fails. */
  put(request: WindowRequest, entry: StoredWindow): Promise<void>;
  /** What it has of a window, as far as it can tell without reading it. */
  getPresence(request: WindowRequest): Promise<ArchivePresence>;
  /** The first moment of the oldest day it holds, or held, of each app. */
  reach(): Promise<Record<string, EpochMs>>;
  /** Resolves once something could be written; leaves nothing behind. Rejects while that fails. */
  checkWritable(): Promise<void>;
  stats(): ArchiveStats;
}

/** Whether a window is one of those that are archived: a whole UTC day. */
export function isWholeDay({ begin, end }: Pick<WindowRequest, 'begin' | 'end'>): boolean {
  return begin % DAY === 0 && end - begin === DAY;
}

/** Whether an answer is worth keeping for good: a whole day that is finished, with nothing missing. */
export function isArchivable(request: WindowRequest, entry: StoredWindow): boolean {
  const { begin, encodedValues, final, complete } = entry;
  if (!final || !complete || begin !== request.begin || !isWholeDay(request)) return false;
  return decodeValues(encodedValues).length === BUCKETS_PER_DAY;
}
