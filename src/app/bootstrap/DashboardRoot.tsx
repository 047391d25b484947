// The server's settings are here: the page, with its way to the data and its formats.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { HOUR } from '../../contract/domain/time.ts';
import { reachQueryOptions } from '../../query/queries/config-query.ts';
import type { ServerConfig } from '../../query/queries/config-query.ts';
import { createKeptClient } from '../../query/http/cached-window-client.ts';
import { createWindowClient } from '../../query/http/window-client.ts';
import { resolveZone } from '../../time/zone.ts';
import { Page } from '../dashboard/Dashboard.tsx';
import type { Services } from '../services.ts';
import type { PreferencesStore } from '../state/preferences.ts';
import { useUrlState } from '../state/url-state.ts';
import { openWindowKeep } from '../state/window-cache.ts';
import { useNow } from '../state/use-now.ts';
import { FormatProvider } from '../i18n/use-format.ts';
import { createFormat } from '../../i18n/format.ts';
import { useTranslator } from '../i18n/use-translator.ts';

export interface ReadyPageProps {
  services: Services;
  config: ServerConfig;
  preferences: PreferencesStore;
  /** The browser's own zone. */
  localZone: string;
}

/** The whole page; it writes times in one zone. */
export function ReadyPage({ services, config, preferences, localZone }: ReadyPageProps) {
  const translator = useTranslator();
  const { view } = useUrlState();
  const zone = resolveZone(view.zone, localZone) ?? 'UTC';
  const hour = useNow(services.now, HOUR);
  const format = useMemo(() => createFormat(translator, zone, hour), [translator, zone, hour]);
  const deps = useMemo(() => {
    const now = () => services.now() + config.clockOffset;
    const client = createWindowClient({ fetch: services.fetch });
    const keep = openWindowKeep(now, config.source, config.access?.name ?? '');
    return { client: keep ? createKeptClient(client, keep) : client, now };
  }, [services, config]);
  const known = useReachOf(view.apps, services, config);
  return (
    <FormatProvider value={format}>
      <Page
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
  const { data } = useQuery(reachQueryOptions(services, fresh));
  return useMemo(
    () => (data ? { ...config, archive: { since: { ...config.archive.since, ...data } } } : config),
    [config, data],
  );
}
