// What was in sight before each zoom: kept with the browser's history entries, so that undo is exact.
import * as v from 'valibot';
import type { Span } from '../../contract/domain/time.ts';
import type { View } from '../../view/view.ts';

/** Oldest first; null stands for the whole range. */
export type ZoomHistory = readonly (Span | null)[];

const MAX_ZOOMS = 50;

const StateSchema = v.object({
  zooms: v.pipe(
    v.array(v.nullable(v.object({ begin: v.number(), end: v.number() }))),
    v.maxLength(MAX_ZOOMS),
  ),
});

/** The stack in a history entry's state; empty for an entry that is not ours. */
export function readZoomHistory(state: unknown): ZoomHistory {
  const parsed = v.safeParse(StateSchema, state);
  return parsed.success ? parsed.output.zooms : [];
}

/** The stack once `next` is shown: a deliberate change of zoom goes on it, another range empties it. */
export function nextZoomHistory(
  now: { view: View; zooms: ZoomHistory },
  next: View,
  how: 'push' | 'replace',
): ZoomHistory {
  if (!sameRange(now.view, next)) return [];
  if (how === 'replace' || sameZoom(now.view, next)) return now.zooms;
  // Back to the whole range is the bottom of the stack, however it is reached.
  if (!next.zoom) return [];
  return [...now.zooms, now.view.zoom ?? null].slice(-MAX_ZOOMS);
}

export function sameRange(a: View, b: View): boolean {
  return JSON.stringify(a.range) === JSON.stringify(b.range);
}

export function sameZoom(a: View, b: View): boolean {
  return a.zoom?.begin === b.zoom?.begin && a.zoom?.end === b.zoom?.end;
}
