import { METRIC_FACTS } from '../../../../contract/domain/metrics.ts';
import type { Metric } from '../../../../contract/domain/metrics.ts';
import type { LegendEntry } from '../../../model/legend-entry.ts';
import { pickSummaryValue } from '../../../model/summary-value.ts';

/**
 * Picks at most `count` entries and keeps their order: failed ones first, then by time out of goal,
 * then by value. Hidden entries are picked last.
 */
export function pickWorst<T extends LegendEntry>(
  entries: readonly T[],
  count: number,
  metric: Metric,
  hidden: readonly string[],
): readonly T[] {
  if (entries.length <= count) return entries;
  const sign = METRIC_FACTS[metric].better === 'higher' ? 1 : -1;
  const rank = ({ key, problem, stats, summary }: T): number[] => [
    hidden.includes(key) ? 1 : 0,
    problem ? 0 : 1,
    stats?.withinGoal ?? 1,
    sign * ((stats && pickSummaryValue(stats, summary)?.value) ?? sign * Infinity),
  ];
  const worst = new Set(
    entries
      .map((entry) => ({ entry, rank: rank(entry) }))
      .toSorted((a, b) => compareRanks(a.rank, b.rank))
      .slice(0, count)
      .map(({ entry }) => entry),
  );
  return entries.filter((entry) => worst.has(entry));
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, index) => value !== b[index]);
  return i < 0 ? 0 : (a[i] ?? 0) < (b[i] ?? 0) ? -1 : 1;
}
