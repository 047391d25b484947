import { useMemo, useRef } from 'react';
import { STEP, ceilToStep, floorToStep } from '../../contract/domain/time.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { View } from '../../view/view.ts';
import type { ChangeKind } from './url-state.ts';

export interface ZoomActions {
  onZoom: (span: Span) => void;
  onZoomOut: () => void;
  onZoomReset: () => void;
  /** Moves by half of the visible span, within the range. */
  onPan: (direction: -1 | 1) => void;
  /** One drag is one history entry: `kind` is `replace` until the drag ends. */
  onBrush: (span: Span | undefined, kind: ChangeKind) => void;
}

export interface ZoomOptions {
  view: View;
  range: Span;
  span: Span;
  set: (view: View, kind: ChangeKind) => void;
  undoZoom: () => void;
}

export function useZoom({ view, range, span, set, undoZoom }: ZoomOptions): ZoomActions {
  const isBrushing = useRef(false);
  return useMemo(() => {
    const zoomTo = (zoom: Span | undefined, kind: ChangeKind) =>
      set(zoomView(view, range, zoom), kind);
    return {
      onZoom: (zoom) => zoomTo(zoom, 'push'),
      onZoomOut: undoZoom,
      onZoomReset: () => zoomTo(undefined, 'push'),
      onPan: (direction) => zoomTo(panSpan(span, range, direction), 'push'),
      onBrush(zoom, kind) {
        zoomTo(zoom, isBrushing.current ? 'replace' : 'push');
        isBrushing.current = kind === 'replace';
      },
    };
  }, [view, range, span, set, undoZoom]);
}

/** Sets the zoom, aligned to buckets and clamped to the range; the whole range removes the zoom. */
export function zoomView(view: View, range: Span, zoom: Span | undefined): View {
  const { zoom: _previous, ...unzoomed } = view;
  if (!zoom) return unzoomed;
  const begin = Math.max(range.begin, floorToStep(zoom.begin));
  const end = Math.min(range.end, ceilToStep(zoom.end));
  if (end <= begin || (begin === range.begin && end === range.end)) return unzoomed;
  return { ...view, zoom: { begin, end } };
}

export function panSpan(span: Span, range: Span, direction: -1 | 1): Span {
  const length = span.end - span.begin;
  const offset = Math.max(STEP, floorToStep(length / 2));
  const begin = Math.min(
    Math.max(span.begin + direction * offset, range.begin),
    range.end - length,
  );
  return { begin, end: begin + length };
}
