import { usePageServices } from '../../contexts/services-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { NoticeBar } from '../../panels/notices/NoticeBar.tsx';
import { PageNotes } from '../../panels/notices/PageNotes.tsx';
import { PrintHeader } from './PrintHeader.tsx';
import type { DashboardPage } from '../use-dashboard-page.ts';

/** The top of every layout. */
export function PageTop({ page }: { page: DashboardPage }) {
  const { requestedView } = useView();
  const { copyText } = usePageServices();
  const { t } = useTranslator();
  const isFullPage = requestedView.viewMode === undefined;
  return (
    <>
      <h1 className="visually-hidden">{t('brand.name')}</h1>
      <PrintHeader />
      <NoticeBar
        view={requestedView}
        notices={page.urlState.notices}
        onDismiss={requestedView.viewMode === 'kiosk' ? undefined : page.urlState.dismissNotices}
      />
      <PageNotes
        notes={page.state.notes}
        comparisonLabel={page.requestedComparison}
        compact={!isFullPage}
        {...(isFullPage && { onRetry: page.retry, copyText })}
      />
    </>
  );
}
