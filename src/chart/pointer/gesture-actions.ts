import { STEP, ceilToStep, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { ZoomCallbacks } from '../chart-types.ts';
import { bucketUnder, timeAt, xOf } from '../geometry.ts';
import type { CrosshairScene } from './crosshair-content.ts';
import type { CrosshairStore } from './crosshair-store.ts';
import type { CrosshairView } from './crosshair-view.ts';
import type { GestureActions } from './gestures.ts';
import { spanBetween, zoomInAround } from './zoom-span.ts';

export interface PlotControls {
  scene: CrosshairScene;
  crosshair: CrosshairStore;
  zoom: ZoomCallbacks;
}

// In pixels.
const FINGER_RADIUS = 14;

export function createGestureActions(
  view: CrosshairView,
  owner: string,
  getControls: () => PlotControls,
): GestureActions {
  const toBucket = (x: number) => bucketUnder(x, getControls().scene.plot, STEP);
  const toSpan = (from: number, to: number) => spanBetween(from, to, getControls().scene.plot);
  return {
    point: (x) => getControls().crosshair.point(toBucket(x), owner),
    place: (x) => getControls().crosshair.place(toBucket(x), owner),
    tap(x) {
      const { scene, crosshair } = getControls();
      const { at } = crosshair.get();
      // Taps on the crosshair replace clicks.
      const isOnCrosshair = at !== null && Math.abs(xOf(at, scene.plot) - x) <= FINGER_RADIUS;
      if (isOnCrosshair) crosshair.togglePin(at, owner);
      else crosshair.place(toBucket(x), owner);
    },
    click: (x) => getControls().crosshair.togglePin(toBucket(x), owner),
    doubleTap: () => getControls().zoom.onZoomReset?.(),
    select(from, to) {
      // Hides the tooltip, which would cover the selection.
      getControls().crosshair.leave(owner);
      showSelection(view, toSpan(from, to), getControls().scene);
    },
    unselect: () => view.unselect(),
    zoom(from, to) {
      const span = toSpan(from, to);
      if (span) getControls().zoom.onZoom?.(span);
    },
    reframe(from, to) {
      const { scene, zoom } = getControls();
      zoom.onZoom?.({
        begin: floorToStep(timeAt(from, scene.plot)),
        end: ceilToStep(timeAt(to, scene.plot)),
      });
    },
  };
}

function showSelection(
  view: CrosshairView,
  selected: Span | undefined,
  { plot, format }: CrosshairScene,
): void {
  if (!selected) {
    view.unselect();
    return;
  }
  const text = `${format.span(selected)} · ${format.length(selected.end - selected.begin)}`;
  view.select(xOf(selected.begin, plot), xOf(selected.end, plot), text);
}

/** Returns false if the key has no action. */
export function zoomByKey(
  key: string,
  at: EpochMs,
  span: Span,
  { onZoom, onZoomOut, onZoomReset, onPan }: ZoomCallbacks,
): boolean {
  switch (key) {
    case '+':
    case '=': {
      const zoomed = zoomInAround(at, span);
      if (zoomed) onZoom?.(zoomed);
      return onZoom !== undefined;
    }
    case '-':
    case 'Escape':
      onZoomOut?.();
      return onZoomOut !== undefined;
    case '0':
      onZoomReset?.();
      return onZoomReset !== undefined;
    case '[':
    case ']':
      onPan?.(key === '[' ? -1 : 1);
      return onPan !== undefined;
    default:
      return false;
  }
}
