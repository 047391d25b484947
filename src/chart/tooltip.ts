import { METRIC_FACTS } from '../contract/metrics.ts';
import type { Metric } from '../contract/metrics.ts';
import type { EpochMs } from '../contract/time.ts';
import { BucketState } from '../series/series.ts';
import { bucketAt } from './chart-line.ts';
import type { ChartFormat, ChartLine, ChartWords } from './chart-line.ts';

/** One line of the chart at one bucket. */
export interface TooltipRow {
  line: ChartLine;
  /** NaN where there is none. */
  value: number;
  state: BucketState;
  /** In the compared period; NaN where there is none. */
  before: number;
}

/** The shown lines at bucket `at`: worst first, those without a value after. */
export function tooltipRows(
  lines: readonly ChartLine[],
  at: EpochMs,
  metric: Metric,
): TooltipRow[] {
  const sign = METRIC_FACTS[metric].better === 'higher' ? 1 : -1;
  const rows = lines.filter((line) => !line.hidden).map((line) => rowAt(line, at));
  // Sorting is stable, so rows that tie keep the order of the lines.
  return rows.sort(
    (a, b) =>
      Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value)) ||
      sign * (a.value - b.value) ||
      0,
  );
}

function rowAt(line: ChartLine, at: EpochMs): TooltipRow {
  const { values, states } = line.series;
  const index = bucketAt(line.series, at);
  const state = STATES.find((known) => known === states[index]) ?? BucketState.Gap;
  const { compared } = line;
  const before = compared ? (compared.values[bucketAt(compared, at)] ?? Number.NaN) : Number.NaN;
  return { line, value: values[index] ?? Number.NaN, state, before };
}

const STATES = Object.values(BucketState);

/** What a row says: its value, or in words why there is none. */
export function writeRow(row: TooltipRow, format: ChartFormat, words: ChartWords): string {
  if (!Number.isNaN(row.value)) return format.valueWithUnit(row.value);
  switch (row.state) {
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

export interface TooltipPlace {
  left: number;
  top: number;
}

const TIP_GAP = 14;
const TIP_WIDTH = 252;
/** With the compared value and the change beside each value. */
const COMPARED_WIDTH = 372;

/** Of the tooltip's parts, in pixels; its styles hold to them. */
const ROW_HEIGHT = 20;
const AROUND_ROWS = 46;
const NOTE_HEIGHT = 22;

/** How many rows of `count` a tooltip shows in a chart of `height` with that many lines of notes: at least one. */
export function rowsThatFit(count: number, height: number, notes: number): number {
  const fit = (more: number) =>
    Math.max(1, Math.floor((height - AROUND_ROWS - (notes + more) * NOTE_HEIGHT) / ROW_HEIGHT));
  return count <= fit(0) ? count : Math.min(count, fit(1));
}

/**
 * How wide a tooltip may be in a chart of this width: at most half of it less the gap, which
 * is what lets one side of any point always have room.
 */
export function tooltipWidth(chartWidth: number, compared = false): number {
  const wanted = compared ? COMPARED_WIDTH : TIP_WIDTH;
  return Math.max(0, Math.min(wanted, Math.floor(chartWidth / 2 - TIP_GAP)));
}

/** Where a tooltip goes, right of the point while it fits there, else left of it; never on it. */
export function placeTooltip(
  pointX: number,
  tip: { width: number; height: number },
  chart: { width: number; height: number; top: number },
): TooltipPlace {
  const right = pointX + TIP_GAP;
  const left = right + tip.width <= chart.width ? right : pointX - TIP_GAP - tip.width;
  return {
    left: Math.max(0, left),
    top: Math.max(0, Math.min(chart.top, chart.height - tip.height)),
  };
}
