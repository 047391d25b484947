// Draws series over time as SVG, with axes, annotations and a crosshair.
import { useId, useMemo } from 'react';
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Span } from '../contract/domain/time.ts';
import { chartBoxStyle } from './chart-size.ts';
import type { ChartHeight } from './chart-size.ts';
import type { ChartContent, ZoomCallbacks } from './chart-types.ts';
import { AnnotationLayer } from './frame/AnnotationLayer.tsx';
import { ChartFrame } from './frame/ChartFrame.tsx';
import { PlotLabels } from './frame/PlotLabels.tsx';
import { PlotUnderlay } from './frame/PlotUnderlay.tsx';
import { computePlotGeometry } from './geometry.ts';
import type { Plot, TimeAxisRows } from './geometry.ts';
import { SeriesLayer } from './lines/SeriesLayer.tsx';
import { getVisibleLines } from './model/chart-line.ts';
import { extendExtent } from './model/comparison-extent.ts';
import { findNoDataAreas, findProvisionalStart } from './model/no-data-areas.ts';
import type { NoDataArea } from './model/no-data-areas.ts';
import { planTimeAxis } from './model/time-axis.ts';
import { MIN_SPAN, formatValueTicks, planValueAxis } from './model/value-axis.ts';
import { CrosshairLayer } from './pointer/CrosshairLayer.tsx';
import type { CrosshairStore } from './pointer/crosshair-store.ts';
import { useSize } from './use-size.ts';
import type { Size } from './use-size.ts';
import './styles/chart.css';

export interface TimeChartProps extends ChartContent {
  /** Includes the axes. */
  height: ChartHeight;
  /** `small` has fewer ticks and labels. */
  size?: 'full' | 'small';
  /** Default true. */
  showTimeAxis?: boolean;
  /** Allows drawing in the first render. */
  expectedSize?: Size | undefined;
  /** Dims the drawing while its content is replaced. */
  busy?: boolean;
  /** Shared by synchronized charts. */
  crosshair: CrosshairStore;
  /** Shows the tooltip of pins from links. */
  isMain?: boolean;
  /** Pass the same object until a callback changes. */
  zoom?: ZoomCallbacks | undefined;
  label: string;
  /** For screen readers. */
  description: string;
}

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
      {width > 0 && height > 0 && <ChartDrawing {...props} width={width} height={height} />}
    </div>
  );
}

function ChartDrawing(props: TimeChartProps & Size) {
  const { width, height, metric, goal, zone, locale, text, zeroBased = false } = props;
  const { size = 'full', showTimeAxis = true, comparison, annotations } = props;
  const { begin, end } = props.span;
  const { unit } = METRIC_FACTS[metric];
  const id = useId();
  const chartSize = useMemo<Size>(() => ({ width, height }), [width, height]);
  const span = useMemo<Span>(() => ({ begin, end }), [begin, end]);
  const pairs = comparison?.pairs;
  const timeAxisRows: TimeAxisRows = !showTimeAxis ? 'none' : pairs ? 'two' : 'one';
  const box = useMemo(
    () => computePlotGeometry(width, height, timeAxisRows),
    [width, height, timeAxisRows],
  );
  const lines = useMemo(() => getVisibleLines(props.lines), [props.lines]);
  const timeAxis = useMemo(
    () => planTimeAxis({ span, zone, locale, width: box.width, pairs }),
    [span, zone, locale, box, pairs],
  );
  const axis = useMemo(() => {
    const rows = size === 'small' ? 2 : Math.min(6, Math.max(2, Math.round(box.height / 62)));
    const extent = extendExtent(lines, span, MIN_SPAN[unit]);
    return planValueAxis({ unit, extent, goal, zeroBased, rows });
  }, [unit, lines, span, goal, zeroBased, box, size]);
  const valueLabels = useMemo(() => formatValueTicks(axis, unit, locale), [axis, unit, locale]);
  const plot = useMemo<Plot>(() => ({ box, span, axis }), [box, span, axis]);
  const areas = useMemo(() => findNoDataAreas(lines, span), [lines, span]);
  const provisionalFrom = useMemo(() => findProvisionalStart(lines, span), [lines, span]);

  // Keeps the memoized frame from rendering.
  const plotContent = useMemo(
    () => (
      <>
        <PlotUnderlay
          id={id}
          plot={plot}
          areas={areas}
          goal={goal}
          provisionalFrom={provisionalFrom}
        />
        {annotations && (
          <AnnotationLayer annotations={annotations} plot={plot} showText={size === 'full'} />
        )}
        <SeriesLayer id={id} lines={lines} plot={plot} />
        <PlotLabels
          lines={lines}
          plot={plot}
          areas={areas}
          goal={goal}
          provisionalFrom={provisionalFrom}
          text={text}
          size={size}
        />
      </>
    ),
    [id, size, lines, plot, goal, areas, provisionalFrom, text, annotations],
  );

  return (
    <>
      <div
        className="chart-drawing"
        data-waiting={isLoading(areas, span) || undefined}
        aria-hidden="true"
      >
        <ChartFrame
          size={chartSize}
          plot={plot}
          timeAxis={timeAxis}
          showTimeAxis={showTimeAxis}
          valueLabels={valueLabels}
        >
          {plotContent}
        </ChartFrame>
      </div>
      <CrosshairLayer
        scene={{ lines, metric, plot, chartSize, format: props.format, text, comparison }}
        isMain={props.isMain ?? false}
        crosshair={props.crosshair}
        zoom={props.zoom ?? NO_ZOOM}
        label={props.label}
        description={props.description}
      />
    </>
  );
}

const NO_ZOOM: ZoomCallbacks = {};

function isLoading([area]: readonly NoDataArea[], { begin, end }: Span): boolean {
  return area?.kind === 'loading' && area.begin === begin && area.end === end;
}
