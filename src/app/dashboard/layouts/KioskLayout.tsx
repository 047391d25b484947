import { Minimize2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useView } from '../../contexts/view-context.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { HeadlineSlot } from '../../insights/lazy-insights.tsx';
import { formatFreshness } from '../../panels/freshness/FreshnessLine.tsx';
import { MainChart } from '../../panels/main-chart/MainChart.tsx';
import { MatrixPanel } from '../../panels/matrix/MatrixPanel.tsx';
import { MetricCardsPanel } from '../../panels/metric-cards/MetricCardsPanel.tsx';
import { SmallCharts } from '../../panels/small-charts/SmallCharts.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import frame from './framed-layout.module.css';
import { PageTop } from './PageTop.tsx';
import { PanelBoundary } from './PanelBoundary.tsx';
import { SubjectLine } from './SubjectLine.tsx';
import styles from './framed-headers.module.css';
import type { DashboardPage } from '../use-dashboard-page.ts';

export interface KioskLayoutProps {
  page: DashboardPage;
  children: ReactNode;
}

/** Fits one screen without interaction. */
export function KioskLayout({ page, children }: KioskLayoutProps) {
  const { requestedView } = useView();
  const { t } = useTranslator();
  const { block } = page.state;
  return (
    <div className={frame.kiosk}>
      <KioskHeader page={page} />
      <main className={frame.main}>
        <PageTop page={page} />
        <PanelBoundary name={t('cards.title')}>
          <MetricCardsPanel />
        </PanelBoundary>
        {block === null && (
          <PanelBoundary name={t('insight.title')}>
            <HeadlineSlot pageInsights={page.insights} windows={page.state.windows} />
          </PanelBoundary>
        )}
        <div className={frame.charts}>
          <PanelBoundary name={t(`metric.${requestedView.metric}`)}>
            <MainChart block={block} actions={NO_ACTIONS} />
          </PanelBoundary>
          {block === null && (
            <div className={frame.side}>
              <div className={frame.others}>
                <PanelBoundary name={t('small.show')}>
                  <SmallCharts />
                </PanelBoundary>
              </div>
              <PanelBoundary name={t('matrix.title')}>
                <MatrixPanel />
              </PanelBoundary>
            </div>
          )}
        </div>
        {children}
      </main>
    </div>
  );
}

const NO_ACTIONS = {};

function KioskHeader({ page }: { page: DashboardPage }) {
  const { requestedView, setView } = useView();
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const { now, state } = page;
  const { viewMode: _kiosk, ...fullPageView } = requestedView;
  return (
    <header className={styles.kiosk}>
      <SubjectLine />
      <p className={styles.fresh}>
        {formatFreshness(state.windows.dataThrough, now, translator, format)}
      </p>
      <span className={styles.clock}>{t('frame.clock', { time: format.time(now) })}</span>
      <IconButton
        variant="quiet"
        label={t('frame.leave')}
        onClick={() => setView(fullPageView, 'push')}
      >
        <Minimize2 size={18} aria-hidden />
      </IconButton>
    </header>
  );
}
