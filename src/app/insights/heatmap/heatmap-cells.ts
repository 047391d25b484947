// Where in the heat map somebody is, how the arrow keys move there, and the tint of a place on its scale.
import type { HeatCell, Heatmap } from '../../../anomaly/heatmap.ts';

/** A day's row and an hour's column. */
export interface CellPosition {
  day: number;
  hour: number;
}

/** The hour there; undefined where there is none, as where clocks went forward. */
export function cellAt(map: Heatmap, { day, hour }: CellPosition): HeatCell | undefined {
  return map.days[day]?.hours[hour];
}

/** The last hour there is. */
export function lastPosition(map: Heatmap): CellPosition {
  const day = map.days.length - 1;
  const hours = map.days[day]?.hours ?? [];
  return { day, hour: hours.findLastIndex((cell) => cell !== undefined) };
}

const MOVES: Readonly<Record<string, readonly [day: number, hour: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The next place with an hour that way; undefined at the rim, and for other keys. */
export function movePosition(
  from: CellPosition,
  key: string,
  map: Heatmap,
): CellPosition | undefined {
  const move = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined;
  if (!move) return undefined;
  const [byDay, byHour] = move;
  let next = from;
  do {
    next = { day: next.day + byDay, hour: next.hour + byHour };
    if (!map.days[next.day] || next.hour < 0 || next.hour >= 24) return undefined;
  } while (!cellAt(map, next));
  return next;
}

/** The colour at a place of the scale: of the accent up to the goal at 1, of red beyond it. */
export function tintAt(place: number): string {
  const share = Math.min(2, Math.max(0, place));
  return share <= 1
    ? `color-mix(in oklab, var(--accent) ${Math.round(6 + 62 * share)}%, var(--surface))`
    : `color-mix(in oklab, var(--bad) ${Math.round(45 + 55 * (share - 1))}%, var(--surface))`;
}
