import { memo } from 'react';
import type { ReactNode } from 'react';
import { CartesianGrid, Surface } from 'recharts';
import { xOf, yOf } from '../geometry.ts';
import type { Plot } from '../geometry.ts';
import type { TimeAxis } from '../model/time-axis.ts';
import type { TimeLabel } from '../model/time-labels.ts';
import type { Size } from '../use-size.ts';

export interface ChartFrameProps {
  size: Size;
  plot: Plot;
  timeAxis: TimeAxis;
  showTimeAxis: boolean;
  /** One per tick. */
  valueLabels: readonly string[];
  children: ReactNode;
}

// In pixels.
const LABEL_GAP = 8;

// Other z-indexes make recharts render portals.
const Z_INDEX_IN_PLACE = 0;

// Cheaper than the default of recharts.
function drawGridLine({ x1, y1, x2, y2 }: Record<'x1' | 'y1' | 'x2' | 'y2', number>) {
  return <line x1={x1} y1={y1} x2={x2} y2={y2} stroke="var(--grid)" />;
}

/**
 * Draws the axes and the grid with recharts primitives. Its chart components are not used: they
 * render again from effects to compute positions that are already known here.
 */
export const ChartFrame = memo(function ChartFrame(props: ChartFrameProps) {
  const { size, plot, timeAxis, valueLabels } = props;
  const { box } = plot;
  const { ticks } = plot.axis;
  const bottom = box.top + box.height;
  const x = (at: number) => box.left + xOf(at, plot);
  const y = (value: number) => box.top + yOf(value, plot);
  const renderTimeLabel = ({ at, text, strong }: TimeLabel, className: string, dy: string) => (
    <text
      key={`${className} ${at}`}
      className={className}
      x={x(at)}
      y={bottom + LABEL_GAP}
      dy={dy}
      data-strong={strong || undefined}
    >
      {text}
    </text>
  );
  return (
    <Surface width={size.width} height={size.height}>
      <CartesianGrid
        x={box.left}
        y={box.top}
        width={box.width}
        height={box.height}
        horizontalPoints={ticks.map(y)}
        verticalPoints={timeAxis.lines.map(x)}
        horizontal={drawGridLine}
        vertical={drawGridLine}
        zIndex={Z_INDEX_IN_PLACE}
      />
      {props.showTimeAxis && (
        <g className="chart-times" textAnchor="middle">
          {timeAxis.labels.map((label) => renderTimeLabel(label, 'chart-tick', '1em'))}
          {timeAxis.comparisonLabels.map((label) =>
            renderTimeLabel(label, 'chart-tick chart-tick-compared', '2.45em'),
          )}
        </g>
      )}
      <g className="chart-values" textAnchor="end">
        {ticks.map((value, i) => (
          <text
            key={value}
            className="chart-tick"
            x={box.left - LABEL_GAP}
            y={y(value)}
            dy="0.35em"
          >
            {valueLabels[i]}
          </text>
        ))}
      </g>
      {props.children}
    </Surface>
  );
});
