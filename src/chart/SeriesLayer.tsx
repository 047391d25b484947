import { memo, useMemo } from 'react';
import { useXAxisScale, useYAxisScale } from 'recharts';
import type { Span } from '../contract/time.ts';
import type { Series } from '../series/series.ts';
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
  const place = {
    begin: span.begin,
    end: span.end,
    left,
    perMs,
    y0: bottom - min * perUnit,
    perUnit,
  };
  const backToFront = lines.toReversed();
  return (
    <g className="chart-lines">
      {backToFront.map(
        ({ key, compared, color }) =>
          compared && (
            <SeriesLine
              key={`${key}-compared`}
              id={key}
              series={compared}
              color={color}
              look="compared"
              {...place}
            />
          ),
      )}
      {backToFront.map(({ key, series, color, faint }) => (
        <SeriesLine
          key={key}
          id={key}
          series={series}
          color={color}
          look={faint ? 'faint' : 'plain'}
          {...place}
        />
      ))}
    </g>
  );
}

interface SeriesLineProps {
  /** The key of its line. */
  id: string;
  series: Series;
  color: string;
  look: 'plain' | 'faint' | 'compared';
  begin: number;
  end: number;
  left: number;
  perMs: number;
  y0: number;
  perUnit: number;
}

const SeriesLine = memo(function SeriesLine(props: SeriesLineProps) {
  const { id, series, look, begin, end, left, perMs, y0, perUnit } = props;
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
      data-key={id}
      data-look={look}
      data-dense={perMs * series.step < DENSE_BELOW || undefined}
      stroke={props.color}
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
