import { METRIC_FACTS } from '../../../../contract/domain/metrics.ts';
import type { Metric } from '../../../../contract/domain/metrics.ts';
import type { LegendEntry } from '../../../model/legend-entry.ts';
import { pickSummaryValue } from '../../../model/summary-value.ts';

/**
 * Where there is room for `most` lines only, those that must be in sight, in their order: what failed,
 * then what was out of goal the most, then what is nearest to that. Hidden ones come last.
 */
export function pickWorst<T extends LegendEntry>(
  rows: readonly T[],
  most: number,
  metric: Metric,
  hidden: readonly string[],
): readonly T[] {
  if (rows.length <= most) return rows;
  const sign = METRIC_FACTS[metric].better === 'higher' ? 1 : -1;
  const rank = ({ key, problem, stats, summary }: T): number[] => [
    hidden.includes(key) ? 1 : 0,
    problem ? 0 : 1,
    stats?.withinGoal ?? 1,
    sign * ((stats && pickSummaryValue(stats, summary)?.value) ?? sign * Infinity),
  ];
  const ranked = rows.map((row) => ({ row, rank: rank(row) }));
  const worst = new Set(
    ranked
      .toSorted((a, b) => compareRanks(a.rank, b.rank))
      .slice(0, most)
      .map(({ row }) => row),
  );
  return rows.filter((row) => worst.has(row));
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}
