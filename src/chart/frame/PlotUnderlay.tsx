import { memo } from 'react';
import type { EpochMs } from '../../contract/domain/time.ts';
import { xOf, yOf } from '../geometry.ts';
import type { Plot } from '../geometry.ts';
import type { NoDataArea } from '../model/no-data-areas.ts';
import { AreaLayer } from './AreaLayer.tsx';

export interface PlotUnderlayProps {
  /** Unique on the page. */
  id: string;
  plot: Plot;
  areas: readonly NoDataArea[];
  goal: number;
  provisionalFrom: EpochMs | undefined;
}

/** Draws areas, goal line and start of provisional values below the lines. */
export const PlotUnderlay = memo(function PlotUnderlay(props: PlotUnderlayProps) {
  const { id, plot, areas, goal, provisionalFrom } = props;
  const { box, axis } = plot;
  const goalY = Math.round(yOf(goal, plot)) + 0.5;
  const provisionalX =
    provisionalFrom === undefined ? 0 : Math.round(xOf(provisionalFrom, plot)) + 0.5;
  return (
    <g transform={`translate(${box.left} ${box.top})`}>
      <AreaLayer id={id} areas={areas} plot={plot} />
      {provisionalFrom !== undefined && (
        <line
          className="chart-provisional-from"
          x1={provisionalX}
          x2={provisionalX}
          y1={0}
          y2={box.height}
        />
      )}
      {axis.goal === 'within' && (
        <line className="chart-goal-line" x1={0} x2={box.width} y1={goalY} y2={goalY} />
      )}
    </g>
  );
});
