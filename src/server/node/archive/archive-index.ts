import type { EpochMs } from '../../../contract/domain/time.ts';

export interface ArchiveEntry {
  appId: string;
  /** Path of the series below the account's directory. */
  series: string;
  day: EpochMs;
}

export interface ArchiveIndex {
  has: (entry: ArchiveEntry) => boolean;
  isLost: (entry: ArchiveEntry) => boolean;
  addArchived(entry: ArchiveEntry): void;
  /** Marks a day as damaged; `remove` keeps the mark. */
  addLost(entry: ArchiveEntry): void;
  remove: (entry: ArchiveEntry) => void;
  /** Oldest day of each app, lost days included. */
  reach: () => Record<string, EpochMs>;
  counts(): { windows: number; lost: number };
}

export function createArchiveIndex(): ArchiveIndex {
  const archived = createDaySet();
  const lost = createDaySet();
  const oldestByApp = new Map<string, EpochMs>();

  const extendReach = ({ appId, day }: ArchiveEntry) =>
    void oldestByApp.set(appId, Math.min(day, oldestByApp.get(appId) ?? Infinity));

  return {
    has: archived.has,
    isLost: lost.has,
    addArchived(entry) {
      archived.add(entry);
      lost.remove(entry);
      extendReach(entry);
    },
    addLost(entry) {
      archived.remove(entry);
      lost.add(entry);
      extendReach(entry);
    },
    remove: archived.remove,
    reach: () => Object.fromEntries(oldestByApp),
    counts: () => ({ windows: archived.count(), lost: lost.count() }),
  };
}

function createDaySet() {
  const bySeries = new Map<string, Set<EpochMs>>();
  let count = 0;
  const has = ({ series, day }: ArchiveEntry) => bySeries.get(series)?.has(day) ?? false;
  const remove = ({ series, day }: ArchiveEntry) => {
    if (bySeries.get(series)?.delete(day)) count -= 1;
  };
  return {
    has,
    remove,
    add(entry: ArchiveEntry) {
      if (has(entry)) return;
      const days = bySeries.get(entry.series) ?? new Set();
      bySeries.set(entry.series, days.add(entry.day));
      count += 1;
    },
    count: () => count,
  };
}
