import type { HeatCell, Heatmap } from '../../../anomaly/heatmap.ts';

export interface CellPosition {
  day: number;
  hour: number;
}

/** Returns undefined outside of the range, and for an hour skipped by a clock change. */
export function cellAt(map: Heatmap, { day, hour }: CellPosition): HeatCell | undefined {
  return map.days[day]?.hours[hour];
}

export function lastPosition(map: Heatmap): CellPosition {
  const day = map.days.length - 1;
  const hours = map.days[day]?.hours ?? [];
  return { day, hour: hours.findLastIndex((cell) => cell !== undefined) };
}

const MOVES: Readonly<Record<string, readonly [dayOffset: number, hourOffset: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Returns undefined at the edge and for keys other than arrows. */
export function movePosition(
  position: CellPosition,
  key: string,
  map: Heatmap,
): CellPosition | undefined {
  const move = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined;
  if (!move) return undefined;
  const [dayOffset, hourOffset] = move;
  let next = position;
  do {
    next = { day: next.day + dayOffset, hour: next.hour + hourOffset };
    if (!map.days[next.day] || next.hour < 0 || next.hour >= 24) return undefined;
  } while (!cellAt(map, next));
  return next;
}

/** Returns a color: accent up to the goal at 1, red from 1 to 2. */
export function tintAt(location: number): string {
  const clamped = Math.min(2, Math.max(0, location));
  return clamped <= 1
    ? `color-mix(in oklab, var(--accent) ${Math.round(6 + 62 * clamped)}%, var(--surface))`
    : `color-mix(in oklab, var(--bad) ${Math.round(45 + 55 * (clamped - 1))}%, var(--surface))`;
}
