import type { Millis } from '../../contract/domain/time.ts';

/** In plot pixels. */
export interface PlotPointer {
  id: number;
  isTouch: boolean;
  x: number;
  time: Millis;
}

/** In plot pixels. */
export interface GestureActions {
  /** A mouse moves. */
  point(x: number): void;
  /** A finger slides. */
  place(x: number): void;
  tap(x: number): void;
  click(x: number): void;
  doubleTap(): void;
  /** Previews a zoom; `zoom` or `unselect` follows. */
  select(from: number, to: number): void;
  unselect(): void;
  zoom(from: number, to: number): void;
  /** Fills the plot with a range that may reach beyond it. */
  reframe(from: number, to: number): void;
}

export interface GestureRecognizer {
  down(pointer: PlotPointer): void;
  move(pointer: PlotPointer): void;
  up(pointer: PlotPointer): void;
  cancel(): void;
  isSelecting(): boolean;
}

// In pixels.
const MIN_DRAG = 4;
// In ms and pixels.
const DOUBLE_TAP = { time: 350, distance: 24 };
// In pixels.
const MIN_PINCH = 24;
// Smaller pinches are ignored; share and pixels.
const PINCH_TOLERANCE = { scale: 0.12, distance: 30 };

interface Press {
  id: number;
  isTouch: boolean;
  startX: number;
  x: number;
  isDrag: boolean;
}

/** Creates a recognizer whose drags select only if `canZoom()`. */
export function createGestureRecognizer(
  actions: GestureActions,
  getWidth: () => number,
  canZoom: () => boolean,
): GestureRecognizer {
  const presses = new Map<number, Press>();
  let isSelecting = false;
  // The remaining finger is ignored.
  let isPinchOver = false;
  let lastTap: { x: number; time: Millis } | undefined;

  function unselect(): void {
    if (isSelecting) actions.unselect();
    isSelecting = false;
  }

  function readPinch(): Pinch | undefined {
    const [left, right] = [...presses.values()].toSorted((a, b) => a.startX - b.startX);
    return left && right ? measurePinch(left, right, getWidth()) : undefined;
  }

  function select(from: number, to: number): void {
    isSelecting = true;
    actions.select(from, to);
  }

  function endPinch(): void {
    const pinch = readPinch();
    unselect();
    isPinchOver = true;
    if (pinch && canZoom()) actions.reframe(pinch.from, pinch.to);
  }

  function endTap({ x, time }: PlotPointer): void {
    const isDouble =
      lastTap !== undefined &&
      time - lastTap.time <= DOUBLE_TAP.time &&
      Math.abs(x - lastTap.x) <= DOUBLE_TAP.distance;
    lastTap = isDouble ? undefined : { x, time };
    if (isDouble) actions.doubleTap();
    else actions.tap(x);
  }

  return {
    down({ id, isTouch, x }) {
      if (presses.size === 0) isPinchOver = false;
      presses.set(id, { id, isTouch, startX: x, x, isDrag: false });
      // A pinch starts with the second finger.
      if (presses.size === 2) for (const press of presses.values()) press.startX = press.x;
    },
    move({ id, isTouch, x }) {
      const press = presses.get(id);
      if (!press) {
        if (!isTouch) actions.point(x);
        return;
      }
      press.x = x;
      press.isDrag ||= Math.abs(x - press.startX) > MIN_DRAG;
      if (isPinchOver) return;
      if (presses.size > 1) {
        const pinch = readPinch();
        const isInside = pinch !== undefined && pinch.from >= 0 && pinch.to <= getWidth();
        if (isInside && canZoom()) select(pinch.from, pinch.to);
        else unselect();
      } else if (isTouch) {
        if (press.isDrag) actions.place(x);
      } else if (press.isDrag && canZoom()) {
        select(Math.min(press.startX, x), Math.max(press.startX, x));
      } else {
        actions.point(x);
      }
    },
    up(pointer) {
      const press = presses.get(pointer.id);
      if (!press) return;
      press.x = pointer.x;
      if (presses.size > 1 && !isPinchOver) endPinch();
      else if (!isPinchOver && press.isTouch && !press.isDrag) endTap(pointer);
      else if (!isPinchOver && isSelecting) {
        unselect();
        actions.zoom(Math.min(press.startX, press.x), Math.max(press.startX, press.x));
      } else if (!isPinchOver && !press.isTouch && !press.isDrag) actions.click(pointer.x);
      presses.delete(pointer.id);
    },
    cancel() {
      unselect();
      presses.clear();
    },
    isSelecting: () => isSelecting,
  };
}

// Pixels of the current plot that will fill it.
interface Pinch {
  from: number;
  to: number;
}

function measurePinch(left: Press, right: Press, width: number): Pinch | undefined {
  const startDistance = right.startX - left.startX;
  if (startDistance < MIN_PINCH) return undefined;
  const scale = Math.max(MIN_PINCH, right.x - left.x) / startDistance;
  const shift = (left.x + right.x - left.startX - right.startX) / 2;
  if (Math.abs(scale - 1) <= PINCH_TOLERANCE.scale && Math.abs(shift) < PINCH_TOLERANCE.distance)
    return undefined;
  const from = left.startX - left.x / scale;
  return { from, to: from + width / scale };
}
