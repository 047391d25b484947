import type { ReactNode } from 'react';
import { useServerConfig } from '../../query/queries/config-query.ts';
import { LoadingChart } from '../panels/shared/LoadingChart.tsx';
import type { Services } from '../services.ts';
import { findNamedApps } from '../state/preferences.ts';
import type { PreferencesStore } from '../state/preferences.ts';
import type { UrlState } from '../state/url-state.ts';
import { lazyComponent } from '../ui/deferred/lazy-component.tsx';
import { ProblemNote } from '../panels/shared/ProblemNote.tsx';
import styles from './ConfigGate.module.css';

/** Prefetch it together with the server's configuration. */
export const dashboardRoot = lazyComponent(
  async () => (await import('./DashboardRoot.tsx')).DashboardRoot,
  'dialog',
  LoadingPage,
);

export interface ConfigGateProps {
  services: Services;
  urlState: UrlState;
  preferences: PreferencesStore;
  localZone: string;
}

/** Renders the dashboard once the server's configuration is loaded. */
export function ConfigGate({ services, urlState, preferences, localZone }: ConfigGateProps) {
  const { data, error, refetch } = useServerConfig(services, () =>
    findNamedApps(urlState, preferences),
  );
  if (data) {
    return (
      <dashboardRoot.Component
        services={services}
        config={data}
        preferences={preferences}
        localZone={localZone}
      />
    );
  }
  if (!error) return <LoadingPage />;
  return (
    <Page>
      <ProblemNote
        problem={error.problem}
        onRetry={() => void refetch()}
        copyText={services.copyText}
      />
    </Page>
  );
}

function LoadingPage() {
  return (
    <Page>
      <LoadingChart />
    </Page>
  );
}

function Page({ children }: { children: ReactNode }) {
  return <main className={styles.page}>{children}</main>;
}
