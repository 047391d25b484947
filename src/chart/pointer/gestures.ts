// What fingers and mice do on a plot -> what is meant by it. Knows no element: x is in plot pixels.
import type { Millis } from '../../contract/domain/time.ts';

export interface PlotPointer {
  id: number;
  isTouch: boolean;
  x: number;
  /** When it was there, on any clock. */
  time: Millis;
}

/** What may come of a gesture. */
export interface GestureActions {
  /** A mouse passes. */
  point(x: number): void;
  /** A finger slides along. */
  place(x: number): void;
  /** A finger taps. */
  tap(x: number): void;
  /** A mouse clicks. */
  click(x: number): void;
  doubleTap(): void;
  /** What zooming would end in if it ended now; `zoom` or `unselect` follows. */
  select(from: number, to: number): void;
  unselect(): void;
  zoom(from: number, to: number): void;
  /** Two fingers ask for what is from here to there, which may lie beyond the plot, to fill it. */
  reframe(from: number, to: number): void;
}

export interface GestureRecognizer {
  down(pointer: PlotPointer): void;
  move(pointer: PlotPointer): void;
  up(pointer: PlotPointer): void;
  /** A pointer was taken away, or nothing shall come of what is under way. */
  cancel(): void;
  /** A stretch is being selected. */
  isSelecting(): boolean;
}

/** A press that moves further than this, in pixels, is a drag. */
const DRAG_FROM = 4;
/** Two taps no further apart than this are one double tap. */
const DOUBLE_TAP = { time: 350, distance: 24 };
/** Fingers closer than this tell no scale. */
const LEAST_PINCH = 24;
/** Two fingers that keep their distance by this share, and move less than this, rest. */
const REST = { stretch: 0.12, distance: 30 };

interface Press {
  id: number;
  isTouch: boolean;
  startX: number;
  x: number;
  isDrag: boolean;
}

/** Reads the gestures on a plot `width()` pixels wide; dragging selects only where `canZoom()`. */
export function createGestureRecognizer(
  effects: GestureActions,
  width: () => number,
  canZoom: () => boolean,
): GestureRecognizer {
  const presses = new Map<number, Press>();
  let isSelecting = false;
  /** Two fingers were down, and what is left of them means nothing more. */
  let isSpent = false;
  let lastTap: { x: number; time: Millis } | undefined;

  function unselect(): void {
    if (isSelecting) effects.unselect();
    isSelecting = false;
  }

  function readPinch(): Pinch | undefined {
    const [one, two] = [...presses.values()].toSorted((a, b) => a.startX - b.startX);
    return one && two ? measurePinch(one, two, width()) : undefined;
  }

  function select(from: number, to: number): void {
    isSelecting = true;
    effects.select(from, to);
  }

  function endPinch(): void {
    const pinch = readPinch();
    unselect();
    isSpent = true;
    if (pinch && canZoom()) effects.reframe(pinch.from, pinch.to);
  }

  function endTap({ x, time }: PlotPointer): void {
    const isDouble =
      lastTap !== undefined &&
      time - lastTap.time <= DOUBLE_TAP.time &&
      Math.abs(x - lastTap.x) <= DOUBLE_TAP.distance;
    lastTap = isDouble ? undefined : { x, time };
    if (isDouble) effects.doubleTap();
    else effects.tap(x);
  }

  return {
    down({ id, isTouch, x }) {
      if (presses.size === 0) isSpent = false;
      presses.set(id, { id, isTouch, startX: x, x, isDrag: false });
      // The way of the first finger so far is no part of what two of them do.
      if (presses.size === 2) for (const press of presses.values()) press.startX = press.x;
    },
    move({ id, isTouch, x }) {
      const press = presses.get(id);
      if (!press) {
        if (!isTouch) effects.point(x);
        return;
      }
      press.x = x;
      press.isDrag ||= Math.abs(x - press.startX) > DRAG_FROM;
      if (isSpent) return;
      if (presses.size > 1) {
        const pinch = readPinch();
        const isInside = pinch !== undefined && pinch.from >= 0 && pinch.to <= width();
        if (isInside && canZoom()) select(pinch.from, pinch.to);
        else unselect();
      } else if (isTouch) {
        if (press.isDrag) effects.place(x);
      } else if (press.isDrag && canZoom()) {
        select(Math.min(press.startX, x), Math.max(press.startX, x));
      } else {
        effects.point(x);
      }
    },
    up(pointer) {
      const press = presses.get(pointer.id);
      if (!press) return;
      press.x = pointer.x;
      if (presses.size > 1 && !isSpent) endPinch();
      else if (!isSpent && press.isTouch && !press.isDrag) endTap(pointer);
      else if (!isSpent && isSelecting) {
        unselect();
        effects.zoom(Math.min(press.startX, press.x), Math.max(press.startX, press.x));
      } else if (!isSpent && !press.isTouch && !press.isDrag) effects.click(pointer.x);
      presses.delete(pointer.id);
    },
    cancel() {
      unselect();
      presses.clear();
    },
    isSelecting: () => isSelecting,
  };
}

/** What is to fill the plot, in pixels of it as it is. */
interface Pinch {
  from: number;
  to: number;
}

/** What two fingers have done: what was under each shall be under it again. */
function measurePinch(left: Press, right: Press, width: number): Pinch | undefined {
  const before = right.startX - left.startX;
  if (before < LEAST_PINCH) return undefined;
  const stretch = Math.max(LEAST_PINCH, right.x - left.x) / before;
  const shift = (left.x + right.x - left.startX - right.startX) / 2;
  if (Math.abs(stretch - 1) <= REST.stretch && Math.abs(shift) < REST.distance) return undefined;
  const from = left.startX - left.x / stretch;
  return { from, to: from + width / stretch };
}
