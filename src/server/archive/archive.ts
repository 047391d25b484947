import type { WindowRequest } from '../../contract/wire/api.ts';
import { BUCKETS_PER_DAY, DAY } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { decodeValues } from '../store/encoded-values.ts';
import type { StoredWindow } from '../store/window-store.ts';

export interface ArchiveStats {
  windows: number;
  /** Windows with a damaged copy. */
  lost: number;
  /** Since the start, as `writes` and `damaged`. */
  reads: number;
  writes: number;
  damaged: number;
}

/** `lost`: the copy is damaged. */
export type ArchivePresence = 'archived' | 'lost' | 'none';

/** Stores finished windows permanently. */
export interface Archive {
  /**
   * Rejects if the medium fails. Damaged copies are set aside, counted and never returned.
   */
  get(request: WindowRequest): Promise<StoredWindow | undefined>;
  /** Resolves once the window would survive a crash; rejects if the medium fails. */
  put(request: WindowRequest, stored: StoredWindow): Promise<void>;
  /** Does not read the copy. */
  getPresence(request: WindowRequest): Promise<ArchivePresence>;
  /** Returns the oldest day of each app, lost days included. */
  reach(): Promise<Record<string, EpochMs>>;
  /** Rejects if nothing can be written. */
  checkWritable(): Promise<void>;
  stats(): ArchiveStats;
}

/** Only whole UTC days are archived. */
export function isWholeDay({ begin, end }: Pick<WindowRequest, 'begin' | 'end'>): boolean {
  return begin % DAY === 0 && end - begin === DAY;
}

export function isArchivable(request: WindowRequest, stored: StoredWindow): boolean {
  const { begin, encodedValues, final, complete } = stored;
  if (!final || !complete || begin !== request.begin || !isWholeDay(request)) return false;
  return decodeValues(encodedValues).length === BUCKETS_PER_DAY;
}
