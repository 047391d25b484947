import { memo } from 'react';
import type { ReactNode } from 'react';
import { CartesianGrid, Surface } from 'recharts';
import type { Span } from '../../contract/domain/time.ts';
import { xOf, yOf } from '../geometry.ts';
import type { PlotGeometry } from '../geometry.ts';
import type { TimeAxis } from '../model/time-axis.ts';
import type { TimeLabel } from '../model/time-labels.ts';
import type { ValueAxis } from '../model/value-axis.ts';

export interface ChartFrameProps {
  width: number;
  height: number;
  box: PlotGeometry;
  span: Span;
  timeAxis: TimeAxis;
  showTimeAxis: boolean;
  valueAxis: ValueAxis;
  /** One a tick of the value axis. */
  valueTexts: readonly string[];
  /** What is drawn on the plot. */
  children: ReactNode;
}

/** Between the plot and its labels, in pixels. */
const LABEL_GAP = 8;

/**
 * recharts puts what has a z-index of its own into portals, which costs further renders. Zero keeps it
 * in place: the order of the children is the order of painting.
 */
const IN_PLACE = 0;

/** recharts' own looks through some thirty properties for each. */
function drawGridLine({ x1, y1, x2, y2 }: Record<'x1' | 'y1' | 'x2' | 'y2', number>) {
  return <line x1={x1} y1={y1} x2={x2} y2={y2} stroke="var(--grid)" />;
}

/**
 * Axes and grid. The parts of recharts that draw, without its chart around them: that one fills a store
 * from effects and renders everything again with each, to find out the places that are known here
 * already.
 */
export const ChartFrame = memo(function ChartFrame(props: ChartFrameProps) {
  const { width, height, box, span, timeAxis, valueAxis, valueTexts } = props;
  const bottom = box.top + box.height;
  const x = (at: number) => box.left + xOf(at, box, span);
  const y = (value: number) => box.top + yOf(value, box, valueAxis);
  const timeTick = ({ at, text, strong }: TimeLabel, className: string, dy: string) => (
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
    <Surface width={width} height={height}>
      <CartesianGrid
        x={box.left}
        y={box.top}
        width={box.width}
        height={box.height}
        horizontalPoints={valueAxis.ticks.map(y)}
        verticalPoints={timeAxis.lines.map(x)}
        horizontal={drawGridLine}
        vertical={drawGridLine}
        zIndex={IN_PLACE}
      />
      {props.showTimeAxis && (
        <g className="chart-times" textAnchor="middle">
          {timeAxis.labels.map((label) => timeTick(label, 'chart-tick', '1em'))}
          {timeAxis.compared.map((label) =>
            timeTick(label, 'chart-tick chart-tick-compared', '2.45em'),
          )}
        </g>
      )}
      <g className="chart-values" textAnchor="end">
        {valueAxis.ticks.map((value, i) => (
          <text
            key={value}
            className="chart-tick"
            x={box.left - LABEL_GAP}
            y={y(value)}
            dy="0.35em"
          >
            {valueTexts[i]}
          </text>
        ))}
      </g>
      {props.children}
    </Surface>
  );
});
