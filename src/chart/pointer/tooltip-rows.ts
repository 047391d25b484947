import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { ChartLine } from '../chart-types.ts';
import { readBucket } from '../model/bucket-reading.ts';
import type { BucketReading } from '../model/bucket-reading.ts';
import { getVisibleLines } from '../model/chart-line.ts';

export interface TooltipRow extends BucketReading {
  line: ChartLine;
  /** Of the comparison period. */
  before: BucketReading | undefined;
}

/** Reads one row per visible line, in their order. */
export function readTooltipRows(lines: readonly ChartLine[], at: EpochMs): TooltipRow[] {
  return getVisibleLines(lines).map((line) => ({
    line,
    ...readBucket(line.series, at),
    before: line.comparisonSeries && readBucket(line.comparisonSeries, at),
  }));
}

/** Sorts by value; rows without a value come last. */
export function sortWorstFirst(rows: readonly TooltipRow[], metric: Metric): TooltipRow[] {
  const sign = METRIC_FACTS[metric].better === 'higher' ? 1 : -1;
  return rows.toSorted(
    (a, b) =>
      Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value)) ||
      sign * (a.value - b.value) ||
      0,
  );
}
