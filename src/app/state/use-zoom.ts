// What charts ask for -> the address: one zoom for all of them.
import { useMemo, useRef } from 'react';
import { STEP, ceilToStep, floorToStep } from '../../contract/domain/time.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { View } from '../../view/view.ts';
import type { ChangeKind } from './url-state.ts';

/** How every chart of the page zooms and pans. */
export interface ZoomActions {
  onZoom: (span: Span) => void;
  /** Back to what was in sight before. */
  onZoomOut: () => void;
  /** Back to the whole range. */
  onZoomReset: () => void;
  /** Half of what is in sight earlier or later, within the range. */
  onPan: (direction: -1 | 1) => void;
  /** As the overview is dragged: all of a drag is one step back. */
  onBrush: (span: Span | undefined, how: ChangeKind) => void;
}

export interface ZoomOptions {
  view: View;
  /** All there is to zoom in. */
  range: Span;
  /** What is in sight. */
  span: Span;
  set: (view: View, how: ChangeKind) => void;
  undoZoom: () => void;
}

/** The ways to change what is in sight. */
export function useZoom({ view, range, span, set, undoZoom }: ZoomOptions): ZoomActions {
  const brushing = useRef(false);
  return useMemo(() => {
    const show = (zoom: Span | undefined, how: ChangeKind) => set(zoomView(view, range, zoom), how);
    return {
      onZoom: (zoom) => show(zoom, 'push'),
      onZoomOut: undoZoom,
      onZoomReset: () => show(undefined, 'push'),
      onPan: (direction) => show(panSpan(span, range, direction), 'push'),
      onBrush(zoom, how) {
        // The first move of a drag is the step that Back undoes; the others only carry it on.
        show(zoom, brushing.current ? 'replace' : 'push');
        brushing.current = how === 'replace';
      },
    };
  }, [view, range, span, set, undoZoom]);
}

/** `view` zoomed to `zoom`, cut to the range; all of the range is no zoom at all. */
export function zoomView(view: View, range: Span, zoom: Span | undefined): View {
  const { zoom: _old, ...whole } = view;
  if (!zoom) return whole;
  const begin = Math.max(range.begin, floorToStep(zoom.begin));
  const end = Math.min(range.end, ceilToStep(zoom.end));
  if (end <= begin || (begin === range.begin && end === range.end)) return whole;
  return { ...view, zoom: { begin, end } };
}

/** `span` moved by half of itself, kept within `range`. */
export function panSpan(span: Span, range: Span, direction: -1 | 1): Span {
  const length = span.end - span.begin;
  const by = Math.max(STEP, floorToStep(length / 2));
  const begin = Math.min(Math.max(span.begin + direction * by, range.begin), range.end - length);
  return { begin, end: begin + length };
}
