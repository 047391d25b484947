import { memo, useMemo } from 'react';
import type { ChartAnnotations } from '../chart-types.ts';
import type { Plot } from '../geometry.ts';
import { buildBandPath, placeNotes, toPixelSpan } from '../model/annotations.ts';

export interface AnnotationLayerProps {
  annotations: ChartAnnotations;
  plot: Plot;
  /** Shows the texts of notes. */
  showText: boolean;
}

const ROW_HEIGHT = 14;
const FIRST_BASELINE = 12;
// In pixels.
const MIN_EPISODE_WIDTH = 2;

export const AnnotationLayer = memo(function AnnotationLayer(props: AnnotationLayerProps) {
  const { annotations, plot, showText } = props;
  const { band, episodes, ab, notes } = annotations;
  const { box } = plot;
  const bandPath = useMemo(() => band && buildBandPath(band, plot), [band, plot]);
  const placedNotes = useMemo(() => placeNotes(notes, plot), [notes, plot]);
  return (
    <g className="chart-marks" transform={`translate(${box.left} ${box.top})`}>
      {bandPath && <path className="chart-band" d={bandPath} />}
      {episodes.map((episode) => {
        const pixels = toPixelSpan(episode, plot);
        if (!pixels) return null;
        const { left, right } = pixels;
        const width = Math.max(MIN_EPISODE_WIDTH, right - left);
        return (
          <g
            key={episode.begin}
            className="chart-episode"
            data-selected={episode.selected || undefined}
          >
            <rect x={left} y={0} width={width} height={box.height} />
            <rect className="chart-episode-edge" x={left} y={-3} width={width} height={3} />
          </g>
        );
      })}
      {ab.map(({ letter, begin, end }) => {
        const pixels = toPixelSpan({ begin, end }, plot);
        if (!pixels) return undefined;
        const { left, right } = pixels;
        return (
          <g key={letter} className="chart-marked">
            <rect x={left} y={0} width={right - left} height={box.height} />
            <text className="chart-label" x={left + 5} y={box.height - 6}>
              {letter}
            </text>
          </g>
        );
      })}
      {placedNotes.map(({ at, text, x, label }) => (
        <g key={`${at} ${text}`} className="chart-note">
          <line x1={x} x2={x} y1={0} y2={box.height} />
          {showText && label && (
            <text
              className="chart-label"
              x={label.x}
              y={FIRST_BASELINE + label.row * ROW_HEIGHT}
              textAnchor={label.anchor}
            >
              {label.text}
            </text>
          )}
        </g>
      ))}
    </g>
  );
});
