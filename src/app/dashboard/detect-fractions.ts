// Rates -> whether they look like fractions though they are taken for percent.
import type { Metric } from '../../contract/metrics.ts';
import { METRIC_FACTS } from '../../contract/metrics.ts';
import type { SeriesData } from '../../query/series-data.ts';

/** Fewer values than this prove nothing. */
const ENOUGH = 12;

/**
 * True when every rate at hand is at most 1 and join success is among them: stutter below 1 % is good
 * news, but nowhere do nearly all attempts to join fail for hours.
 */
export function looksLikeFractions(datas: readonly SeriesData[]): boolean {
  const valuesOf = (wanted: (metric: Metric) => boolean) =>
    datas
      .filter(({ subject }) => wanted(subject.metric))
      .flatMap(({ series }) => Array.from(series.values).filter((value) => !Number.isNaN(value)));
  const joins = valuesOf((metric) => metric === 'JoinChannelSucRate');
  if (joins.length < ENOUGH || !joins.some((value) => value > 0)) return false;
  return valuesOf((metric) => METRIC_FACTS[metric].unit === 'percent').every((value) => value <= 1);
}
