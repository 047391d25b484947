import { useMemo } from 'react';
import type { Metric } from '../contract/domain/metrics.ts';
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Span } from '../contract/domain/time.ts';
import type { Series } from '../series/series.ts';
import { bucketsIn, extentOfSeries } from './model/chart-line.ts';
import { DENSE_BELOW, buildLinePath } from './lines/line-path.ts';
import { useSize } from './use-size.ts';
import './styles/chart.css';

export interface SparklineProps {
  series: Series;
  span: Span;
  metric: Metric;
  color: string;
  /** In pixels; it takes the width it is given. */
  height: number;
  /** Drawn as a dotted line where it lies among the values. */
  goal?: number;
}

/** Room for the stroke and the mark of an unsettled end. */
const INSET = 4;

/** Below this a metric is at rest, and its line is flat: noise is not blown up to the full height. */
const REST: Record<'percent' | 'ms', number> = { percent: 0.4, ms: 60 };

/** A series as a line without axes, gaps kept. Says nothing by itself: the figures beside it do. */
export function Sparkline({ series, span, metric, color, height, goal }: SparklineProps) {
  const [ref, { width }] = useSize();
  const { begin, end } = span;
  const drawn = useMemo(() => {
    const extent = extentOfSeries([series], { begin, end });
    if (!extent || width === 0) return undefined;
    const lack = Math.max(0, REST[METRIC_FACTS[metric].unit] - (extent.high - extent.low)) / 2;
    const low = extent.low - lack;
    const perUnit = -(height - 2 * INSET) / (extent.high + lack - low);
    const y0 = height - INSET - low * perUnit;
    const perMs = Math.max(1, width - 2 * INSET) / (end - begin);
    const perBucket = perMs * series.step;
    const x0 = INSET + (series.begin - begin + series.step / 2) * perMs;
    const range = bucketsIn(series, { begin, end });
    const columns = Math.max(1, Math.round((range.to - range.from) * perBucket));
    const goalY = goal === undefined ? undefined : y0 + goal * perUnit;
    const path = buildLinePath(series, range, columns, { x0, perBucket, y0, perUnit });
    return { path, goalY, dense: perBucket < DENSE_BELOW };
  }, [series, begin, end, metric, height, width, goal]);
  const path = drawn?.path;
  const goalY = drawn?.goalY ?? -1;

  return (
    <div className="sparkline" ref={ref} style={{ height }} aria-hidden="true">
      {path && (
        // On paper it is as wide as there is room: its shape matters, not its proportions.
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
        >
          {goalY >= INSET && goalY <= height - INSET && (
            <line className="chart-goal-line" x1={0} x2={width} y1={goalY} y2={goalY} />
          )}
          <g className="chart-line" data-dense={drawn.dense || undefined} stroke={color}>
            {path.solid && <path className="chart-solid" d={path.solid} />}
            {path.provisional && <path className="chart-provisional" d={path.provisional} />}
            {path.dots && <path className="chart-dots" d={path.dots} />}
            {path.hollow.map(({ x, y }) => (
              <circle key={`${x} ${y}`} className="chart-hollow" cx={x} cy={y} r={2.5} />
            ))}
          </g>
        </svg>
      )}
    </div>
  );
}
