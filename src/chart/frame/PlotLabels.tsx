import { useMemo } from 'react';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { ChartLine, ChartText } from '../chart-types.ts';
import { xOf, yOf } from '../geometry.ts';
import type { Plot } from '../geometry.ts';
import { getMainLines } from '../model/chart-line.ts';
import { placeGapLabels, placeGoalLabel } from '../model/label-placement.ts';
import type { NoDataArea } from '../model/no-data-areas.ts';
import { estimateTextWidth } from '../model/text-width.ts';
import { AreaLabel } from './AreaLayer.tsx';

export interface PlotLabelsProps {
  lines: readonly ChartLine[];
  plot: Plot;
  areas: readonly NoDataArea[];
  goal: number;
  provisionalFrom: EpochMs | undefined;
  text: ChartText;
  size: 'full' | 'small';
}

/** Places labels where they cover no line, if possible. */
export function PlotLabels(props: PlotLabelsProps) {
  const { lines, plot, areas, goal, provisionalFrom, text, size } = props;
  const { box, axis } = plot;
  const isFull = size === 'full';
  const isGoalVisible = axis.goal === 'within';
  const labels = useMemo(() => {
    if (!isFull) return { gaps: [], goal: undefined };
    const options = { lines, plot, areas };
    const hasSeveralLines = getMainLines(lines).length > 1;
    const gaps = placeGapLabels(options, ({ label }) =>
      hasSeveralLines ? text.noDataFor(label) : text.noData,
    );
    return {
      gaps,
      goal: isGoalVisible ? placeGoalLabel(options, goal, text.goal, gaps) : undefined,
    };
  }, [lines, plot, areas, goal, isGoalVisible, text, isFull]);
  const provisionalX = provisionalFrom === undefined ? box.width : xOf(provisionalFrom, plot);
  const hasRoomForProvisional =
    isFull && box.width - provisionalX >= estimateTextWidth(text.provisional) + 8;
  return (
    <g className="chart-text" transform={`translate(${box.left} ${box.top})`}>
      {areas.map((area) => (
        <AreaLabel
          key={`${area.kind}-${area.begin}`}
          area={area}
          text={area.kind === 'gap' ? text.noData : text[area.kind]}
          plot={plot}
          goalY={isGoalVisible ? yOf(goal, plot) : undefined}
        />
      ))}
      {labels.gaps.map((label) => (
        <text
          key={`${label.x}-${label.y}`}
          className="chart-label"
          x={label.x}
          y={label.y}
          textAnchor="middle"
        >
          {label.text}
        </text>
      ))}
      {hasRoomForProvisional && (
        <text className="chart-label" x={provisionalX + 5} y={box.height - 6}>
          {text.provisional}
        </text>
      )}
      {labels.goal && (
        <text
          className="chart-label chart-goal-label"
          x={labels.goal.x}
          y={labels.goal.y}
          textAnchor={labels.goal.anchor}
          data-crossed={labels.goal.crossed || undefined}
        >
          {text.goal}
        </text>
      )}
      {isFull && axis.goal !== 'within' && (
        <text
          className="chart-label chart-goal-label"
          x={box.width - 4}
          y={axis.goal === 'above' ? 12 : box.height - 6}
          textAnchor="end"
        >
          {axis.goal === 'above' ? '↑' : '↓'} {text.goal}
        </text>
      )}
    </g>
  );
}
