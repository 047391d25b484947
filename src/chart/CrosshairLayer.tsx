import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { STEP } from '../contract/time.ts';
import type { EpochMs, Span } from '../contract/time.ts';
import { newestValueAt } from './chart-line.ts';
import { describeCrosshair, drawCrosshair } from './crosshair-content.ts';
import type { CrosshairScene } from './crosshair-content.ts';
import { stepFor } from './crosshair-keys.ts';
import { createCrosshairView } from './crosshair-view.ts';
import type { CrosshairView } from './crosshair-view.ts';
import type { CrosshairStore } from './crosshair.ts';
import { bucketUnder } from './plot-box.ts';

export interface CrosshairLayerProps extends CrosshairScene {
  crosshair: CrosshairStore;
  /** The chart's name for those who do not see it. */
  label: string;
  /** A sentence that sums the chart up. */
  description: string;
  onZoom?: ((span: Span) => void) | undefined;
}

/** A press that moves further than this, in pixels, selects a stretch. */
const DRAG_FROM = 4;

/** The layer over the plot that points, pins and selects; by pointer, touch and keys. */
export function CrosshairLayer(props: CrosshairLayerProps) {
  const { crosshair, box, span, label, description, onZoom } = props;
  const owner = useId();
  const plotRef = useRef<HTMLDivElement>(null);
  const chartRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<CrosshairView>(undefined);
  const sceneRef = useRef<CrosshairScene>(props);
  const pressRef = useRef<{ x: number; dragging: boolean }>(undefined);
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
    if (event.pointerType === 'touch') crosshair.place(underPointer(event), owner);
    else pressRef.current = { x: event.nativeEvent.offsetX, dragging: false };
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const { offsetX } = event.nativeEvent;
    const press = pressRef.current;
    if (press && onZoom && (press.dragging || Math.abs(offsetX - press.x) > DRAG_FROM)) {
      if (!press.dragging) event.currentTarget.setPointerCapture(event.pointerId);
      press.dragging = true;
      viewRef.current?.select(clamp(press.x, box.width), clamp(offsetX, box.width));
    }
    if (event.pointerType === 'touch') crosshair.place(underPointer(event), owner);
    else crosshair.point(underPointer(event), owner);
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>): void {
    const press = pressRef.current;
    endPress();
    if (!press) return;
    if (!press.dragging) {
      const isClick = Math.abs(event.nativeEvent.offsetX - press.x) <= DRAG_FROM;
      if (isClick) crosshair.togglePin(underPointer(event), owner);
      return;
    }
    const from = bucketUnder(Math.min(press.x, event.nativeEvent.offsetX), box, span, STEP);
    const to = bucketUnder(Math.max(press.x, event.nativeEvent.offsetX), box, span, STEP) + STEP;
    crosshair.clear();
    onZoom?.({ begin: from, end: Math.min(to, span.end) });
  }

  function endPress(): void {
    pressRef.current = undefined;
    viewRef.current?.unselect();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { at, pinned } = crosshair.get();
    const here = at ?? newest;
    const step = stepFor(event.key, event.shiftKey, count);
    if (step !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const index = Math.round((here - span.begin) / STEP) + step;
      const next = span.begin + Math.min(Math.max(index, 0), count - 1) * STEP;
      crosshair.place(next, owner);
      announce(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      crosshair.togglePin(here, owner);
    } else if (event.key === 'Escape' && (at !== null || pinned || pressRef.current)) {
      endPress();
      crosshair.clear();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
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
        aria-describedby={`${owner}-description`}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={Math.round((newest - span.begin) / STEP)}
        aria-valuetext={describeCrosshair(props, newest)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={endPress}
        onPointerLeave={(event) => {
          if (event.pointerType !== 'touch' && !pressRef.current?.dragging) crosshair.leave(owner);
        }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={() => crosshair.leave(owner)}
      />
      <p className="chart-description" id={`${owner}-description`}>
        {description}
      </p>
    </div>
  );
}

function clamp(x: number, width: number): number {
  return Math.min(Math.max(x, 0), width);
}
