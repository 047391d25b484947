import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Metric } from '../contract/metrics.ts';
import { HOUR, STEP } from '../contract/time.ts';
import type { EpochMs, Span } from '../contract/time.ts';
import type { Series } from '../series/series.ts';
import { dragBrush } from './drag-brush.ts';
import type { BrushGrip } from './drag-brush.ts';
import { PLOT_MARGIN, VALUE_AXIS_WIDTH } from './plot-box.ts';
import { Sparkline } from './Sparkline.tsx';
import './chart.css';

export interface OverviewBrushProps {
  series: Series;
  color: string;
  metric: Metric;
  /** All of the range. */
  span: Span;
  /** What of it is in sight; undefined for all. */
  zoom: Span | undefined;
  /** Undefined: all of the range. `replace` while it is dragged, `push` once it is let go. */
  onChange: (zoom: Span | undefined, how: 'push' | 'replace') => void;
  writeTime: (at: EpochMs) => string;
  labels: { overview: string; begin: string; end: string };
}

const HEIGHT = 34;

/** The whole range as a small line, and on it a window on what is in sight: to drag, to stretch, to draw anew. */
export function OverviewBrush(props: OverviewBrushProps) {
  const { span, zoom, onChange, labels } = props;
  const trackRef = useRef<HTMLDivElement>(null);
  const dragRef = useRef<{ grip: BrushGrip; from: EpochMs; before: Span; moved: boolean }>(
    undefined,
  );
  const window = zoom ?? span;
  const percent = (at: EpochMs) => ((at - span.begin) / (span.end - span.begin)) * 100;

  const timeUnder = (event: PointerEvent): EpochMs => {
    const box = trackRef.current?.getBoundingClientRect();
    if (!box || box.width === 0) return span.begin;
    const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    return span.begin + share * (span.end - span.begin);
  };
  const show = (next: Span, how: 'push' | 'replace') => {
    const isWhole = next.begin <= span.begin && next.end >= span.end;
    onChange(isWhole ? undefined : next, how);
  };
  const grab = (grip: BrushGrip) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    // A window on everything cannot be moved: dragging it draws a new one.
    const how = grip === 'move' && !zoom ? 'draw' : grip;
    dragRef.current = { grip: how, from: timeUnder(event), before: window, moved: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const drag = dragRef.current;
    if (!drag) return;
    const next = dragBrush(drag.grip, drag.before, drag.from, timeUnder(event), span);
    if (!drag.moved && next.begin === drag.before.begin && next.end === drag.before.end) return;
    drag.moved = true;
    show(next, 'replace');
  };
  const onPointerUp = (event: PointerEvent) => {
    const drag = dragRef.current;
    dragRef.current = undefined;
    if (!drag) return;
    if (drag.moved) {
      show(dragBrush(drag.grip, drag.before, drag.from, timeUnder(event), span), 'push');
    } else if (drag.grip === 'draw' && zoom) {
      // A press beside the window brings it there.
      const half = (window.end - window.begin) / 2;
      show(dragBrush('move', window, window.begin + half, drag.from, span), 'push');
    }
  };
  const onKeyDown = (grip: 'begin' | 'end') => (event: KeyboardEvent) => {
    const stride = event.shiftKey ? HOUR : STEP;
    const moves: Record<string, number> = {
      ArrowLeft: -stride,
      ArrowDown: -stride,
      ArrowRight: stride,
      ArrowUp: stride,
      PageDown: -6 * HOUR,
      PageUp: 6 * HOUR,
      Home: span.begin - window[grip],
      End: span.end - window[grip],
    };
    const by = moves[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    show(dragBrush(grip, window, window[grip], window[grip] + by, span), 'push');
  };
  const pointer = { onPointerMove, onPointerUp, onPointerCancel: onPointerUp };

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
        onPointerDown={grab('draw')}
        {...pointer}
      >
        <Sparkline
          series={props.series}
          span={span}
          metric={props.metric}
          color={props.color}
          height={HEIGHT}
        />
        <span className="overview-shade" style={{ left: 0, width: `${percent(window.begin)}%` }} />
        <span className="overview-shade" style={{ left: `${percent(window.end)}%`, right: 0 }} />
      </div>
      <div
        className="overview-window"
        data-whole={!zoom || undefined}
        style={{ left: `${percent(window.begin)}%`, right: `${100 - percent(window.end)}%` }}
        onPointerDown={grab('move')}
        {...pointer}
      />
      {(['begin', 'end'] as const).map((grip) => (
        <div
          key={grip}
          className="overview-handle"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- two inputs cannot share a track
          role="slider"
          tabIndex={0}
          aria-label={labels[grip]}
          aria-valuemin={0}
          aria-valuemax={Math.round((span.end - span.begin) / STEP)}
          aria-valuenow={Math.round((window[grip] - span.begin) / STEP)}
          aria-valuetext={props.writeTime(window[grip])}
          style={{ left: `${percent(window[grip])}%` }}
          onPointerDown={grab(grip)}
          onKeyDown={onKeyDown(grip)}
          {...pointer}
        />
      ))}
    </section>
  );
}
