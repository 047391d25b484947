// What is in sight of one chart -> the menu that takes it along.
import type { RefObject } from 'react';
import type { Metric } from '../contract/metrics.ts';
import { ExportMenu } from './export/ExportMenu.tsx';
import type { ExportedLine } from './export/exported-chart.ts';
import type { PanelContext } from './panel-context.ts';
import { useWords } from './words/words.ts';

export interface ChartMenuProps {
  context: PanelContext;
  metric: Metric;
  /** Without those that are hidden. */
  lines: readonly ExportedLine[];
  /** Where the chart is drawn. */
  holder: RefObject<HTMLElement | null>;
  /** What the chart is called, where there are several. */
  name?: string;
}

/** The menu of a chart. */
export function ChartMenu({ context, metric, lines, holder, name }: ChartMenuProps) {
  const { shown, nameApp } = context;
  const { apps, os, terminal, channelId } = shown.view;
  const { t } = useWords();
  return (
    <ExportMenu
      name={name}
      chart={{
        metric,
        goal: context.goalOf(metric),
        span: shown.span,
        what: context.compareWith(metric)?.label,
        of: [...apps.map(nameApp), os, terminal && t(`segment.${terminal}`), channelId].filter(
          (part) => part !== undefined,
        ),
        demo: context.demo,
        lines,
      }}
      findDrawing={() => holder.current?.querySelector('.chart-drawing svg') ?? null}
      copyText={context.copyText}
    />
  );
}
