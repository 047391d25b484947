import { memo, useMemo } from 'react';
import type { Series } from '../../series/series.ts';
import type { ChartLine } from '../chart-types.ts';
import type { Plot, PlotGeometry } from '../geometry.ts';
import { findBucketRange } from '../model/chart-line.ts';
import { findOffScaleMarks } from '../model/comparison-extent.ts';
import type { OffScaleMark } from '../model/comparison-extent.ts';
import { DENSE_BELOW, buildLinePath } from './line-path.ts';

export interface SeriesLayerProps {
  /** Unique on the page. */
  id: string;
  lines: readonly ChartLine[];
  plot: Plot;
}

/** Draws comparison lines behind the others. */
export function SeriesLayer({ id, lines, plot }: SeriesLayerProps) {
  const { box, span, axis } = plot;
  const perUnit = -box.height / (axis.max - axis.min);
  // Numbers, so that an equal scale does not render memoized lines.
  const scale = {
    begin: span.begin,
    end: span.end,
    left: box.left,
    perMs: box.width / (span.end - span.begin),
    y0: box.top - axis.max * perUnit,
    perUnit,
  };
  const backToFront = lines.toReversed();
  const offScaleMarks = useMemo(() => findOffScaleMarks(lines, plot), [lines, plot]);
  const clipId = `${id}-plot`;
  return (
    <g className="chart-lines">
      {offScaleMarks.length > 0 && (
        <clipPath id={clipId}>
          <rect x={box.left} y={box.top} width={box.width} height={box.height} />
        </clipPath>
      )}
      <g {...(offScaleMarks.length > 0 && { clipPath: `url(#${clipId})` })}>
        {backToFront.map(
          ({ key, comparisonSeries, color }) =>
            comparisonSeries && (
              <SeriesLine
                key={key}
                lineKey={key}
                series={comparisonSeries}
                color={color}
                look="compared"
                {...scale}
              />
            ),
        )}
      </g>
      {offScaleMarks.map(({ x, edge, color }) => (
        <path
          key={`${x} ${edge} ${color}`}
          className="chart-beyond"
          d={buildArrowPath(box.left + x, edge, box)}
          fill={color}
        />
      ))}
      {backToFront.map(({ key, series, color, faint }) => (
        <SeriesLine
          key={key}
          lineKey={key}
          series={series}
          color={color}
          look={faint ? 'faint' : 'plain'}
          {...scale}
        />
      ))}
    </g>
  );
}

function buildArrowPath(
  x: number,
  edge: OffScaleMark['edge'],
  { top, height }: PlotGeometry,
): string {
  const [tip, base] = edge === 'top' ? [top, top + 6] : [top + height, top + height - 6];
  return `M${x} ${tip}L${x - 4} ${base}H${x + 4}Z`;
}

interface SeriesLineProps {
  lineKey: string;
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
  const { lineKey, series, look, begin, end, left, perMs, y0, perUnit } = props;
  const path = useMemo(() => {
    const range = findBucketRange(series, { begin, end });
    const perBucket = perMs * series.step;
    const x0 = left + (series.begin - begin + series.step / 2) * perMs;
    const columns = Math.max(1, Math.round((range.to - range.from) * perBucket));
    return buildLinePath(series, range, columns, { x0, perBucket, y0, perUnit });
  }, [series, begin, end, left, perMs, y0, perUnit]);

  return (
    <g
      className="chart-line"
      data-key={lineKey}
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
