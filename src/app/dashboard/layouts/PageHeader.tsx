import { useWindowsFetching } from '../../../query/queries/use-window-queries.ts';
import { useData } from '../../contexts/data-context.ts';
import { usePageServices } from '../../contexts/services-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { Header } from '../../controls/Header.tsx';
import type { HeaderProps } from '../../controls/Header.tsx';
import { RefreshButton } from '../../controls/live/RefreshButton.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { ShareButton } from '../../share/ShareButton.tsx';
import { summarizePage } from '../../share/summarize-page.ts';
import { pageUrl } from '../page-url.ts';
import type { DashboardPage } from '../use-dashboard-page.ts';

export interface PageHeaderProps extends Pick<
  HeaderProps,
  'config' | 'localZone' | 'preferences' | 'onPreferences'
> {
  page: DashboardPage;
}

/** The header, connected to the page. */
export function PageHeader({ page, ...props }: PageHeaderProps) {
  const { requestedView, setView } = useView();
  const { clock, requested, dialogs } = page;
  return (
    <Header
      {...props}
      view={requestedView}
      onChange={setView}
      now={clock.at}
      oldest={page.oldest}
      span={requested.range.span}
      compared={requested.comparison?.requested ?? null}
      openPanel={dialogs.openPanel}
      onOpenPanel={dialogs.setOpenPanel}
      refresh={<RefreshControl onRefresh={clock.tick} />}
      waits={clock.updatePending}
      share={<Share page={page} />}
    />
  );
}

// Follows the windows' loading state without rendering the page.
function RefreshControl({ onRefresh }: { onRefresh: () => void }) {
  return <RefreshButton onRefresh={onRefresh} fetching={useWindowsFetching()} />;
}

function Share({ page }: { page: DashboardPage }) {
  const { requestedView } = useView();
  const data = useData();
  const { copyText } = usePageServices();
  const translator = useTranslator();
  const format = useFormat();
  const { openDialog, setOpenDialog } = page.dialogs;
  return (
    <ShareButton
      open={openDialog === 'share'}
      onOpenChange={(open) => setOpenDialog(open ? 'share' : null)}
      view={requestedView}
      range={page.requested.range.span}
      base={pageUrl()}
      lang={translator.lang}
      summarize={() => summarizePage(requestedView, data, translator, format)}
      copyText={copyText}
    />
  );
}
