import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { findNewestValue } from '../model/chart-line.ts';
import { describeCrosshair, drawCrosshair } from './crosshair-content.ts';
import { crosshairStepFor } from './crosshair-keys.ts';
import { MAIN_OWNER } from './crosshair-store.ts';
import { createCrosshairView } from './crosshair-view.ts';
import type { CrosshairView } from './crosshair-view.ts';
import { createGestureActions, zoomByKey } from './gesture-actions.ts';
import type { PlotControls } from './gesture-actions.ts';
import { createGestureRecognizer } from './gestures.ts';
import type { GestureRecognizer, PlotPointer } from './gestures.ts';

export interface CrosshairLayerProps extends PlotControls {
  /** Shows the tooltip of pins without owner. */
  isMain: boolean;
  label: string;
  /** For screen readers. */
  description: string;
}

/** Handles mouse, touch and keyboard. */
export function CrosshairLayer(props: CrosshairLayerProps) {
  const { scene, crosshair, zoom, label, description, isMain } = props;
  const { lines, plot } = scene;
  const { box, span } = plot;
  const id = useId();
  const owner = isMain ? MAIN_OWNER : id;
  const plotRef = useRef<HTMLDivElement>(null);
  const chartRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<CrosshairView>(undefined);
  const gesturesRef = useRef<GestureRecognizer>(undefined);
  const propsRef = useRef(props);
  const lastWasTouch = useRef(false);
  const count = Math.max(1, Math.round((span.end - span.begin) / STEP));
  const newest = useMemo(() => findNewestValue(lines, span), [lines, span]);

  useLayoutEffect(() => {
    const plotElement = plotRef.current;
    const chartElement = chartRef.current;
    if (!plotElement || !chartElement) return undefined;
    const view = createCrosshairView(plotElement, chartElement);
    const getControls = () => propsRef.current;
    const gestures = createGestureRecognizer(
      createGestureActions(view, owner, getControls),
      () => getControls().scene.plot.box.width,
      () => getControls().zoom.onZoom !== undefined,
    );
    viewRef.current = view;
    gesturesRef.current = gestures;
    const draw = () => drawCrosshair(view, getControls().scene, crosshair.get(), owner);
    const unsubscribe = crosshair.subscribe(draw);
    // Esc cancels a drag wherever the focus is.
    const onEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || !gestures.isSelecting()) return;
      gestures.cancel();
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', onEscape, true);
    return () => {
      document.removeEventListener('keydown', onEscape, true);
      unsubscribe();
      gestures.cancel();
      view.dispose();
      viewRef.current = undefined;
      gesturesRef.current = undefined;
    };
  }, [crosshair, owner]);

  // The data under the crosshair may have changed.
  useLayoutEffect(() => {
    propsRef.current = props;
    if (viewRef.current) drawCrosshair(viewRef.current, scene, crosshair.get(), owner);
  });

  useEffect(() => {
    const plotElement = plotRef.current;
    // Touch has no leave event.
    const onPressElsewhere = (event: Event) => {
      if (event.target !== plotElement) crosshair.leave(owner);
    };
    document.addEventListener('pointerdown', onPressElsewhere);
    return () => {
      document.removeEventListener('pointerdown', onPressElsewhere);
      crosshair.removeOwner(owner);
    };
  }, [crosshair, owner]);

  function announce(at: EpochMs): void {
    const plotElement = plotRef.current;
    plotElement?.setAttribute('aria-valuenow', String(Math.round((at - span.begin) / STEP)));
    plotElement?.setAttribute('aria-valuetext', describeCrosshair(propsRef.current.scene, at));
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    lastWasTouch.current = event.pointerType === 'touch';
    gesturesRef.current?.down(readPointer(event, box.width));
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    gesturesRef.current?.move(readPointer(event, box.width));
    if (gesturesRef.current?.isSelecting()) event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { at, pinned } = crosshair.get();
    const current = at ?? newest;
    const step = crosshairStepFor(event.key, event.shiftKey, count);
    if (step !== undefined) {
      const index = Math.round((current - span.begin) / STEP) + step;
      const next = span.begin + Math.min(Math.max(index, 0), count - 1) * STEP;
      crosshair.place(next, owner);
      announce(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      crosshair.togglePin(current, owner);
    } else if (event.key === 'Escape' && at !== null) {
      crosshair.clear();
      if (!pinned) zoom.onZoomOut?.();
    } else if (!zoomByKey(event.key, current, span, zoom)) {
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
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input cannot hold the crosshair or be dragged over
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-describedby={`${id}-description`}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={Math.round((newest - span.begin) / STEP)}
        aria-valuetext={describeCrosshair(scene, newest)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={(event) => gesturesRef.current?.up(readPointer(event, box.width))}
        onPointerCancel={() => gesturesRef.current?.cancel()}
        onPointerLeave={(event) => {
          if (event.pointerType !== 'touch' && !gesturesRef.current?.isSelecting())
            crosshair.leave(owner);
        }}
        onDoubleClick={() => {
          // Gestures detect double taps, as not every browser sends this event for them.
          if (!lastWasTouch.current) zoom.onZoomReset?.();
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

// Screen and plot pixels differ on a zoomed page.
function readPointer(event: PointerEvent, width: number): PlotPointer {
  const { pointerId, pointerType, timeStamp, clientX } = event;
  const screenBox = event.currentTarget.getBoundingClientRect();
  const x = ((clientX - screenBox.left) / Math.max(1, screenBox.width)) * width;
  return {
    id: pointerId,
    isTouch: pointerType === 'touch',
    x: Math.min(Math.max(x, 0), width),
    time: timeStamp,
  };
}
