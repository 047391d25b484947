import type { ServerConfig } from '../../../query/queries/config-query.ts';
import { useWindowsFetching } from '../../../query/queries/use-window-queries.ts';
import { useData } from '../../contexts/data-context.ts';
import { usePageServices } from '../../contexts/services-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { AppSection } from '../../controls/AppSection.tsx';
import { Header } from '../../controls/Header.tsx';
import { RefreshButton } from '../../controls/live/RefreshButton.tsx';
import { PreferencesMenu } from '../../controls/preferences/PreferencesMenu.tsx';
import { TimeSection } from '../../controls/TimeSection.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { ShareButton } from '../../share/ShareButton.tsx';
import { summarizePage } from '../../share/summarize-page.ts';
import type { Preferences, UpdatePreferences } from '../../state/preferences.ts';
import { pageUrl } from '../page-url.ts';
import type { DashboardPage } from '../use-dashboard-page.ts';

export interface PageHeaderProps {
  page: DashboardPage;
  config: ServerConfig;
  localZone: string;
  preferences: Preferences;
  onPreferences: UpdatePreferences;
}

export function PageHeader(props: PageHeaderProps) {
  const { page, config, preferences, onPreferences } = props;
  const { clock, requested } = page;
  const { openPanel, setOpenPanel } = page.dialogs;
  return (
    <Header
      tools={
        <>
          <RefreshControl onRefresh={clock.tick} />
          <Share page={page} />
          <PreferencesMenu
            user={config.access ?? null}
            preferences={preferences}
            onPreferences={onPreferences}
          />
        </>
      }
    >
      <AppSection
        config={config}
        preferences={preferences}
        onPreferences={onPreferences}
        isOpen={openPanel === 'app'}
        onOpenPanel={setOpenPanel}
      />
      <TimeSection
        now={clock.at}
        oldest={page.oldest}
        span={requested.range.span}
        comparedSpan={requested.comparison?.requested ?? null}
        localZone={props.localZone}
        lookbackDays={config.limits.lookbackDays}
        preferences={preferences}
        onPreferences={onPreferences}
        openPanel={openPanel}
        onOpenPanel={setOpenPanel}
        isUpdatePending={clock.updatePending}
      />
    </Header>
  );
}

// The loading state changes often.
function RefreshControl({ onRefresh }: { onRefresh: () => void }) {
  return <RefreshButton onRefresh={onRefresh} isFetching={useWindowsFetching()} />;
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
