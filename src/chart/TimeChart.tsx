// Series and figures in, a drawing out: the last room of the data's way before the page.
import { useId, useMemo } from 'react';
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Span } from '../contract/domain/time.ts';
import { ChartFrame } from './frame/ChartFrame.tsx';
import { chartBoxStyle } from './chart-size.ts';
import type { ChartHeight } from './chart-size.ts';
import { CrosshairLayer } from './pointer/CrosshairLayer.tsx';
import { AnnotationLayer } from './frame/AnnotationLayer.tsx';
import { PlotMarks } from './frame/PlotMarks.tsx';
import { PlotLabels } from './frame/PlotLabels.tsx';
import { SeriesLayer } from './lines/SeriesLayer.tsx';
import { findNoDataAreas, provisionalSince } from './model/no-data-areas.ts';
import type { NoDataArea } from './model/no-data-areas.ts';
import { shownLines } from './model/chart-line.ts';
import { extendExtent } from './model/comparison-extent.ts';
import type { CrosshairStore } from './pointer/crosshair-store.ts';
import type { ChartContent, ZoomCallbacks } from './chart-types.ts';
import { computePlotGeometry } from './geometry.ts';
import type { TimeAxisRows } from './geometry.ts';
import { planTimeAxis } from './model/time-axis.ts';
import { useSize } from './use-size.ts';
import type { Size } from './use-size.ts';
import { MIN_SPAN, planValueAxis, writeValueTicks } from './model/value-axis.ts';
import './styles/chart.css';

export interface TimeChartProps extends ChartContent {
  /** Of the chart including its axes; reserved before there is data. */
  height: ChartHeight;
  /** `small` has fewer ticks and no labels on the plot except those of areas without data. */
  size?: 'full' | 'small';
  /** Shows the labels of the time axis; default true. */
  showTimeAxis?: boolean;
  /** Measured by the caller; allows drawing in the first render. */
  expectedSize?: Size | undefined;
  /** The content is being replaced; the drawing is dimmed. */
  busy?: boolean;
  /** Shared by all synchronized charts. */
  crosshair: CrosshairStore;
  /** Shows the tooltip of a crosshair pinned by a link. */
  isMain?: boolean;
  /** Pass the same object until a callback changes. */
  zoom?: ZoomCallbacks | undefined;
  /** Accessible name. */
  label: string;
  /** One sentence that summarizes the chart for screen readers. */
  description: string;
}

/** A metric over time, a line a series. Its box never changes size with the data. */
export function TimeChart(props: TimeChartProps) {
  const [ref, size] = useSize(props.expectedSize);
  const { width } = size;
  const height = typeof props.height === 'number' ? props.height : size.height;
  return (
    <div
      className="chart"
      ref={ref}
      style={chartBoxStyle(props.height)}
      data-busy={props.busy || undefined}
    >
      {width > 0 && height > 0 && <Drawing {...props} width={width} height={height} />}
    </div>
  );
}

function Drawing(props: TimeChartProps & { width: number; height: number }) {
  const { width, height, metric, goal, zone, locale, text: words, zeroBased = false } = props;
  const { size = 'full', showTimeAxis = true, comparison: compare, annotations: marks } = props;
  const { begin, end } = props.span;
  const { unit } = METRIC_FACTS[metric];
  const id = useId();
  const span = useMemo<Span>(() => ({ begin, end }), [begin, end]);
  const pairs = compare?.pairs;
  const timeAxisRows: TimeAxisRows = !showTimeAxis ? 'none' : pairs ? 'two' : 'one';
  const box = useMemo(
    () => computePlotGeometry(width, height, timeAxisRows),
    [width, height, timeAxisRows],
  );
  const lines = useMemo(() => shownLines(props.lines), [props.lines]);
  const timeAxis = useMemo(
    () => planTimeAxis({ span, zone, locale, width: box.width, pairs }),
    [span, zone, locale, box, pairs],
  );
  const axis = useMemo(() => {
    const rows = size === 'small' ? 2 : Math.min(6, Math.max(2, Math.round(box.height / 62)));
    const extent = extendExtent(lines, span, MIN_SPAN[unit]);
    return planValueAxis({ unit, extent, goal, zeroBased, rows });
  }, [unit, lines, span, goal, zeroBased, box, size]);
  const valueTexts = useMemo(() => writeValueTicks(axis, unit, locale), [axis, unit, locale]);
  const areas = useMemo(() => findNoDataAreas(lines, span), [lines, span]);
  const provisionalFrom = useMemo(() => provisionalSince(lines, span), [lines, span]);

  // One element while nothing in it changes, so that the frame around it can rest too.
  const onPlot = useMemo(
    () => (
      <>
        <PlotMarks
          id={id}
          box={box}
          span={span}
          axis={axis}
          areas={areas}
          goal={goal}
          provisionalFrom={provisionalFrom}
        />
        {marks && (
          <AnnotationLayer
            annotations={marks}
            box={box}
            span={span}
            axis={axis}
            hasWords={size === 'full'}
          />
        )}
        <SeriesLayer id={id} lines={lines} span={span} box={box} axis={axis} />
        <PlotLabels
          lines={lines}
          span={span}
          box={box}
          axis={axis}
          goal={goal}
          areas={areas}
          provisionalFrom={provisionalFrom}
          text={words}
          size={size}
        />
      </>
    ),
    [id, size, lines, span, box, axis, goal, areas, provisionalFrom, words, marks],
  );

  return (
    <>
      <div
        className="chart-drawing"
        data-waiting={isWaiting(areas, span) || undefined}
        aria-hidden="true"
      >
        <ChartFrame
          width={width}
          height={height}
          box={box}
          span={span}
          timeAxis={timeAxis}
          showTimeAxis={showTimeAxis}
          valueAxis={axis}
          valueTexts={valueTexts}
        >
          {onPlot}
        </ChartFrame>
      </div>
      <CrosshairLayer
        lines={lines}
        span={span}
        metric={metric}
        box={box}
        axis={axis}
        width={width}
        height={height}
        format={props.format}
        text={words}
        comparison={compare}
        isMain={props.isMain ?? false}
        crosshair={props.crosshair}
        label={props.label}
        description={props.description}
        zoom={props.zoom ?? NO_ZOOM}
      />
    </>
  );
}

/** Nothing is here yet: no value, so no scale either. */
function isWaiting([area]: readonly NoDataArea[], { begin, end }: Span): boolean {
  return area?.kind === 'loading' && area.begin === begin && area.end === end;
}

const NO_ZOOM: ZoomCallbacks = {};
