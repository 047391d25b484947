import { memo, useMemo } from 'react';
import type { Span } from '../../contract/domain/time.ts';
import { buildBandPath, placeNotes, pixelSpanOf } from '../model/annotations.ts';
import type { ChartAnnotations } from '../chart-types.ts';
import type { PlotGeometry } from '../geometry.ts';
import type { ValueAxis } from '../model/value-axis.ts';

export interface AnnotationLayerProps {
  annotations: ChartAnnotations;
  box: PlotGeometry;
  span: Span;
  axis: ValueAxis;
  /** Words beside the marks; without, only the marks. */
  hasWords: boolean;
}

const ROW_HEIGHT = 14;
const FIRST_BASELINE = 12;
/** An episode of a moment in a month is seen too. */
const NARROWEST = 2;

/** Under the lines: the usual band, the stretches that stand out or were marked, and the notes. */
export const AnnotationLayer = memo(function InsightMarks(props: AnnotationLayerProps) {
  const { annotations: marks, box, span, axis, hasWords } = props;
  const { band, episodes, ab, notes } = marks;
  const outline = useMemo(
    () => band && buildBandPath(band, box, span, axis),
    [band, box, span, axis],
  );
  const placed = useMemo(() => placeNotes(notes, box, span), [notes, box, span]);
  return (
    <g className="chart-marks" transform={`translate(${box.left} ${box.top})`}>
      {outline && <path className="chart-band" d={outline} />}
      {episodes.map((episode) => {
        const stretch = pixelSpanOf(episode, box, span);
        if (!stretch) return null;
        const width = Math.max(NARROWEST, stretch.right - stretch.left);
        return (
          <g
            key={episode.begin}
            className="chart-episode"
            data-selected={episode.selected || undefined}
          >
            <rect x={stretch.left} y={0} width={width} height={box.height} />
            <rect className="chart-episode-edge" x={stretch.left} y={-3} width={width} height={3} />
          </g>
        );
      })}
      {ab.map(({ letter, begin, end }) => {
        const stretch = pixelSpanOf({ begin, end }, box, span);
        return (
          stretch && (
            <g key={letter} className="chart-marked">
              <rect
                x={stretch.left}
                y={0}
                width={stretch.right - stretch.left}
                height={box.height}
              />
              <text className="chart-label" x={stretch.left + 5} y={box.height - 6}>
                {letter}
              </text>
            </g>
          )
        );
      })}
      {placed.map(({ at, text, x, words }) => (
        <g key={`${at} ${text}`} className="chart-note">
          <line x1={x} x2={x} y1={0} y2={box.height} />
          {hasWords && words && (
            <text
              className="chart-label"
              x={words.x}
              y={FIRST_BASELINE + words.row * ROW_HEIGHT}
              textAnchor={words.anchor}
            >
              {words.text}
            </text>
          )}
        </g>
      ))}
    </g>
  );
});
