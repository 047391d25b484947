// What the archive holds, in memory: made from names at the start, kept up with every file written.
import type { EpochMs } from '../../../contract/domain/time.ts';

/** One file's place: its series' path below the account, and its day. */
export interface ArchiveEntry {
  appId: string;
  series: string;
  day: EpochMs;
}

export interface ArchiveIndex {
  has: (place: ArchiveEntry) => boolean;
  isLost: (place: ArchiveEntry) => boolean;
  addArchived(place: ArchiveEntry): void;
  /** The file was damaged: what is known to be lost stays known. */
  addLost(place: ArchiveEntry): void;
  /** The file is not there any more. */
  remove: (place: ArchiveEntry) => void;
  /** The oldest day of each app, lost ones included. */
  reach: () => Record<string, EpochMs>;
  counts(): { windows: number; lost: number };
}

export function createArchiveIndex(): ArchiveIndex {
  const kept = createDays();
  const lost = createDays();
  const oldest = new Map<string, EpochMs>();

  const reachTo = ({ appId, day }: ArchiveEntry) =>
    void oldest.set(appId, Math.min(day, oldest.get(appId) ?? Infinity));

  return {
    has: kept.has,
    isLost: lost.has,
    addArchived(place) {
      kept.add(place);
      lost.remove(place);
      reachTo(place);
    },
    addLost(place) {
      kept.remove(place);
      lost.add(place);
      reachTo(place);
    },
    remove: kept.remove,
    reach: () => Object.fromEntries(oldest),
    counts: () => ({ windows: kept.count(), lost: lost.count() }),
  };
}

function createDays() {
  const bySeries = new Map<string, Set<EpochMs>>();
  let count = 0;
  const has = ({ series, day }: ArchiveEntry) => bySeries.get(series)?.has(day) ?? false;
  const remove = ({ series, day }: ArchiveEntry) => {
    if (bySeries.get(series)?.delete(day)) count -= 1;
  };
  return {
    has,
    remove,
    add(place: ArchiveEntry) {
      if (has(place)) return;
      const days = bySeries.get(place.series) ?? new Set();
      bySeries.set(place.series, days.add(place.day));
      count += 1;
    },
    count: () => count,
  };
}
