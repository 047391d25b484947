// What lies in the data directory, as far as names tell: for the archive's command.
import { join } from 'node:path';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { parseFileName, listDirectories, walkSeries } from './archive-paths.ts';
import type { SeriesDirectory } from './archive-paths.ts';

/** Which of it is meant; days are UTC days, both included. */
export interface ScanFilters {
  account?: string | undefined;
  app?: string | undefined;
  metric?: string | undefined;
  segment?: string | undefined;
  from: EpochMs;
  to: EpochMs;
}

/** One series, with the days of it that were asked for. */
export interface ScannedSeries extends SeriesDirectory {
  account: string;
  days: EpochMs[];
  /** Days of which there is only a copy that was set aside. */
  lost: EpochMs[];
}

/** What there is in a data directory, of all its accounts. */
export function* scanArchive(directory: string, filters: ScanFilters): Generator<ScannedSeries> {
  for (const account of listDirectories(directory)) {
    if (filters.account !== undefined && filters.account !== account) continue;
    for (const series of walkSeries(join(directory, account))) {
      if (filters.app !== undefined && filters.app !== series.appId) continue;
      if (filters.metric !== undefined && filters.metric !== series.metric) continue;
      if (filters.segment !== undefined && filters.segment !== series.segment) continue;
      const found = { ...series, account, ...daysOf(series, filters) };
      if (found.days.length + found.lost.length > 0) yield found;
    }
  }
}

function daysOf({ names }: SeriesDirectory, { from, to }: ScanFilters) {
  const files = names
    .flatMap((name) => parseFileName(name) ?? [])
    .filter(({ day }) => day >= from && day <= to)
    .sort((a, b) => a.day - b.day);
  const days = files.filter(({ bad }) => !bad).map(({ day }) => day);
  const kept = new Set(days);
  const lost = new Set(files.filter(({ day }) => !kept.has(day)).map(({ day }) => day));
  return { days, lost: [...lost] };
}
