import type { WindowRequest } from '../../contract/wire/api.ts';
import { BUCKETS_PER_DAY, DAY } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { decodeValues } from '../store/encoded-values.ts';
import type { StoredWindow } from '../store/window-store.ts';

export interface ArchiveStats {
  /** Archived windows. */
  windows: number;
  /** Windows whose copy is damaged. */
  lost: number;
  /** Since the start, as are `writes` and `damaged`. */
  reads: number;
  writes: number;
  /** Copies found damaged. */
  damaged: number;
}

/** `lost`: the copy is damaged. */
export type ArchivePresence = 'archived' | 'lost' | 'none';

/** Stores finished windows permanently: files in a directory, or an engine shared by several servers. */
export interface Archive {
  /**
   * Returns the window as it was put, or undefined. Damaged copies are set aside, counted and never
   * returned. Rejects if the medium fails.
   */
  get(request: WindowRequest): Promise<StoredWindow | undefined>;
  /** Resolves once the window would survive a crash; rejects if the medium fails. */
  put(request: WindowRequest, stored: StoredWindow): Promise<void>;
  /** Determines the presence from the index, without reading the copy. */
  getPresence(request: WindowRequest): Promise<ArchivePresence>;
  /** Returns the begin of the oldest day of each app, lost days included. */
  reach(): Promise<Record<string, EpochMs>>;
  /** Rejects if nothing can be written; leaves nothing behind. */
  checkWritable(): Promise<void>;
  stats(): ArchiveStats;
}

/** Whether the window is a whole UTC day; only those are archived. */
export function isWholeDay({ begin, end }: Pick<WindowRequest, 'begin' | 'end'>): boolean {
  return begin % DAY === 0 && end - begin === DAY;
}

/** Whether the window is a whole UTC day that is final and has all its buckets. */
export function isArchivable(request: WindowRequest, stored: StoredWindow): boolean {
  const { begin, encodedValues, final, complete } = stored;
  if (!final || !complete || begin !== request.begin || !isWholeDay(request)) return false;
  return decodeValues(encodedValues).length === BUCKETS_PER_DAY;
}
