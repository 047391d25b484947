// Earlier zooms, stored in the state of history entries.
import * as v from 'valibot';
import type { Span } from '../../contract/domain/time.ts';
import type { View } from '../../view/view.ts';

/** Oldest first; null stands for the whole range. */
export type ZoomHistory = readonly (Span | null)[];

const MAX_ZOOMS = 50;

const HistoryStateSchema = v.object({
  zooms: v.pipe(
    v.array(v.nullable(v.object({ begin: v.number(), end: v.number() }))),
    v.maxLength(MAX_ZOOMS),
  ),
});

/** Returns an empty list for states of other pages. */
export function readZoomHistory(state: unknown): ZoomHistory {
  const parsed = v.safeParse(HistoryStateSchema, state);
  return parsed.success ? parsed.output.zooms : [];
}

/** Appends the current zoom on a push of another zoom; a change of range clears the history. */
export function nextZoomHistory(
  current: { view: View; zooms: ZoomHistory },
  next: View,
  kind: 'push' | 'replace',
): ZoomHistory {
  if (!isSameRange(current.view, next)) return [];
  if (kind === 'replace' || isSameZoom(current.view, next)) return current.zooms;
  if (!next.zoom) return [];
  return [...current.zooms, current.view.zoom ?? null].slice(-MAX_ZOOMS);
}

export function isSameRange(a: View, b: View): boolean {
  return JSON.stringify(a.range) === JSON.stringify(b.range);
}

export function isSameZoom(a: View, b: View): boolean {
  return a.zoom?.begin === b.zoom?.begin && a.zoom?.end === b.zoom?.end;
}
