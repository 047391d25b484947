import type { ReactNode } from 'react';
import type { RangePreset } from '../../../contract/domain/range.ts';
import { useData } from '../../contexts/data-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { FilterBar } from '../../controls/filters/FilterBar.tsx';
import { clearFilters } from '../../controls/filters/filters.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import {
  AbBarSlot,
  AbTableSlot,
  EpisodesSlot,
  HeadlineSlot,
  HeatmapSlot,
} from '../../insights/lazy-insights.tsx';
import { useChartActions } from '../../insights/use-chart-actions.ts';
import { MainChart } from '../../panels/main-chart/MainChart.tsx';
import type { PageActions } from '../../panels/main-chart/PageState.tsx';
import { MatrixPanel } from '../../panels/matrix/MatrixPanel.tsx';
import { MetricCardsPanel } from '../../panels/metric-cards/MetricCardsPanel.tsx';
import { SmallCharts } from '../../panels/small-charts/SmallCharts.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './DashboardLayout.module.css';
import { DetailsSection } from './DetailsSection.tsx';
import { PageTop } from './PageTop.tsx';
import { PanelBoundary } from './PanelBoundary.tsx';
import type { DashboardPage } from '../use-dashboard-page.ts';

export interface DashboardLayoutProps {
  page: DashboardPage;
  header: ReactNode;
  children: ReactNode;
}

export function DashboardLayout({ page, header, children }: DashboardLayoutProps) {
  const { requestedView, setView } = useView();
  const { isInitialLoad } = useData();
  const { t } = useTranslator();
  const { state, insights, dialogs } = page;
  const { block } = state;
  const chartActions = useChartActions(insights, () => dialogs.setOpenDialog('notes'));
  const hasCharts = block === null;
  const setPreset = (preset: RangePreset) =>
    setView({ ...requestedView, range: { kind: 'preset', preset } }, 'push');
  const actions: PageActions = {
    onChooseApp: () => dialogs.setOpenPanel('app'),
    onClearFilters: () => setView(clearFilters(requestedView), 'push'),
    onWiderRange: () => setPreset('7d'),
    onNewerRange: () => setPreset('24h'),
    onRetry: page.retry,
  };
  return (
    <>
      {header}
      <main className={styles.main}>
        <PageTop page={page} />
        <PanelBoundary name={t('cards.title')}>
          <MetricCardsPanel />
        </PanelBoundary>
        {hasCharts && (
          <PanelBoundary name={t('insight.title')}>
            <HeadlineSlot pageInsights={insights} windows={state.windows} />
          </PanelBoundary>
        )}
        <FilterBar view={requestedView} onChange={setView} />
        <PanelBoundary name={t(`metric.${requestedView.metric}`)}>
          <MainChart
            block={block}
            actions={actions}
            chartActions={chartActions}
            above={<AbBarSlot />}
          />
        </PanelBoundary>
        {hasCharts && !isInitialLoad && (
          <PanelBoundary name={t('episodes.title')}>
            <AbTableSlot />
            <EpisodesSlot pageInsights={insights} />
          </PanelBoundary>
        )}
        <DetailsSection
          charts={
            hasCharts ? (
              <PanelBoundary name={t('small.show')}>
                <SmallCharts />
              </PanelBoundary>
            ) : null
          }
          heatMap={
            <PanelBoundary name={t('heat.title')}>
              <HeatmapSlot />
            </PanelBoundary>
          }
          renderMatrix={(onSeriesLoaded) => (
            <PanelBoundary name={t('matrix.title')}>
              <MatrixPanel onSeriesLoaded={onSeriesLoaded} />
            </PanelBoundary>
          )}
          seriesList={page.seriesList}
          dataThrough={state.windows.dataThrough}
          now={page.now}
        >
          <Button
            variant="quiet"
            className={styles.keys}
            onClick={() => dialogs.setOpenDialog('keys')}
          >
            {t('keys.open')}
          </Button>
        </DetailsSection>
        {children}
      </main>
    </>
  );
}
