import { useData } from '../../contexts/data-context.ts';
import { usePageServices } from '../../contexts/services-context.ts';
import { ExportMenu } from '../../export/ExportMenu.tsx';
import type { ChartAction } from '../../export/ExportPanel.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { ChartModel } from './use-chart-model.ts';

export interface ChartMenuProps {
  model: ChartModel;
  actions?: readonly ChartAction[] | undefined;
  name?: string;
}

export function ChartMenu({ model, actions, name }: ChartMenuProps) {
  const { displayed, displayedView, nameApp, comparisonLabel } = useData();
  const { isDemo, copyText } = usePageServices();
  const { t } = useTranslator();
  const { apps, os, terminal, channelId } = displayedView;
  const { metric, goal } = model.content;
  const lines = model.listExportLines();
  return (
    <ExportMenu
      name={name}
      chart={{
        metric,
        focus: lines.find(({ key }) => key === model.only),
        goal,
        span: displayed.visibleSpan,
        comparisonLabel,
        subjects: [
          ...apps.map(nameApp),
          os,
          terminal && t(`segment.${terminal}`),
          channelId,
        ].filter((part) => part !== undefined),
        demo: isDemo,
        lines,
      }}
      drawing={model.content}
      actions={actions}
      copyText={copyText}
    />
  );
}
