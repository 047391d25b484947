import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { ChartLine } from '../chart-types.ts';
import { readBucket } from '../model/bucket-reading.ts';
import type { BucketReading } from '../model/bucket-reading.ts';
import { getVisibleLines } from '../model/chart-line.ts';

/** One line of the chart at one bucket. */
export interface TooltipRow extends BucketReading {
  line: ChartLine;
  /** Of the comparison period; undefined if there is none. */
  before: BucketReading | undefined;
}

/** Reads all visible lines at bucket `at`, in their order. */
export function readTooltipRows(lines: readonly ChartLine[], at: EpochMs): TooltipRow[] {
  return getVisibleLines(lines).map((line) => ({
    line,
    ...readBucket(line.series, at),
    before: line.comparisonSeries && readBucket(line.comparisonSeries, at),
  }));
}

/** Sorts rows by value, worst first; rows without a value come last. */
export function sortWorstFirst(rows: readonly TooltipRow[], metric: Metric): TooltipRow[] {
  const sign = METRIC_FACTS[metric].better === 'higher' ? 1 : -1;
  // Ties keep the order of the lines, because the sort is stable.
  return rows.toSorted(
    (a, b) =>
      Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value)) ||
      sign * (a.value - b.value) ||
      0,
  );
}
