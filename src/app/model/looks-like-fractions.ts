import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import { hasValues } from '../../series/series.ts';

const MIN_VALUES = 12;

/**
 * Returns whether rates read as percent look like fractions: all are at most 1, join success included.
 * Stutter rates below 1 % are normal, but join success is never below 1 % for hours.
 */
export function looksLikeFractions(seriesList: readonly SeriesData[]): boolean {
  const rates = seriesList.filter(
    ({ subject, series }) => METRIC_FACTS[subject.metric].unit === 'percent' && hasValues(series),
  );
  // Ends at the first percentage, because it runs in every render.
  if (rates.some(({ series }) => series.values.some((value) => value > 1))) return false;
  const joins = rates.filter(({ subject }) => subject.metric === 'JoinChannelSucRate');
  const values = joins
    .flatMap(({ series }) => Array.from(series.values))
    .filter((value) => !Number.isNaN(value));
  return values.length >= MIN_VALUES && values.some((value) => value > 0);
}
