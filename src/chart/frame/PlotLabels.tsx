import { useMemo } from 'react';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { AreaLabel } from './AreaLayer.tsx';
import type { NoDataArea } from '../model/no-data-areas.ts';
import { mainLines } from '../model/chart-line.ts';
import type { ChartLine, ChartText } from '../chart-types.ts';
import { xOf, yOf } from '../geometry.ts';
import type { PlotGeometry } from '../geometry.ts';
import { placeGapLabels, placeGoalLabel } from '../model/label-placement.ts';
import { estimateTextWidth } from '../model/text-width.ts';
import type { ValueAxis } from '../model/value-axis.ts';

export interface PlotLabelsProps {
  lines: readonly ChartLine[];
  span: Span;
  box: PlotGeometry;
  axis: ValueAxis;
  goal: number;
  areas: readonly NoDataArea[];
  provisionalFrom: EpochMs | undefined;
  text: ChartText;
  size: 'full' | 'small';
}

/** The words on the plot, above the lines and never on top of one if it can be helped. */
export function PlotLabels(props: PlotLabelsProps) {
  const { lines, span, box, axis, goal, areas, provisionalFrom, text: words, size } = props;
  const isFull = size === 'full';
  const placed = useMemo(() => {
    const options = { lines, span, box, axis, areas };
    if (!isFull) return { gaps: [], goal: undefined };
    const isOneOfMany = mainLines(lines).length > 1;
    const gaps = placeGapLabels(options, ({ label }) =>
      isOneOfMany ? words.noDataFor(label) : words.noData,
    );
    const isGoalInSight = axis.goal === 'within';
    return {
      gaps,
      goal: isGoalInSight ? placeGoalLabel(options, goal, words.goal, gaps) : undefined,
    };
  }, [box, lines, span, axis, goal, areas, words, isFull]);
  const tailLeft = provisionalFrom === undefined ? box.width : xOf(provisionalFrom, box, span);
  const showsTail = isFull && box.width - tailLeft >= estimateTextWidth(words.provisional) + 8;
  return (
    <g className="chart-text" transform={`translate(${box.left} ${box.top})`}>
      {areas.map((area) => (
        <AreaLabel
          key={`${area.kind}-${area.begin}`}
          kind={area.kind}
          text={areaText(area, words)}
          x={xOf(area.begin, box, span)}
          y={0}
          width={xOf(area.end, box, span) - xOf(area.begin, box, span)}
          height={box.height}
          goalY={axis.goal === 'within' ? yOf(goal, box, axis) : undefined}
        />
      ))}
      {placed.gaps.map(({ x, y, text }) => (
        <text key={`${x}-${y}`} className="chart-label" x={x} y={y} textAnchor="middle">
          {text}
        </text>
      ))}
      {showsTail && (
        <text className="chart-label" x={tailLeft + 5} y={box.height - 6}>
          {words.provisional}
        </text>
      )}
      {placed.goal && (
        <text
          className="chart-label chart-goal-label"
          x={placed.goal.x}
          y={placed.goal.y}
          textAnchor={placed.goal.anchor}
          data-crossed={placed.goal.crossed || undefined}
        >
          {words.goal}
        </text>
      )}
      {isFull && axis.goal !== 'within' && (
        <text
          className="chart-label chart-goal-label"
          x={box.width - 4}
          y={axis.goal === 'above' ? 12 : box.height - 6}
          textAnchor="end"
        >
          {axis.goal === 'above' ? '↑' : '↓'} {words.goal}
        </text>
      )}
    </g>
  );
}

function areaText({ kind }: NoDataArea, words: ChartText): string {
  return kind === 'gap' ? words.noData : words[kind];
}
