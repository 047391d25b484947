// A series -> days x hours of the reader's clock.
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { DAY, HOUR } from '../contract/domain/time.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';
import { createWallClock } from '../time/wall-time.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { toSeverity } from './severity.ts';

/** An hour on the reader's clock: twelve buckets, twice as many where clocks go back in it. */
export interface HeatCell extends Span {
  /** Buckets that have begun, whatever is known of them. */
  buckets: number;
  /** Those with a settled value; the mean is of them, null where there is none. */
  present: number;
  mean: number | null;
  worst: number | null;
}

export interface HeatDay {
  /** Any moment of it. */
  at: EpochMs;
  /** By the hour on the clock; undefined where it is out of the series, or was skipped. */
  hours: (HeatCell | undefined)[];
}

export interface Heatmap {
  /** Ascending. */
  days: HeatDay[];
  /** The best and worst mean of an hour; undefined when there is none. */
  best: number | undefined;
  worst: number | undefined;
}

const HOURS_A_DAY = 24;

/** The hours of `series` by the clock of `zone`, an IANA name or `UTC`. */
export function buildHeatmap(series: Series, metric: Metric, zone: string): Heatmap {
  const isHigherBetter = METRIC_FACTS[metric].better === 'higher';
  const isWorse = (a: number, b: number) => (isHigherBetter ? a < b : a > b);
  const clock = createWallClock(zone);
  const days: HeatDay[] = [];
  let today = Number.NaN;
  for (const [i, value] of series.values.entries()) {
    const state = series.states[i];
    const at = series.begin + i * series.step;
    const wall = clock(at);
    const day = Math.floor(wall / DAY);
    if (day !== today) days.push({ at, hours: Array.from({ length: HOURS_A_DAY }) });
    today = day;
    const hours = days.at(-1)?.hours ?? [];
    const hour = Math.floor((wall - day * DAY) / HOUR);
    const cell = (hours[hour] ??= { ...EMPTY, begin: at });
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

const EMPTY: HeatCell = { begin: 0, end: 0, buckets: 0, present: 0, mean: null, worst: null };

/**
 * Where a value stands on the one scale of a map: 0 the best there is, 1 the goal, beyond it up to 2
 * the worst there is.
 */
export function locateHeatCell(map: Heatmap, metric: Metric, goal: number, value: number): number {
  const bound = toSeverity(metric, goal);
  const at = toSeverity(metric, value);
  const best = toSeverity(metric, map.best ?? value);
  const worst = toSeverity(metric, map.worst ?? value);
  if (at <= bound) return share(at, Math.min(best, bound), bound);
  return 1 + share(at, bound, Math.max(worst, bound));
}

function share(at: number, from: number, to: number): number {
  return to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 1;
}
