import { useMemo } from 'react';
import { HOUR } from '../../contract/domain/time.ts';
import { useArchiveReach } from '../../query/queries/config-query.ts';
import type { ServerConfig } from '../../query/queries/config-query.ts';
import { createCachedWindowClient } from '../../query/http/cached-window-client.ts';
import { createWindowClient } from '../../query/http/window-client.ts';
import { resolveZone } from '../../time/zone.ts';
import { Dashboard } from '../dashboard/Dashboard.tsx';
import type { Services } from '../services.ts';
import type { PreferencesStore } from '../state/preferences.ts';
import { useUrlState } from '../state/url-state.ts';
import { openWindowCache } from '../state/window-cache.ts';
import { useNow } from '../state/use-now.ts';
import { FormatProvider } from '../i18n/use-format.ts';
import { createFormat } from '../../i18n/format.ts';
import { useTranslator } from '../i18n/use-translator.ts';

export interface DashboardRootProps {
  services: Services;
  config: ServerConfig;
  preferences: PreferencesStore;
  localZone: string;
}

/** Creates window client and formats and renders the dashboard. */
export function DashboardRoot({ services, config, preferences, localZone }: DashboardRootProps) {
  const translator = useTranslator();
  const { view } = useUrlState();
  const zone = resolveZone(view.zone, localZone) ?? 'UTC';
  const hour = useNow(services.now, HOUR);
  const format = useMemo(() => createFormat(translator, zone, hour), [translator, zone, hour]);
  const deps = useMemo(() => {
    const now = () => services.now() + config.clockOffset;
    const client = createWindowClient({ fetch: services.fetch });
    const cache = openWindowCache(now, config.source, config.access?.name ?? '');
    return { client: cache ? createCachedWindowClient(client, cache) : client, now };
  }, [services, config]);
  const extendedConfig = useConfigWithReach(view.apps, services, config);
  return (
    <FormatProvider value={format}>
      <Dashboard
        deps={deps}
        config={extendedConfig}
        preferences={preferences}
        localZone={localZone}
        copyText={services.copyText}
      />
    </FormatProvider>
  );
}

// Adds the archive reach of apps named later.
function useConfigWithReach(
  apps: readonly string[],
  services: Services,
  config: ServerConfig,
): ServerConfig {
  const knownApps = new Set([...config.apps.map(({ id }) => id), ...config.namedApps]);
  const newApps = config.anyApp ? apps.filter((id) => !knownApps.has(id)) : [];
  const { data: reach } = useArchiveReach(services, newApps);
  return useMemo(
    () =>
      reach ? { ...config, archive: { since: { ...config.archive.since, ...reach } } } : config,
    [config, reach],
  );
}
