import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { STEP } from '../contract/time.ts';
import type { EpochMs, Span } from '../contract/time.ts';
import { newestValueAt } from './chart-line.ts';
import { describeCrosshair, drawCrosshair } from './crosshair-content.ts';
import type { CrosshairScene } from './crosshair-content.ts';
import { stepFor, zoomKey } from './crosshair-keys.ts';
import { createCrosshairView } from './crosshair-view.ts';
import type { CrosshairView } from './crosshair-view.ts';
import { MAIN_OWNER } from './crosshair.ts';
import type { CrosshairStore } from './crosshair.ts';
import { pinchSpan } from './pinch.ts';
import type { Fingers } from './pinch.ts';
import { bucketUnder } from './plot-box.ts';

/** How a chart asks to see another stretch of time; what is left out cannot be asked for. */
export interface ZoomHandlers {
  /** A stretch was chosen; it may reach beyond the chart. */
  onZoom?: ((span: Span) => void) | undefined;
  /** Back to what was in sight before. */
  onZoomOut?: (() => void) | undefined;
  /** Back to everything. */
  onZoomReset?: (() => void) | undefined;
  /** Half a chart earlier or later. */
  onPan?: ((direction: -1 | 1) => void) | undefined;
}

export interface CrosshairLayerProps extends CrosshairScene, ZoomHandlers {
  crosshair: CrosshairStore;
  /** It shows the tooltip when no chart is pointed at. */
  isMain: boolean;
  /** The chart's name for those who do not see it. */
  label: string;
  /** A sentence that sums the chart up. */
  description: string;
}

/** A press that moves further than this, in pixels, selects a stretch. */
const DRAG_FROM = 4;

/** Fewer buckets than this are no stretch. */
const LEAST_BUCKETS = 2;

interface Press {
  x: number;
  dragging: boolean;
}

/** The layer over the plot that points, pins and selects; by pointer, touch and keys. */
export function CrosshairLayer(props: CrosshairLayerProps) {
  const { crosshair, box, span, label, description, isMain } = props;
  const id = useId();
  const owner = isMain ? MAIN_OWNER : id;
  const plotRef = useRef<HTMLDivElement>(null);
  const chartRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<CrosshairView>(undefined);
  const sceneRef = useRef<CrosshairScene>(props);
  const pressRef = useRef<Press>(undefined);
  const fingersRef = useRef<FingersDown>(undefined);
  const count = Math.max(1, Math.round((span.end - span.begin) / STEP));
  // Where keys start from: the newest value there is.
  const newest = useMemo(() => newestValueAt(props.lines, span), [props.lines, span]);

  useLayoutEffect(() => {
    const plot = plotRef.current;
    const chart = chartRef.current;
    if (!plot || !chart) return undefined;
    const view = createCrosshairView(plot, chart);
    viewRef.current = view;
    const draw = () => drawCrosshair(view, sceneRef.current, crosshair.get(), owner);
    const unsubscribe = crosshair.subscribe(draw);
    return () => {
      unsubscribe();
      view.dispose();
      viewRef.current = undefined;
    };
  }, [crosshair, owner]);

  // After every render of this chart: what is under a resting crosshair may be new.
  useLayoutEffect(() => {
    sceneRef.current = props;
    if (viewRef.current) drawCrosshair(viewRef.current, props, crosshair.get(), owner);
  });

  useEffect(() => {
    const plot = plotRef.current;
    // A finger leaves nothing behind to take the tooltip away, so the next touch elsewhere does.
    const onElsewhere = (event: Event) => {
      if (event.target !== plot) crosshair.leave(owner);
    };
    document.addEventListener('pointerdown', onElsewhere);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere);
      crosshair.leave(owner);
    };
  }, [crosshair, owner]);

  function announce(at: EpochMs): void {
    const plot = plotRef.current;
    plot?.setAttribute('aria-valuenow', String(Math.round((at - span.begin) / STEP)));
    plot?.setAttribute('aria-valuetext', describeCrosshair(sceneRef.current, at));
  }

  function underPointer(event: PointerEvent): EpochMs {
    return bucketUnder(event.nativeEvent.offsetX, box, span, STEP);
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    const { offsetX } = event.nativeEvent;
    if (event.pointerType !== 'touch') {
      pressRef.current = { x: offsetX, dragging: false };
      return;
    }
    fingersRef.current ??= { down: new Map(), first: undefined };
    const { down } = fingersRef.current;
    down.set(event.pointerId, offsetX);
    fingersRef.current.first = pairOf(down);
    if (down.size === 1) crosshair.place(underPointer(event), owner);
    else crosshair.clear();
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const { offsetX } = event.nativeEvent;
    if (event.pointerType === 'touch') {
      const down = fingersRef.current?.down;
      if (down?.has(event.pointerId)) down.set(event.pointerId, offsetX);
      if (!down || down.size < 2) crosshair.place(underPointer(event), owner);
      return;
    }
    const press = pressRef.current;
    if (press && props.onZoom && (press.dragging || Math.abs(offsetX - press.x) > DRAG_FROM)) {
      if (!press.dragging) event.currentTarget.setPointerCapture(event.pointerId);
      press.dragging = true;
      // What is chosen matters now, not what is under the pointer.
      crosshair.clear();
      viewRef.current?.select(
        clamp(press.x, box.width),
        clamp(offsetX, box.width),
        props.format.span(stretchOf(press.x, offsetX)),
      );
      return;
    }
    crosshair.point(underPointer(event), owner);
  }

  /** The buckets from one place to another, both included. */
  function stretchOf(x1: number, x2: number): Span {
    const begin = bucketUnder(Math.min(x1, x2), box, span, STEP);
    const end = bucketUnder(Math.max(x1, x2), box, span, STEP) + STEP;
    return { begin, end: Math.min(end, span.end) };
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>): void {
    if (event.pointerType === 'touch') return liftFinger(event.pointerId);
    const press = pressRef.current;
    endPress();
    if (!press) return;
    const { offsetX } = event.nativeEvent;
    if (!press.dragging) {
      const isClick = Math.abs(offsetX - press.x) <= DRAG_FROM;
      if (isClick) crosshair.togglePin(underPointer(event), owner);
      return;
    }
    const stretch = stretchOf(press.x, offsetX);
    if (stretch.end - stretch.begin < LEAST_BUCKETS * STEP) return;
    crosshair.clear();
    props.onZoom?.(stretch);
  }

  /** When the first of two fingers leaves, what lay between them is where they left it. */
  function liftFinger(pointerId: number): void {
    const fingers = fingersRef.current;
    const now = fingers && pairOf(fingers.down);
    if (fingers?.first && now) props.onZoom?.(pinchSpan(fingers.first, now, box, span));
    fingers?.down.delete(pointerId);
    if (fingers) fingers.first = undefined;
  }

  function endPress(): void {
    pressRef.current = undefined;
    viewRef.current?.unselect();
  }

  function onPointerCancel(event: PointerEvent): void {
    endPress();
    // The browser took the fingers for itself, to scroll: nothing was meant for the chart.
    fingersRef.current?.down.delete(event.pointerId);
    if (fingersRef.current) fingersRef.current.first = undefined;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!moveCrosshair(event) && !changeZoom(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Whether the key was for the crosshair. */
  function moveCrosshair({ key, shiftKey }: KeyboardEvent): boolean {
    const { at, pinned } = crosshair.get();
    const here = at ?? newest;
    const step = stepFor(key, shiftKey, count);
    if (step !== undefined) {
      const index = Math.round((here - span.begin) / STEP) + step;
      const next = span.begin + Math.min(Math.max(index, 0), count - 1) * STEP;
      crosshair.place(next, owner);
      announce(next);
    } else if (key === 'Enter' || key === ' ') {
      crosshair.togglePin(here, owner);
    } else if (key === 'Escape' && (pinned || pressRef.current)) {
      endPress();
      crosshair.clear();
    } else {
      return false;
    }
    return true;
  }

  /** Whether the key was for what is in sight. */
  function changeZoom(key: string): boolean {
    const here = (crosshair.get().at ?? newest) + STEP / 2;
    const half = Math.max(LEAST_BUCKETS * STEP, (span.end - span.begin) / 2) / 2;
    switch (zoomKey(key)) {
      case 'in':
        props.onZoom?.({ begin: here - half, end: here + half });
        return props.onZoom !== undefined;
      case 'out':
        props.onZoomOut?.();
        return props.onZoomOut !== undefined;
      case 'reset':
        props.onZoomReset?.();
        return props.onZoomReset !== undefined;
      case 'earlier':
        props.onPan?.(-1);
        return props.onPan !== undefined;
      case 'later':
        props.onPan?.(1);
        return props.onPan !== undefined;
      default:
        return false;
    }
  }

  function onFocus(): void {
    if (!plotRef.current?.matches(':focus-visible') || crosshair.get().at !== null) return;
    crosshair.place(newest, owner);
    announce(newest);
  }

  return (
    <div className="chart-overlay" ref={chartRef}>
      <div
        className="chart-plot"
        ref={plotRef}
        style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input can be neither dragged over nor hold the crosshair
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-describedby={`${id}-description`}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={Math.round((newest - span.begin) / STEP)}
        aria-valuetext={describeCrosshair(props, newest)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerCancel}
        onDoubleClick={props.onZoomReset}
        onPointerLeave={(event) => {
          if (event.pointerType !== 'touch' && !pressRef.current?.dragging) crosshair.leave(owner);
        }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={() => crosshair.leave(owner)}
      />
      <p className="chart-description" id={`${id}-description`}>
        {description}
      </p>
    </div>
  );
}

/** Fingers on the plot by pointer, in pixels from its left edge, and where a pair of them began. */
interface FingersDown {
  down: Map<number, number>;
  first: Fingers | undefined;
}

function pairOf(down: ReadonlyMap<number, number>): Fingers | undefined {
  const [a, b] = down.values();
  return a === undefined || b === undefined ? undefined : [a, b];
}

function clamp(x: number, width: number): number {
  return Math.min(Math.max(x, 0), width);
}
