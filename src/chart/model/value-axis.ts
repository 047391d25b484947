import type { Unit } from '../../contract/domain/metrics.ts';
import { decimalFormat } from './intl-formats.ts';

/** Where the value axis runs and what it says. */
export interface ValueAxis {
  min: number;
  max: number;
  /** Ascending, from `min` to `max`. */
  ticks: number[];
  /** Decimals a tick needs. */
  decimals: number;
  /** Where the goal lies: on the axis, or beyond which end. */
  goal: 'within' | 'above' | 'below';
}

export interface ValueAxisOptions {
  unit: Unit;
  /** Lowest and highest drawn value; undefined when nothing is drawn. */
  extent: { low: number; high: number } | undefined;
  goal: number;
  zeroBased: boolean;
  /** About how many steps the axis has room for. */
  rows: number;
}

/**
 * An axis never shows less than this. Two points of a rate: 99.1–99.6 % fills a quarter of it, so
 * ordinary noise stays flat, while a loss of one call in a hundred is still half the height.
 * 200 ms: about what a person notices of a first frame.
 */
export const MIN_SPAN: Readonly<Record<Unit, number>> = { percent: 2, ms: 200 };

/** The axis stretches by at most this share of itself to take in the goal, or zero. */
const REACH = 0.35;

/** Kept free beyond the highest and the lowest value. */
const HEADROOM = 0.04;

/** A value axis with round ends that holds every drawn value, and the goal when it is near. */
export function planValueAxis(options: ValueAxisOptions): ValueAxis {
  const { unit, goal, rows } = options;
  const [low, high] = chooseRange(options);
  const { first, last, step } = chooseSteps(low, high, rows);
  const decimals = decimalsOf(step);
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
  // A rate above 100 % is an upstream's mistake, and still shown.
  const cap = unit === 'percent' ? Math.max(100, extent?.high ?? 0) : Number.POSITIVE_INFINITY;
  // With nothing to show, an axis from zero claims no precision.
  const drawn = extent ?? { low: 0, high: goal };
  let { low, high } = drawn;
  if (zeroBased || low <= REACH * Math.max(high - low, MIN_SPAN[unit])) low = 0;
  const lack = MIN_SPAN[unit] - (high - low);
  if (lack > 0) {
    low -= lack / 2;
    high += lack / 2;
    const shift = low < 0 ? -low : Math.min(0, cap - high);
    low += shift;
    high += shift;
  }
  const reach = REACH * (high - low);
  if (goal > high && goal - high <= reach) high = goal;
  if (goal < low && low - goal <= reach) low = goal;
  const room = HEADROOM * (high - low);
  return [
    Math.max(0, Math.min(low, drawn.low - room)),
    Math.min(cap, Math.max(high, drawn.high + room)),
  ];
}

interface Steps {
  /** The ends, counted in steps from zero. */
  first: number;
  last: number;
  step: number;
}

/** Steps of 1, 2, 2.5 or 5 × 10ⁿ, about `rows` of them, that leave the least of the axis empty. */
function chooseSteps(low: number, high: number, rows: number): Steps {
  const span = high - low;
  const power = 10 ** Math.floor(Math.log10(span / rows));
  let best: Steps & { cost: number } = { first: 0, last: 1, step: span, cost: Infinity };
  for (const factor of [0.5, 1, 2, 2.5, 5, 10, 20]) {
    const step = factor * power;
    const first = Math.floor(low / step + 1e-9);
    const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
    const excess = (last - first) / rows;
    // A step too many or too few costs as much as a twentieth of the axis; over half as many again is out.
    if (excess > 1.5 || last - first < 2) continue;
    const cost = ((last - first) * step) / span + Math.abs(last - first - rows) / 20;
    if (cost < best.cost) best = { first, last, step, cost };
  }
  return best;
}

function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < 10; decimals++) {
    if (Math.abs(Number(step.toFixed(decimals)) - step) < step * 1e-6) return decimals;
  }
  return 10;
}

/** The ticks as a reader of `locale` writes them; rates carry their sign. */
export function writeValueTicks(axis: ValueAxis, unit: Unit, locale: string): string[] {
  const numbers = decimalFormat(locale, axis.decimals);
  const whole = decimalFormat(locale, 0);
  return axis.ticks.map((tick) => {
    if (unit === 'ms') return numbers.format(tick);
    // The bounds of a rate need no decimals, and the axis has no room for 100.0%.
    return `${(tick % 100 === 0 ? whole : numbers).format(tick)}%`;
  });
}
