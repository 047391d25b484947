// The server's settings are here: the page, with its way to the data and its formats.
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
  /** The browser's own zone. */
  localZone: string;
}

/** The whole page; it writes times in one zone. */
export function DashboardRoot({ services, config, preferences, localZone }: DashboardRootProps) {
  const translator = useTranslator();
  const { view } = useUrlState();
  const zone = resolveZone(view.zone, localZone) ?? 'UTC';
  const hour = useNow(services.now, HOUR);
  const format = useMemo(() => createFormat(translator, zone, hour), [translator, zone, hour]);
  const deps = useMemo(() => {
    const now = () => services.now() + config.clockOffset;
    const client = createWindowClient({ fetch: services.fetch });
    const keep = openWindowCache(now, config.source, config.access?.name ?? '');
    return { client: keep ? createCachedWindowClient(client, keep) : client, now };
  }, [services, config]);
  const known = useReachOf(view.apps, services, config);
  return (
    <FormatProvider value={format}>
      <Dashboard
        deps={deps}
        config={known}
        preferences={preferences}
        localZone={localZone}
        copyText={services.copyText}
      />
    </FormatProvider>
  );
}

/** `config` with how far back these apps go, also where they were first named after it came. */
function useReachOf(
  apps: readonly string[],
  services: Services,
  config: ServerConfig,
): ServerConfig {
  const asked = new Set([...config.apps.map(({ id }) => id), ...config.namedApps]);
  const fresh = config.anyApp ? apps.filter((id) => !asked.has(id)) : [];
  const { data } = useArchiveReach(services, fresh);
  return useMemo(
    () => (data ? { ...config, archive: { since: { ...config.archive.since, ...data } } } : config),
    [config, data],
  );
}
