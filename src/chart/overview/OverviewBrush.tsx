import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Metric } from '../../contract/domain/metrics.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { Series } from '../../series/series.ts';
import { dragBrush, moveByKey } from './brush-drag.ts';
import type { BrushHandle } from './brush-drag.ts';
import { PLOT_MARGIN, VALUE_AXIS_WIDTH } from '../geometry.ts';
import { Sparkline } from '../Sparkline.tsx';
import '../styles/chart.css';

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

interface BrushDrag {
  grip: BrushHandle;
  /** Of the track, on the screen. */
  box: DOMRect;
  from: EpochMs;
  to: EpochMs;
  before: Span;
  moved: boolean;
  /** The animation frame that will show where it is by then. */
  frame: number | undefined;
}

/** The whole range as a small line, and on it a window on what is in sight: to drag, to stretch, to draw anew. */
export function OverviewBrush(props: OverviewBrushProps) {
  const { span, zoom, onChange, labels } = props;
  const trackRef = useRef<HTMLDivElement>(null);
  const dragRef = useRef<BrushDrag>(undefined);
  const showRef = useRef<(next: Span, how: 'push' | 'replace') => void>(undefined);
  // What keys have come to; a held key is one step of the history, which ends when it is let go.
  const keyedRef = useRef<Span>(undefined);
  const window = zoom ?? span;
  const percent = (at: EpochMs) => ((at - span.begin) / (span.end - span.begin)) * 100;

  useLayoutEffect(() => {
    showRef.current = (next, how) => {
      const isWhole = next.begin <= span.begin && next.end >= span.end;
      onChange(isWhole ? undefined : next, how);
    };
  });
  const show = (next: Span, how: 'push' | 'replace') => showRef.current?.(next, how);

  useEffect(() => {
    // Wherever the focus is, a drag under way is what Esc is about.
    const onEscape = (event: globalThis.KeyboardEvent) => {
      const drag = dragRef.current;
      if (event.key !== 'Escape' || !drag) return;
      dropFrame(drag);
      dragRef.current = undefined;
      if (drag.moved) showRef.current?.(drag.before, 'push');
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', onEscape, true);
    return () => {
      document.removeEventListener('keydown', onEscape, true);
      dropFrame(dragRef.current);
    };
  }, []);

  const timeUnder = (event: PointerEvent, box: DOMRect): EpochMs => {
    if (box.width === 0) return span.begin;
    const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    return span.begin + share * (span.end - span.begin);
  };
  const grab = (grip: BrushHandle) => (event: PointerEvent<HTMLElement>) => {
    const track = trackRef.current;
    if (event.button !== 0 || !track) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    // Once: with every move it would lay out anew what the move before has changed.
    const box = track.getBoundingClientRect();
    const from = timeUnder(event, box);
    dragRef.current = {
      // A window on everything cannot be moved: dragging it draws a new one.
      grip: grip === 'move' && !zoom ? 'draw' : grip,
      box,
      from,
      to: from,
      before: window,
      moved: false,
      frame: undefined,
    };
  };
  const reached = ({ grip, before, from, to }: BrushDrag) =>
    dragBrush(grip, before, from, to, span);
  const onPointerMove = (event: PointerEvent) => {
    const drag = dragRef.current;
    if (!drag) return;
    drag.to = timeUnder(event, drag.box);
    drag.moved ||= !isSame(reached(drag), drag.before);
    if (!drag.moved) return;
    // All charts follow, so no oftener than they can be painted.
    drag.frame ??= requestAnimationFrame(() => {
      drag.frame = undefined;
      show(reached(drag), 'replace');
    });
  };
  const onPointerUp = (event: PointerEvent) => {
    const drag = dragRef.current;
    if (!drag) return;
    dropFrame(drag);
    dragRef.current = undefined;
    drag.to = timeUnder(event, drag.box);
    if (drag.moved) {
      show(reached(drag), 'push');
    } else if (drag.grip === 'draw' && zoom) {
      // A press beside the window brings it there.
      const half = (window.end - window.begin) / 2;
      show(dragBrush('move', window, window.begin + half, drag.from, span), 'push');
    }
  };
  const onKeyDown = (grip: 'begin' | 'end') => (event: KeyboardEvent) => {
    const at = moveByKey(event.key, event.shiftKey, window[grip], span);
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = dragBrush(grip, window, window[grip], at, span);
    if (isSame(next, window)) return;
    keyedRef.current = next;
    show(next, 'replace');
  };
  const endKeys = () => {
    const keyed = keyedRef.current;
    keyedRef.current = undefined;
    if (keyed) show(keyed, 'push');
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
          onKeyUp={endKeys}
          onBlur={endKeys}
          {...pointer}
        />
      ))}
    </section>
  );
}

function isSame(a: Span, b: Span): boolean {
  return a.begin === b.begin && a.end === b.end;
}

function dropFrame(drag: BrushDrag | undefined): void {
  if (drag?.frame !== undefined) cancelAnimationFrame(drag.frame);
}
