import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { BucketState } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import { bucketAt, shownLines } from '../model/chart-line.ts';
import type { ChartFormat, ChartLine, ChartText } from '../chart-types.ts';

/** One bucket of a series. */
export interface Reading {
  /** NaN where there is none. */
  value: number;
  state: BucketState;
}

/** One line of the chart at one bucket. */
export interface TooltipRow extends Reading {
  line: ChartLine;
  /** The compared bucket; undefined for a line that is not compared. */
  before: Reading | undefined;
}

/** The shown lines at bucket `at`, in their own order. */
export function rowsAt(lines: readonly ChartLine[], at: EpochMs): TooltipRow[] {
  return shownLines(lines).map((line) => rowAt(line, at));
}

/** The same rows: worst first, those without a value last. */
export function worstFirst(rows: readonly TooltipRow[], metric: Metric): TooltipRow[] {
  const sign = METRIC_FACTS[metric].better === 'higher' ? 1 : -1;
  // Sorting is stable, so rows that tie keep the order of the lines.
  return rows.toSorted(
    (a, b) =>
      Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value)) ||
      sign * (a.value - b.value) ||
      0,
  );
}

function rowAt(line: ChartLine, at: EpochMs): TooltipRow {
  const before = line.comparisonSeries && readAt(line.comparisonSeries, at);
  return { line, ...readAt(line.series, at), before };
}

/** `series` at the bucket that begins at `at`; a gap where it does not reach. */
export function readAt(series: Series, at: EpochMs): Reading {
  const index = bucketAt(series, at);
  const state = STATES.find((known) => known === series.states[index]) ?? BucketState.Gap;
  return { value: series.values[index] ?? Number.NaN, state };
}

const STATES = Object.values(BucketState);

/** What a bucket says: its value, or in words why there is none. */
export function formatReading(
  { value, state }: Reading,
  format: ChartFormat,
  words: ChartText,
): string {
  if (!Number.isNaN(value)) return format.valueWithUnit(value);
  switch (state) {
    case BucketState.Failed:
      return words.failed;
    case BucketState.Gone:
      return words.gone;
    case BucketState.Loading:
      return words.loading;
    case BucketState.Awaited:
      return words.awaited;
    default:
      return words.noData;
  }
}

export interface TooltipPosition {
  left: number;
  top: number;
}

const TIP_GAP = 14;
const TIP_WIDTH = 252;
const COMPARED_TIP_WIDTH = 380;

/**
 * How wide a tooltip may be in a chart of this width: at most half of it less the gap, which
 * is what lets one side of any point always have room. Compared values take more.
 */
export function tooltipWidth(chartWidth: number, isCompared = false): number {
  const wanted = isCompared ? COMPARED_TIP_WIDTH : TIP_WIDTH;
  return Math.max(0, Math.min(wanted, Math.floor(chartWidth / 2 - TIP_GAP)));
}

/** Where a tooltip goes, right of the point while it fits there, else left of it; never on it. */
export function placeTooltip(
  pointX: number,
  tip: { width: number; height: number },
  chart: { width: number; height: number; top: number },
): TooltipPosition {
  const right = pointX + TIP_GAP;
  const left = right + tip.width <= chart.width ? right : pointX - TIP_GAP - tip.width;
  return {
    left: Math.max(0, left),
    top: Math.max(0, Math.min(chart.top, chart.height - tip.height)),
  };
}
