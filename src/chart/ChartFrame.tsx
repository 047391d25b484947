import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import type { BaseTickContentProps } from 'recharts';
import type { EpochMs } from '../contract/time.ts';
import { PLOT_MARGIN, VALUE_AXIS_WIDTH, timeAxisHeight } from './plot-box.ts';
import type { TimeAxisRows } from './plot-box.ts';
import type { TimeAxis } from './time-axis.ts';
import type { ValueAxis } from './value-axis.ts';

export interface ChartFrameProps {
  width: number;
  height: number;
  begin: EpochMs;
  end: EpochMs;
  timeAxis: TimeAxis;
  timeAxisRows: TimeAxisRows;
  valueAxis: ValueAxis;
  /** One a tick of the value axis. */
  valueTexts: readonly string[];
  /** What is drawn on the plot. */
  children: ReactNode;
}

const NO_DATA: never[] = [];

const drawNothing = () => null;

/*
 * recharts puts everything with a z-index of its own into portals, which costs further renders on
 * every mount. Zero keeps it in place: the order of the children is the order of painting. (Axes
 * offer no such choice.)
 */
const IN_PLACE = 0;

/** Axes and grid: what recharts draws. It sees no data, only domains. */
export const ChartFrame = memo(function ChartFrame(props: ChartFrameProps) {
  const { width, height, begin, end, timeAxis, valueAxis, valueTexts } = props;
  const showsTime = props.timeAxisRows !== 'none';
  const timeTicks = useMemo(() => timeAxis.labels.map((label) => label.at), [timeAxis]);
  const timeDomain = useMemo<[number, number]>(() => [begin, end], [begin, end]);
  const valueDomain = useMemo<[number, number]>(() => [valueAxis.min, valueAxis.max], [valueAxis]);
  const timeTick = ({ x, y, index }: BaseTickContentProps) => {
    const label = timeAxis.labels[index];
    const compared = timeAxis.compared.find(({ at }) => at === label?.at);
    return (
      <>
        <text
          className="chart-tick"
          x={x}
          y={y}
          dy="1em"
          textAnchor="middle"
          data-strong={label?.strong || undefined}
        >
          {label?.text}
        </text>
        {compared && (
          <text
            className="chart-tick chart-tick-compared"
            x={x}
            y={y}
            dy="2.45em"
            textAnchor="middle"
            data-strong={compared.strong || undefined}
          >
            {compared.text}
          </text>
        )}
      </>
    );
  };
  const valueTick = ({ x, y, index }: BaseTickContentProps) => (
    <text className="chart-tick" x={x} y={y} dy="0.35em" textAnchor="end">
      {valueTexts[index]}
    </text>
  );
  return (
    <LineChart
      width={width}
      height={height}
      margin={PLOT_MARGIN}
      data={NO_DATA}
      accessibilityLayer={false}
    >
      <CartesianGrid
        stroke="var(--grid)"
        horizontalValues={valueAxis.ticks}
        verticalValues={timeAxis.lines}
        zIndex={IN_PLACE}
      />
      <XAxis
        type="number"
        dataKey="at"
        niceTicks="none"
        domain={timeDomain}
        allowDataOverflow
        ticks={timeTicks}
        interval={0}
        height={timeAxisHeight(props.timeAxisRows)}
        axisLine={false}
        tickLine={false}
        // Without ticks recharts would leave out their grid lines too.
        tick={showsTime ? timeTick : drawNothing}
      />
      <YAxis
        type="number"
        niceTicks="none"
        domain={valueDomain}
        allowDataOverflow
        ticks={valueAxis.ticks}
        interval={0}
        width={VALUE_AXIS_WIDTH}
        axisLine={false}
        tickLine={false}
        tick={valueTick}
      />
      {props.children}
    </LineChart>
  );
});
