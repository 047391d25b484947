import { STEP, ceilToStep, floorToStep } from '../../contract/domain/time.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { ZoomCallbacks } from '../chart-types.ts';
import type { CrosshairScene } from './crosshair-content.ts';
import type { CrosshairView } from './crosshair-view.ts';
import type { CrosshairStore } from './crosshair-store.ts';
import { bucketUnder, timeAt, xOf } from '../geometry.ts';
import type { GestureActions } from './gestures.ts';
import { spanBetween, zoomInAround } from './zoom-span.ts';

/** A plot that is pointed at and zoomed, as it is now. */
export interface PlotControl extends CrosshairScene {
  zoom: ZoomCallbacks;
  crosshair: CrosshairStore;
}

/** Half of a finger's breadth, in pixels: as exactly as it hits. */
const FINGER = 14;

/** What gestures on the plot of chart `owner` do to the crosshair, the selection and the zoom. */
export function createGestureActions(
  view: CrosshairView,
  owner: string,
  current: () => PlotControl,
): GestureActions {
  const bucket = (x: number) => bucketUnder(x, current().box, current().span, STEP);
  const stretch = (from: number, to: number) =>
    spanBetween(from, to, current().box, current().span);
  return {
    point: (x) => current().crosshair.point(bucket(x), owner),
    place: (x) => current().crosshair.place(bucket(x), owner),
    tap(x) {
      const { box, span, crosshair } = current();
      const { at } = crosshair.get();
      // Fingers have no click besides: a tap where the crosshair stands pins it, or lets it go.
      const isThere = at !== null && Math.abs(xOf(at, box, span) - x) <= FINGER;
      if (isThere) crosshair.togglePin(at, owner);
      else crosshair.place(bucket(x), owner);
    },
    click: (x) => current().crosshair.togglePin(bucket(x), owner),
    doubleTap: () => current().zoom.onZoomReset?.(),
    select(from, to) {
      // A tooltip would lie over what is being selected.
      current().crosshair.leave(owner);
      showSelection(view, stretch(from, to), current());
    },
    unselect: () => view.unselect(),
    zoom(from, to) {
      const zoomed = stretch(from, to);
      if (zoomed) current().zoom.onZoom?.(zoomed);
    },
    reframe(from, to) {
      const { box, span, zoom } = current();
      zoom.onZoom?.({
        begin: floorToStep(timeAt(from, box, span)),
        end: ceilToStep(timeAt(to, box, span)),
      });
    },
  };
}

function showSelection(
  view: CrosshairView,
  stretch: Span | undefined,
  { box, span, format }: CrosshairScene,
): void {
  if (!stretch) {
    view.unselect();
    return;
  }
  const text = `${format.span(stretch)} · ${format.length(stretch.end - stretch.begin)}`;
  view.select(xOf(stretch.begin, box, span), xOf(stretch.end, box, span), text);
}

/** Does what a key means for the zoom; false for other keys, and where the chart does not zoom. */
export function zoomByKey(
  key: string,
  at: number,
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
