import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useWindowsFetching } from '../../query/queries/use-window-queries.ts';
import type { ServerConfig } from '../../query/queries/config-query.ts';
import type { WindowQueryDeps } from '../../query/queries/window-query.ts';
import { ChartSyncProvider } from '../contexts/chart-sync-context.ts';
import { DataProvider } from '../contexts/data-context.ts';
import { ServicesProvider } from '../contexts/services-context.ts';
import { ViewProvider } from '../contexts/view-context.ts';
import { NotesSlot } from '../insights/lazy-insights.tsx';
import { usePreferences } from '../state/preferences.ts';
import type { PreferencesStore } from '../state/preferences.ts';
import type { CopyText } from '../ui/CopyButton.tsx';
import { lazyComponent, usePrefetchWhenIdle } from '../ui/deferred/lazy-component.tsx';
import { DashboardLayout } from './layouts/DashboardLayout.tsx';
import { EmbedLayout } from './layouts/EmbedLayout.tsx';
import { KioskLayout } from './layouts/KioskLayout.tsx';
import { PageHeader } from './layouts/PageHeader.tsx';
import { useDashboardPage } from './use-dashboard-page.ts';
import type { DashboardPage } from './use-dashboard-page.ts';

const help = lazyComponent(
  async () => (await import('../help/KeyboardHelp.tsx')).KeyboardHelp,
  'dialog',
);

export interface DashboardProps {
  deps: WindowQueryDeps;
  config: ServerConfig;
  preferences: PreferencesStore;
  localZone: string;
  copyText: CopyText | undefined;
}

/** Provides the contexts and chooses the layout. */
export function Dashboard(props: DashboardProps) {
  const { deps, config, preferences: store, localZone, copyText } = props;
  const preferences = usePreferences(store);
  const page = useDashboardPage({ deps, config, preferences, localZone });
  const { view: requestedView, set: setView } = page.urlState;
  const view = useMemo(() => ({ requestedView, setView }), [requestedView, setView]);
  const { settleMs, demo: isDemo } = config;
  const services = useMemo(
    () => ({ deps, settleMs, isDemo, copyText }),
    [deps, settleMs, isDemo, copyText],
  );
  return (
    <ServicesProvider value={services}>
      <ViewProvider value={view}>
        <DataProvider value={page.data}>
          <ChartSyncProvider value={page.chartSync}>
            <Layout
              page={page}
              header={
                <PageHeader
                  page={page}
                  config={config}
                  localZone={localZone}
                  preferences={preferences}
                  onPreferences={store.update}
                />
              }
            />
          </ChartSyncProvider>
        </DataProvider>
      </ViewProvider>
    </ServicesProvider>
  );
}

function Layout({ page, header }: { page: DashboardPage; header: ReactNode }) {
  const { viewMode } = page.urlState.view;
  const { openDialog, setOpenDialog } = page.dialogs;
  const closeDialog = () => setOpenDialog(null);
  const overlays = (
    <>
      {openDialog === 'notes' && viewMode === undefined && <NotesSlot onClose={closeDialog} />}
      {openDialog === 'keys' && <help.Component onClose={closeDialog} />}
      <PrefetchWhenIdle isSettled={!page.data.isRefreshing} />
    </>
  );
  if (viewMode === 'kiosk') return <KioskLayout page={page}>{overlays}</KioskLayout>;
  if (viewMode === 'embed') return <EmbedLayout page={page}>{overlays}</EmbedLayout>;
  return (
    <DashboardLayout page={page} header={header}>
      {overlays}
    </DashboardLayout>
  );
}

// The loading state changes often.
function PrefetchWhenIdle({ isSettled }: { isSettled: boolean }) {
  usePrefetchWhenIdle(!useWindowsFetching() && isSettled);
  return null;
}
