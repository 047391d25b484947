import type { ReactNode } from 'react';
import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import { STEP } from '../../../contract/domain/time.ts';
import { useRetryWindows } from '../../../query/live/retry-windows.ts';
import { useData } from '../../contexts/data-context.ts';
import { usePageServices } from '../../contexts/services-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { SplitPicker } from '../../controls/filters/SplitPicker.tsx';
import type { ChartAction } from '../../export/ExportPanel.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { StandingBlock } from '../../model/choose-page-state.ts';
import { DeferredRender } from '../../ui/deferred/DeferredRender.tsx';
import { ChartMenu } from '../shared/ChartMenu.tsx';
import { LoadingChart } from '../shared/LoadingChart.tsx';
import { useChartModel } from '../shared/use-chart-model.ts';
import type { ChartModel } from '../shared/use-chart-model.ts';
import { ChartPanel } from './ChartPanel.tsx';
import { CompactKey } from './CompactKey.tsx';
import { CoverageStrip } from './coverage/CoverageStrip.tsx';
import { LegendTable } from './legend/LegendTable.tsx';
import { MainPlot } from './MainPlot.tsx';
import { PageState } from './PageState.tsx';
import type { PageActions } from './PageState.tsx';

export interface MainChartProps {
  block: StandingBlock | null;
  actions: PageActions;
  chartActions?: readonly ChartAction[];
  above?: ReactNode;
}

export function MainChart({ block, actions, chartActions, above }: MainChartProps) {
  const { requestedView, setView } = useView();
  const { displayedView, displayed, isRefreshing, isInitialLoad } = useData();
  const { copyText } = usePageServices();
  const { t } = useTranslator();
  const { metric } = displayedView;
  const { visibleSpan } = displayed;
  const model = useChartModel({ metric });
  const setGoal = (value: number | null) => {
    const { [metric]: _old, ...others } = requestedView.goals;
    const goals = value === null ? others : { ...others, [metric]: value };
    setView({ ...requestedView, goals }, 'push');
  };
  const isFramed = requestedView.viewMode !== undefined;
  const hasMenu = block === null && !isInitialLoad;
  return (
    <ChartPanel
      metric={metric}
      points={Math.round((visibleSpan.end - visibleSpan.begin) / STEP)}
      goal={model.content.goal}
      defaultGoal={METRIC_FACTS[metric].goal}
      onGoalChange={setGoal}
      fromZero={requestedView.fromZero}
      onFromZeroChange={(fromZero) => setView({ ...requestedView, fromZero }, 'push')}
      isRefreshing={isRefreshing && block === null}
      isFramed={isFramed}
      menu={hasMenu && <ChartMenu model={model} actions={chartActions} />}
      chart={
        block ? (
          <PageState
            state={block}
            {...actions}
            copyText={copyText}
            isStatic={requestedView.viewMode === 'kiosk'}
          />
        ) : (
          <DeferredRender immediate={!isInitialLoad} placeholder={<LoadingChart />}>
            {isInitialLoad && <output className="visually-hidden">{t('state.loading')}</output>}
            {above}
            <MainPlot model={model} />
          </DeferredRender>
        )
      }
      footer={
        block?.kind !== 'noApp' && (
          <Footer model={model} hasChart={block === null} onRetry={actions.onRetry} />
        )
      }
    >
      <SplitPicker view={requestedView} onChange={setView} />
    </ChartPanel>
  );
}

interface FooterProps {
  model: ChartModel;
  hasChart: boolean;
  onRetry: (() => void) | undefined;
}

function Footer({ model, hasChart, onRetry }: FooterProps) {
  const { requestedView, setView } = useView();
  const { displayed, isRefreshing, comparisonLabel } = useData();
  const retryWindows = useRetryWindows();
  const { metric, lines, span, goal } = model.content;
  const { viewMode, hidden } = requestedView;
  const drawnChart = { metric, lines, span, comparisonLabel };
  return (
    <>
      {viewMode === undefined && (
        <CoverageStrip
          seriesList={displayed.lines[metric].map(({ data }) => data)}
          span={displayed.range.span}
          chart={drawnChart}
          onRetry={retryWindows}
        />
      )}
      <LegendTable
        metric={metric}
        goal={goal}
        span={span}
        entries={model.listEntries()}
        comparisonLabel={comparisonLabel}
        isCompact={viewMode !== undefined}
        isFixed={viewMode === 'kiosk'}
        hidden={hidden}
        onHiddenChange={
          viewMode === 'kiosk'
            ? undefined
            : (keys) => setView({ ...requestedView, hidden: keys }, 'push')
        }
        onRetry={onRetry}
        isRefreshing={isRefreshing}
      >
        {viewMode !== undefined && hasChart && <CompactKey {...drawnChart} />}
      </LegendTable>
    </>
  );
}
