import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { DAY, HOUR } from '../contract/domain/time.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { createWallClock } from '../time/wall-time.ts';
import { toSeverity } from './severity.ts';

/** An hour on the clock, which is repeated where clocks go back. */
export interface HeatCell extends Span {
  /** Buckets that have begun. */
  buckets: number;
  /** Settled values. */
  present: number;
  mean: number | null;
  worst: number | null;
}

export interface HeatDay {
  /** An instant of the day. */
  at: EpochMs;
  /** Undefined outside the series and for skipped hours. */
  hours: (HeatCell | undefined)[];
}

export interface Heatmap {
  /** Ascending. */
  days: HeatDay[];
  /** Hourly means. */
  best: number | undefined;
  worst: number | undefined;
}

const HOURS_PER_DAY = 24;

/** Averages by day and hour of the clock in `zone`. */
export function buildHeatmap(series: Series, metric: Metric, zone: string): Heatmap {
  const isHigherBetter = METRIC_FACTS[metric].better === 'higher';
  const isWorse = (a: number, b: number) => (isHigherBetter ? a < b : a > b);
  const readClock = createWallClock(zone);
  const days: HeatDay[] = [];
  let lastDay = Number.NaN;
  for (const [i, value] of series.values.entries()) {
    const state = series.states[i];
    const at = series.begin + i * series.step;
    const wall = readClock(at);
    const day = Math.floor(wall / DAY);
    if (day !== lastDay) days.push({ at, hours: Array.from({ length: HOURS_PER_DAY }) });
    lastDay = day;
    const hours = days.at(-1)?.hours ?? [];
    const hour = Math.floor((wall - day * DAY) / HOUR);
    const cell = (hours[hour] ??= { ...EMPTY_CELL, begin: at });
    cell.end = at + series.step;
    if (state !== BucketState.Pending) cell.buckets++;
    if (state !== BucketState.Settled) continue;
    cell.mean = ((cell.mean ?? 0) * cell.present + value) / (cell.present + 1);
    cell.present++;
    if (cell.worst === null || isWorse(value, cell.worst)) cell.worst = value;
  }
  const means = days.flatMap(({ hours }) => hours.flatMap((cell) => cell?.mean ?? []));
  const sorted = means.toSorted((a, b) => (isWorse(a, b) ? 1 : -1));
  return { days, best: sorted[0], worst: sorted.at(-1) };
}

const EMPTY_CELL: HeatCell = { begin: 0, end: 0, buckets: 0, present: 0, mean: null, worst: null };

/** Maps a value to 0 (best mean) to 1 (goal) to 2 (worst mean). */
export function locateHeatCell(
  heatmap: Heatmap,
  metric: Metric,
  goal: number,
  value: number,
): number {
  const goalSeverity = toSeverity(metric, goal);
  const severity = toSeverity(metric, value);
  const best = toSeverity(metric, heatmap.best ?? value);
  const worst = toSeverity(metric, heatmap.worst ?? value);
  if (severity <= goalSeverity) {
    return interpolate(severity, Math.min(best, goalSeverity), goalSeverity);
  }
  return 1 + interpolate(severity, goalSeverity, Math.max(worst, goalSeverity));
}

function interpolate(value: number, from: number, to: number): number {
  return to > from ? Math.min(1, Math.max(0, (value - from) / (to - from))) : 1;
}
