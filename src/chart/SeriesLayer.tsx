import { memo, useMemo } from 'react';
import { useXAxisScale, useYAxisScale } from 'recharts';
import type { Span } from '../contract/time.ts';
import { bucketsIn } from './chart-line.ts';
import type { ChartLine } from './chart-line.ts';
import { DENSE_BELOW, drawLine } from './line-path.ts';

export interface SeriesLayerProps {
  /** In drawing order: the first is on top. */
  lines: readonly ChartLine[];
  span: Span;
  /** Round ends of the value axis: two points that fix its scale. */
  min: number;
  max: number;
}

/** The lines, each as paths of our own on the scales of the frame around them. */
export function SeriesLayer({ lines, span, min, max }: SeriesLayerProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const left = x?.(span.begin);
  const right = x?.(span.end);
  const bottom = y?.(min);
  const top = y?.(max);
  if (left === undefined || right === undefined || bottom === undefined || top === undefined) {
    return null;
  }
  // Both scales are linear, so two points each stand for them; calling them a point costs ten times as much.
  const perMs = (right - left) / (span.end - span.begin);
  const perUnit = (top - bottom) / (max - min);
  return (
    <g className="chart-lines">
      {lines.toReversed().map((line) => (
        <SeriesLine
          key={line.key}
          line={line}
          begin={span.begin}
          end={span.end}
          left={left}
          perMs={perMs}
          y0={bottom - min * perUnit}
          perUnit={perUnit}
        />
      ))}
    </g>
  );
}

interface SeriesLineProps {
  line: ChartLine;
  begin: number;
  end: number;
  left: number;
  perMs: number;
  y0: number;
  perUnit: number;
}

const SeriesLine = memo(function SeriesLine(props: SeriesLineProps) {
  const { line, begin, end, left, perMs, y0, perUnit } = props;
  const { series } = line;
  const path = useMemo(() => {
    const range = bucketsIn(series, { begin, end });
    const perBucket = perMs * series.step;
    const x0 = left + (series.begin - begin + series.step / 2) * perMs;
    const columns = Math.max(1, Math.round((range.to - range.from) * perBucket));
    return drawLine(series, range, columns, { x0, perBucket, y0, perUnit });
  }, [series, begin, end, left, perMs, y0, perUnit]);

  return (
    <g
      className="chart-line"
      data-key={line.key}
      data-dashed={line.dashed || undefined}
      data-faint={line.faint || undefined}
      data-dense={perMs * series.step < DENSE_BELOW || undefined}
      stroke={line.color}
    >
      {path.solid && <path className="chart-solid" d={path.solid} />}
      {path.provisional && <path className="chart-provisional" d={path.provisional} />}
      {path.dots && <path className="chart-dots" d={path.dots} />}
      {path.hollow.map(({ x, y }) => (
        <circle key={`${x} ${y}`} className="chart-hollow" cx={x} cy={y} r={3} />
      ))}
    </g>
  );
});
