import { join } from 'node:path';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { listDirectories, parseFileName, walkSeries } from './archive-paths.ts';
import type { SeriesDirectory } from './archive-paths.ts';

/** UTC days, inclusive. An undefined field matches everything. */
export interface ScanFilters {
  account?: string | undefined;
  app?: string | undefined;
  metric?: string | undefined;
  segment?: string | undefined;
  from: EpochMs;
  to: EpochMs;
}

export interface ScannedSeries extends SeriesDirectory {
  account: string;
  days: EpochMs[];
  /** Days of which only a quarantined file exists. */
  lost: EpochMs[];
}

export function* scanArchive(directory: string, filters: ScanFilters): Generator<ScannedSeries> {
  for (const account of listDirectories(directory)) {
    if (filters.account !== undefined && filters.account !== account) continue;
    for (const series of walkSeries(join(directory, account))) {
      if (filters.app !== undefined && filters.app !== series.appId) continue;
      if (filters.metric !== undefined && filters.metric !== series.metric) continue;
      if (filters.segment !== undefined && filters.segment !== series.segment) continue;
      const scanned = { ...series, account, ...selectDays(series, filters) };
      if (scanned.days.length + scanned.lost.length > 0) yield scanned;
    }
  }
}

function selectDays({ names }: SeriesDirectory, { from, to }: ScanFilters) {
  const files = names
    .flatMap((name) => parseFileName(name) ?? [])
    .filter(({ day }) => day >= from && day <= to)
    .sort((a, b) => a.day - b.day);
  const days = files.filter(({ isQuarantined }) => !isQuarantined).map(({ day }) => day);
  const archived = new Set(days);
  const lost = new Set(files.filter(({ day }) => !archived.has(day)).map(({ day }) => day));
  return { days, lost: [...lost] };
}
