import type { Unit } from '../../contract/domain/metrics.ts';
import type { Extent } from './chart-line.ts';
import { getDecimalFormat } from './intl-formats.ts';

export interface ValueAxis {
  min: number;
  max: number;
  ticks: number[];
  decimals: number;
  goal: 'within' | 'above' | 'below';
}

export interface ValueAxisOptions {
  unit: Unit;
  extent: Extent | undefined;
  goal: number;
  zeroBased: boolean;
  rows: number;
}

/**
 * Minimum length of an axis. Within two percentage points ordinary noise (99.1–99.6 %) stays flat, and
 * one failed call per hundred takes half the height. 200 ms is a noticeable delay of a first frame.
 */
export const MIN_SPAN: Readonly<Record<Unit, number>> = { percent: 2, ms: 200 };

// The axis grows by at most this share to include goal or zero.
const MAX_EXTENSION = 0.35;

const HEADROOM = 0.04;

/** Plans an axis with round ends for all values, and for a near goal. */
export function planValueAxis(options: ValueAxisOptions): ValueAxis {
  const { unit, goal, rows } = options;
  const [low, high] = chooseRange(options);
  const { first, last, step } = chooseSteps(low, high, rows);
  const decimals = countDecimals(step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(decimals)),
  );
  const min = ticks[0] ?? 0;
  const max = ticks.at(-1) ?? MIN_SPAN[unit];
  return {
    min,
    max,
    ticks,
    decimals,
    goal: goal > max ? 'above' : goal < min ? 'below' : 'within',
  };
}

function chooseRange({ unit, extent, goal, zeroBased }: ValueAxisOptions): [number, number] {
  // Invalid rates above 100 % stay visible.
  const cap = unit === 'percent' ? Math.max(100, extent?.high ?? 0) : Number.POSITIVE_INFINITY;
  const drawn = extent ?? { low: 0, high: goal };
  let { low, high } = drawn;
  if (zeroBased || low <= MAX_EXTENSION * Math.max(high - low, MIN_SPAN[unit])) low = 0;
  const missing = MIN_SPAN[unit] - (high - low);
  if (missing > 0) {
    low -= missing / 2;
    high += missing / 2;
    const shift = low < 0 ? -low : Math.min(0, cap - high);
    low += shift;
    high += shift;
  }
  const extension = MAX_EXTENSION * (high - low);
  if (goal > high && goal - high <= extension) high = goal;
  if (goal < low && low - goal <= extension) low = goal;
  const headroom = HEADROOM * (high - low);
  return [
    Math.max(0, Math.min(low, drawn.low - headroom)),
    Math.min(cap, Math.max(high, drawn.high + headroom)),
  ];
}

interface Steps {
  // In steps from zero.
  first: number;
  last: number;
  step: number;
}

// Steps of 1, 2, 2.5 or 5 × 10ⁿ that leave little space empty.
function chooseSteps(low: number, high: number, rows: number): Steps {
  const span = high - low;
  const power = 10 ** Math.floor(Math.log10(span / rows));
  let best: Steps & { cost: number } = { first: 0, last: 1, step: span, cost: Infinity };
  for (const factor of [0.5, 1, 2, 2.5, 5, 10, 20]) {
    const step = factor * power;
    const first = Math.floor(low / step + 1e-9);
    const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
    const count = last - first;
    if (count > 1.5 * rows || count < 2) continue;
    // A step more or less weighs as much as an empty twentieth.
    const cost = (count * step) / span + Math.abs(count - rows) / 20;
    if (cost < best.cost) best = { first, last, step, cost };
  }
  return best;
}

function countDecimals(step: number): number {
  for (let decimals = 0; decimals < 10; decimals++) {
    if (Math.abs(Number(step.toFixed(decimals)) - step) < step * 1e-6) return decimals;
  }
  return 10;
}

export function formatValueTicks(axis: ValueAxis, unit: Unit, locale: string): string[] {
  const numberFormat = getDecimalFormat(locale, axis.decimals);
  const integerFormat = getDecimalFormat(locale, 0);
  return axis.ticks.map((tick) => {
    if (unit === 'ms') return numberFormat.format(tick);
    return `${(tick % 100 === 0 ? integerFormat : numberFormat).format(tick)}%`;
  });
}
