// What is in sight of one chart -> the menu that takes it along.
import type { Metric } from '../../../contract/domain/metrics.ts';
import { ExportMenu } from '../../export/ExportMenu.tsx';
import type { ChartAction } from '../../export/chart-action.ts';
import type { ChartContent } from '../../../chart/chart-types.ts';
import type { ExportedLine } from '../../export/exported-chart.ts';
import type { PanelContext } from '../../dashboard/panel-context.ts';
import { useTranslator } from '../../i18n/use-translator.ts';

export interface ChartMenuProps {
  context: PanelContext;
  metric: Metric;
  /** Without those that are hidden. */
  lines: readonly ExportedLine[];
  /** How it is drawn. */
  drawing: ChartContent;
  /** What else can be done with it. */
  actions?: readonly ChartAction[];
  /** What the chart is called, where there are several. */
  name?: string;
  /** The key of the one line it is about; left out where it is about all of them. */
  only?: string | undefined;
}

/** The menu of a chart. */
export function ChartMenu(props: ChartMenuProps) {
  const { context, metric, lines, drawing, actions, name, only } = props;
  const { displayed, nameApp } = context;
  const { apps, os, terminal, channelId } = displayed.view;
  const { t } = useTranslator();
  const about = lines.find(({ key }) => key === only);
  return (
    <ExportMenu
      name={name}
      chart={{
        metric,
        about,
        goal: context.goalOf(metric),
        span: displayed.span,
        what: context.comparisonOf(metric)?.label,
        of: [...apps.map(nameApp), os, terminal && t(`segment.${terminal}`), channelId].filter(
          (part) => part !== undefined,
        ),
        demo: context.demo,
        lines,
      }}
      drawing={drawing}
      actions={actions}
      copyText={context.copyText}
    />
  );
}
