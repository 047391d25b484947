import { memo } from 'react';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { AreaPatterns, areaFill } from './AreaLayer.tsx';
import type { NoDataArea } from '../model/no-data-areas.ts';
import { xOf, yOf } from '../geometry.ts';
import type { PlotGeometry } from '../geometry.ts';
import type { ValueAxis } from '../model/value-axis.ts';

export interface PlotMarksProps {
  /** Unique on the page; names the fill patterns. */
  id: string;
  box: PlotGeometry;
  span: Span;
  axis: ValueAxis;
  areas: readonly NoDataArea[];
  goal: number;
  /** Where values stop being settled. */
  provisionalFrom: EpochMs | undefined;
}

/**
 * What lies under the lines: areas without values, the goal, where values stop being settled. Ours
 * rather than recharts' reference marks, each of which registers itself and renders the frame again.
 */
export const PlotMarks = memo(function PlotMarks(props: PlotMarksProps) {
  const { id, box, span, axis, areas, goal, provisionalFrom } = props;
  const goalY = Math.round(yOf(goal, box, axis)) + 0.5;
  const tailX =
    provisionalFrom === undefined ? 0 : Math.round(xOf(provisionalFrom, box, span)) + 0.5;
  return (
    <g transform={`translate(${box.left} ${box.top})`}>
      {areas.length > 0 && <AreaPatterns id={id} />}
      {areas.map(({ kind, begin, end }) => {
        const x = xOf(begin, box, span);
        return (
          <g key={`${kind}-${begin}`} className={`chart-area-${kind}`}>
            <path
              d={`M${x} 0H${xOf(end, box, span)}V${box.height}H${x}Z`}
              fill={areaFill(kind, id)}
            />
          </g>
        );
      })}
      {provisionalFrom !== undefined && (
        <line className="chart-provisional-from" x1={tailX} x2={tailX} y1={0} y2={box.height} />
      )}
      {axis.goal === 'within' && (
        <line className="chart-goal-line" x1={0} x2={box.width} y1={goalY} y2={goalY} />
      )}
    </g>
  );
});
