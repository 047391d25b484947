import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { newestValueAt } from '../model/chart-line.ts';
import { describeCrosshair, drawCrosshair } from './crosshair-content.ts';
import { crosshairStepFor } from './crosshair-keys.ts';
import { createCrosshairView } from './crosshair-view.ts';
import type { CrosshairView } from './crosshair-view.ts';
import { MAIN_OWNER } from './crosshair-store.ts';
import { createGestureActions, zoomByKey } from './gesture-actions.ts';
import type { PlotControl } from './gesture-actions.ts';
import { createGestureRecognizer } from './gestures.ts';
import type { GestureRecognizer, PlotPointer } from './gestures.ts';

export interface CrosshairLayerProps extends PlotControl {
  /** It shows the tooltip of a pin that no chart was pointed at for. */
  isMain: boolean;
  /** The chart's name for those who do not see it. */
  label: string;
  /** A sentence that sums the chart up. */
  description: string;
}

/** The layer over the plot that points, pins and selects; by pointer, touch and keys. */
export function CrosshairLayer(props: CrosshairLayerProps) {
  const { crosshair, box, span, zoom, label, description, isMain } = props;
  const id = useId();
  const owner = isMain ? MAIN_OWNER : id;
  const plotRef = useRef<HTMLDivElement>(null);
  const chartRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<CrosshairView>(undefined);
  const gesturesRef = useRef<GestureRecognizer>(undefined);
  const propsRef = useRef(props);
  const lastWasTouch = useRef(false);
  const count = Math.max(1, Math.round((span.end - span.begin) / STEP));
  // Where keys start from: the newest value there is.
  const newest = useMemo(() => newestValueAt(props.lines, span), [props.lines, span]);

  useLayoutEffect(() => {
    const plot = plotRef.current;
    const chart = chartRef.current;
    if (!plot || !chart) return undefined;
    const view = createCrosshairView(plot, chart);
    const current = () => propsRef.current;
    const gestures = createGestureRecognizer(
      createGestureActions(view, owner, current),
      () => current().box.width,
      () => current().zoom.onZoom !== undefined,
    );
    viewRef.current = view;
    gesturesRef.current = gestures;
    const draw = () => drawCrosshair(view, current(), crosshair.get(), owner);
    const unsubscribe = crosshair.subscribe(draw);
    // Wherever the focus is, a drag under way is what Esc is about.
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

  // After every render of this chart: what is under a resting crosshair may be new.
  useLayoutEffect(() => {
    propsRef.current = props;
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
      crosshair.disown(owner);
    };
  }, [crosshair, owner]);

  function announce(at: EpochMs): void {
    const plot = plotRef.current;
    plot?.setAttribute('aria-valuenow', String(Math.round((at - span.begin) / STEP)));
    plot?.setAttribute('aria-valuetext', describeCrosshair(propsRef.current, at));
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
    const here = at ?? newest;
    const step = crosshairStepFor(event.key, event.shiftKey, count);
    if (step !== undefined) {
      const index = Math.round((here - span.begin) / STEP) + step;
      const next = span.begin + Math.min(Math.max(index, 0), count - 1) * STEP;
      crosshair.place(next, owner);
      announce(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      crosshair.togglePin(here, owner);
    } else if (event.key === 'Escape' && at !== null) {
      crosshair.clear();
      // What was pinned on purpose is let go of on its own.
      if (!pinned) zoom.onZoomOut?.();
    } else if (!zoomByKey(event.key, here, span, zoom)) {
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
        aria-describedby={`${id}-description`}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={Math.round((newest - span.begin) / STEP)}
        aria-valuetext={describeCrosshair(props, newest)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={(event) => gesturesRef.current?.up(readPointer(event, box.width))}
        onPointerCancel={() => gesturesRef.current?.cancel()}
        onPointerLeave={(event) => {
          if (event.pointerType !== 'touch' && !gesturesRef.current?.isSelecting())
            crosshair.leave(owner);
        }}
        onDoubleClick={() => {
          // Fingers are counted by the gestures: not every browser makes a double click of two taps.
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

/** Measured by what the plot takes on the screen, which a zoomed page draws larger than its own pixels. */
function readPointer(event: PointerEvent, width: number): PlotPointer {
  const { pointerId, pointerType, timeStamp, clientX } = event;
  const box = event.currentTarget.getBoundingClientRect();
  const x = ((clientX - box.left) / Math.max(1, box.width)) * width;
  return {
    id: pointerId,
    isTouch: pointerType === 'touch',
    x: Math.min(Math.max(x, 0), width),
    time: timeStamp,
  };
}
