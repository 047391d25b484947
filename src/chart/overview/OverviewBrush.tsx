import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Metric } from '../../contract/domain/metrics.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { Series } from '../../series/series.ts';
import { PLOT_MARGIN, VALUE_AXIS_WIDTH } from '../geometry.ts';
import { Sparkline } from '../Sparkline.tsx';
import { dragBrush, moveByKey } from './brush-drag.ts';
import type { BrushHandle } from './brush-drag.ts';
import '../styles/chart.css';

export interface OverviewBrushProps {
  series: Series;
  color: string;
  metric: Metric;
  range: Span;
  /** Undefined for the whole range. */
  zoom: Span | undefined;
  /** `replace` during a drag or a held key, `push` at its end. */
  onChange: (zoom: Span | undefined, how: 'push' | 'replace') => void;
  formatTime: (at: EpochMs) => string;
  labels: { overview: string; begin: string; end: string };
}

const HEIGHT = 34;

interface BrushDrag {
  handle: BrushHandle;
  trackRect: DOMRect;
  from: EpochMs;
  to: EpochMs;
  initialWindow: Span;
  hasMoved: boolean;
  frame: number | undefined;
}

/** Shows the whole range with a draggable window on its visible part. */
export function OverviewBrush(props: OverviewBrushProps) {
  const { range, zoom, onChange, labels } = props;
  const trackRef = useRef<HTMLDivElement>(null);
  const dragRef = useRef<BrushDrag>(undefined);
  const changeRef = useRef<(next: Span, how: 'push' | 'replace') => void>(undefined);
  // A held key is one history step.
  const keyedWindowRef = useRef<Span>(undefined);
  const window = zoom ?? range;
  const toPercent = (at: EpochMs) => ((at - range.begin) / (range.end - range.begin)) * 100;

  useLayoutEffect(() => {
    changeRef.current = (next, how) => {
      const isFullRange = next.begin <= range.begin && next.end >= range.end;
      onChange(isFullRange ? undefined : next, how);
    };
  });
  const change = (next: Span, how: 'push' | 'replace') => changeRef.current?.(next, how);

  useEffect(() => {
    // Esc cancels a drag wherever the focus is.
    const onEscape = (event: globalThis.KeyboardEvent) => {
      const drag = dragRef.current;
      if (event.key !== 'Escape' || !drag) return;
      cancelFrame(drag);
      dragRef.current = undefined;
      if (drag.hasMoved) changeRef.current?.(drag.initialWindow, 'push');
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', onEscape, true);
    return () => {
      document.removeEventListener('keydown', onEscape, true);
      cancelFrame(dragRef.current);
    };
  }, []);

  const timeUnder = (event: PointerEvent, trackRect: DOMRect): EpochMs => {
    if (trackRect.width === 0) return range.begin;
    const share = Math.min(Math.max((event.clientX - trackRect.left) / trackRect.width, 0), 1);
    return range.begin + share * (range.end - range.begin);
  };
  const startDrag = (handle: BrushHandle) => (event: PointerEvent<HTMLElement>) => {
    const track = trackRef.current;
    if (event.button !== 0 || !track) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    // Measured once; every move would force a layout.
    const trackRect = track.getBoundingClientRect();
    const from = timeUnder(event, trackRect);
    dragRef.current = {
      handle: handle === 'move' && !zoom ? 'draw' : handle,
      trackRect,
      from,
      to: from,
      initialWindow: window,
      hasMoved: false,
      frame: undefined,
    };
  };
  const getDraggedWindow = ({ handle, initialWindow, from, to }: BrushDrag) =>
    dragBrush(handle, initialWindow, from, to, range);
  const onPointerMove = (event: PointerEvent) => {
    const drag = dragRef.current;
    if (!drag) return;
    drag.to = timeUnder(event, drag.trackRect);
    drag.hasMoved ||= !isSameSpan(getDraggedWindow(drag), drag.initialWindow);
    if (!drag.hasMoved) return;
    drag.frame ??= requestAnimationFrame(() => {
      drag.frame = undefined;
      change(getDraggedWindow(drag), 'replace');
    });
  };
  const onPointerUp = (event: PointerEvent) => {
    const drag = dragRef.current;
    if (!drag) return;
    cancelFrame(drag);
    dragRef.current = undefined;
    drag.to = timeUnder(event, drag.trackRect);
    if (drag.hasMoved) {
      change(getDraggedWindow(drag), 'push');
    } else if (drag.handle === 'draw' && zoom) {
      // A click centers the window.
      const half = (window.end - window.begin) / 2;
      change(dragBrush('move', window, window.begin + half, drag.from, range), 'push');
    }
  };
  const onKeyDown = (handle: 'begin' | 'end') => (event: KeyboardEvent) => {
    const at = moveByKey(event.key, event.shiftKey, window[handle], range);
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = dragBrush(handle, window, window[handle], at, range);
    if (isSameSpan(next, window)) return;
    keyedWindowRef.current = next;
    change(next, 'replace');
  };
  const endKeys = () => {
    const keyedWindow = keyedWindowRef.current;
    keyedWindowRef.current = undefined;
    if (keyedWindow) change(keyedWindow, 'push');
  };
  const pointerHandlers = { onPointerMove, onPointerUp, onPointerCancel: onPointerUp };

  return (
    <section
      className="overview"
      aria-label={labels.overview}
      style={{ marginInline: `${VALUE_AXIS_WIDTH}px ${PLOT_MARGIN.right}px` }}
    >
      <div
        className="overview-track"
        ref={trackRef}
        style={{ insetInline: 0 }}
        onPointerDown={startDrag('draw')}
        {...pointerHandlers}
      >
        <Sparkline
          series={props.series}
          span={range}
          metric={props.metric}
          color={props.color}
          height={HEIGHT}
        />
        <span
          className="overview-shade"
          style={{ left: 0, width: `${toPercent(window.begin)}%` }}
        />
        <span className="overview-shade" style={{ left: `${toPercent(window.end)}%`, right: 0 }} />
      </div>
      <div
        className="overview-window"
        data-whole={!zoom || undefined}
        style={{ left: `${toPercent(window.begin)}%`, right: `${100 - toPercent(window.end)}%` }}
        onPointerDown={startDrag('move')}
        {...pointerHandlers}
      />
      {(['begin', 'end'] as const).map((handle) => (
        <div
          key={handle}
          className="overview-handle"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- two inputs cannot share a track
          role="slider"
          tabIndex={0}
          aria-label={labels[handle]}
          aria-valuemin={0}
          aria-valuemax={Math.round((range.end - range.begin) / STEP)}
          aria-valuenow={Math.round((window[handle] - range.begin) / STEP)}
          aria-valuetext={props.formatTime(window[handle])}
          style={{ left: `${toPercent(window[handle])}%` }}
          onPointerDown={startDrag(handle)}
          onKeyDown={onKeyDown(handle)}
          onKeyUp={endKeys}
          onBlur={endKeys}
          {...pointerHandlers}
        />
      ))}
    </section>
  );
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.begin === b.begin && a.end === b.end;
}

function cancelFrame(drag: BrushDrag | undefined): void {
  if (drag?.frame !== undefined) cancelAnimationFrame(drag.frame);
}
