import { useMemo } from 'react';
import type { Metric } from '../contract/domain/metrics.ts';
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Span } from '../contract/domain/time.ts';
import type { Series } from '../series/series.ts';
import { computeExtent, findBucketRange } from './model/chart-line.ts';
import { DENSE_BELOW, buildLinePath } from './lines/line-path.ts';
import { useSize } from './use-size.ts';
import './styles/chart.css';

export interface SparklineProps {
  series: Series;
  span: Span;
  metric: Metric;
  color: string;
  /** In pixels. */
  height: number;
  /** Drawn if it lies within the values. */
  goal?: number;
}

// For strokes and markers, in pixels.
const INSET = 4;

// Keeps noise from filling the height.
const MIN_RANGE: Record<'percent' | 'ms', number> = { percent: 0.4, ms: 60 };

/** Draws a line without axes, hidden from screen readers. */
export function Sparkline({ series, span, metric, color, height, goal }: SparklineProps) {
  const [ref, { width }] = useSize();
  const { begin, end } = span;
  const drawing = useMemo(() => {
    const extent = computeExtent([series], { begin, end });
    if (!extent || width === 0) return undefined;
    const { low: lowest, high: highest } = extent;
    const padding = Math.max(0, MIN_RANGE[METRIC_FACTS[metric].unit] - (highest - lowest)) / 2;
    const low = lowest - padding;
    const perUnit = -(height - 2 * INSET) / (highest + padding - low);
    const y0 = height - INSET - low * perUnit;
    const perMs = Math.max(1, width - 2 * INSET) / (end - begin);
    const perBucket = perMs * series.step;
    const x0 = INSET + (series.begin - begin + series.step / 2) * perMs;
    const range = findBucketRange(series, { begin, end });
    const columns = Math.max(1, Math.round((range.to - range.from) * perBucket));
    const goalY = goal === undefined ? undefined : y0 + goal * perUnit;
    const path = buildLinePath(series, range, columns, { x0, perBucket, y0, perUnit });
    return { path, goalY, isDense: perBucket < DENSE_BELOW };
  }, [series, begin, end, metric, height, width, goal]);
  const path = drawing?.path;
  const goalY = drawing?.goalY ?? -1;

  return (
    <div className="sparkline" ref={ref} style={{ height }} aria-hidden="true">
      {path && (
        // Print stretches the line.
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
        >
          {goalY >= INSET && goalY <= height - INSET && (
            <line className="chart-goal-line" x1={0} x2={width} y1={goalY} y2={goalY} />
          )}
          <g className="chart-line" data-dense={drawing.isDense || undefined} stroke={color}>
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
