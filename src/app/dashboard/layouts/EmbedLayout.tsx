import { SquareArrowOutUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatView } from '../../../view/codec.ts';
import { useView } from '../../contexts/view-context.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { MainChart } from '../../panels/main-chart/MainChart.tsx';
import frame from './framed-layout.module.css';
import { PageTop } from './PageTop.tsx';
import { PanelBoundary } from './PanelBoundary.tsx';
import { SubjectLine } from './SubjectLine.tsx';
import styles from './framed-headers.module.css';
import type { DashboardPage } from '../use-dashboard-page.ts';

export interface EmbedLayoutProps {
  page: DashboardPage;
  children: ReactNode;
}

/** One chart inside another page. */
export function EmbedLayout({ page, children }: EmbedLayoutProps) {
  const { requestedView } = useView();
  const { t } = useTranslator();
  return (
    <div className={frame.embed}>
      <EmbedHeader />
      <main className={frame.main}>
        <PageTop page={page} />
        <div className={frame.charts}>
          <PanelBoundary name={t(`metric.${requestedView.metric}`)}>
            <MainChart block={page.state.block} actions={{ onRetry: page.retry }} />
          </PanelBoundary>
        </div>
        {children}
      </main>
    </div>
  );
}

function EmbedHeader() {
  const { t } = useTranslator();
  const { viewMode: _embed, ...fullPageView } = useView().requestedView;
  return (
    <header className={styles.embed}>
      <SubjectLine />
      <a
        href={formatView(fullPageView) || '?'}
        target="_blank"
        rel="noreferrer"
        title={t('frame.openFull')}
      >
        <SquareArrowOutUpRight size={14} aria-hidden />
        <span className={styles.open}>{t('frame.openFull')}</span>
      </a>
    </header>
  );
}
