// Rates -> whether they look like fractions though they are taken for percent.
import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import { hasValues } from '../../series/series.ts';

/** Fewer values than this prove nothing. */
const ENOUGH = 12;

/**
 * True when every rate at hand is at most 1 and join success is among them: stutter below 1 % is good
 * news, but nowhere do nearly all attempts to join fail for hours.
 */
export function looksLikeFractions(datas: readonly SeriesData[]): boolean {
  const rates = datas.filter(
    ({ subject, series }) => METRIC_FACTS[subject.metric].unit === 'percent' && hasValues(series),
  );
  // Percentages end it at the first of them: this is looked at with every render, and may be months.
  if (rates.some(({ series }) => series.values.some((value) => value > 1))) return false;
  const joins = rates.filter(({ subject }) => subject.metric === 'JoinChannelSucRate');
  const values = joins.flatMap(({ series }) => Array.from(series.values));
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length >= ENOUGH && known.some((value) => value > 0);
}
