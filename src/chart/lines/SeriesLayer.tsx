import { memo, useMemo } from 'react';
import type { Span } from '../../contract/domain/time.ts';
import type { Series } from '../../series/series.ts';
import { bucketsIn } from '../model/chart-line.ts';
import type { ChartLine } from '../chart-types.ts';
import { findOffScale } from '../model/comparison-extent.ts';
import type { OffScaleMark } from '../model/comparison-extent.ts';
import { DENSE_BELOW, buildLinePath } from './line-path.ts';
import type { PlotGeometry } from '../geometry.ts';
import type { ValueAxis } from '../model/value-axis.ts';

export interface SeriesLayerProps {
  /** Unique on the page; names the clip. */
  id: string;
  /** In drawing order: the first is on top. */
  lines: readonly ChartLine[];
  span: Span;
  box: PlotGeometry;
  axis: ValueAxis;
}

/** The lines, each as paths of our own on the plot. */
export function SeriesLayer({ id, lines, span, box, axis }: SeriesLayerProps) {
  const perUnit = -box.height / (axis.max - axis.min);
  const place = {
    begin: span.begin,
    end: span.end,
    left: box.left,
    perMs: box.width / (span.end - span.begin),
    y0: box.top - axis.max * perUnit,
    perUnit,
  };
  const backToFront = lines.toReversed();
  const beyond = useMemo(() => findOffScale(lines, span, box, axis), [lines, span, box, axis]);
  const clip = `${id}-plot`;
  return (
    <g className="chart-lines">
      {beyond.length > 0 && (
        <clipPath id={clip}>
          <rect x={box.left} y={box.top} width={box.width} height={box.height} />
        </clipPath>
      )}
      <g {...(beyond.length > 0 && { clipPath: `url(#${clip})` })}>
        {backToFront.map(
          ({ key, comparisonSeries: compared, color }) =>
            compared && (
              <SeriesLine
                key={key}
                id={key}
                series={compared}
                color={color}
                look="compared"
                {...place}
              />
            ),
        )}
      </g>
      {beyond.map(({ x, edge, color }) => (
        <path
          key={`${x} ${edge} ${color}`}
          className="chart-beyond"
          d={drawArrow(box.left + x, edge, box)}
          fill={color}
        />
      ))}
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

/** A small arrow that points out of the plot. */
function drawArrow(x: number, edge: OffScaleMark['edge'], { top, height }: PlotGeometry): string {
  const [tip, base] = edge === 'top' ? [top, top + 6] : [top + height, top + height - 6];
  return `M${x} ${tip}L${x - 4} ${base}H${x + 4}Z`;
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
    return buildLinePath(series, range, columns, { x0, perBucket, y0, perUnit });
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
