import { Hono } from 'hono';
import { MAX_WINDOWS } from '../../contract/wire/api.ts';
import type { Config } from '../../contract/wire/api.ts';
import { METRICS, METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { MAX_RANGE_DAYS, LOOKBACK_DAYS, MINUTE, STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { Archive } from '../archive/archive.ts';
import type { Authenticator } from '../auth/authenticator.ts';
import type { AppEnv, Client } from '../http/env.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings/settings.ts';

export interface ConfigRouteDeps extends Pick<
  Services,
  'settings' | 'now' | 'archive' | 'archiverState'
> {
  version: string;
  authenticator: Authenticator | undefined;
}

/** GET /config; `app` parameters request the archive's start for further apps. */
export function createConfigRoutes(deps: ConfigRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/config', async (c) => {
    const config = await describeServer(deps, c.req.queries('app') ?? []);
    return c.json({ ...config, access: describeUser(c.env.client, deps.authenticator) });
  });
}

// Lists fields one by one, so that no credential can leak.
async function describeServer(
  { settings, version, now, archive, archiverState }: ConfigRouteDeps,
  requestedApps: readonly string[],
): Promise<Config> {
  return {
    demo: settings.demo,
    source: describeSource(settings),
    apps: settings.apps.map(({ id, name }) => ({ id, name })),
    anyApp: settings.anyApp,
    metrics: METRICS.map((metric) => ({ metric, ...METRIC_FACTS[metric] })),
    rateScale: settings.rateScale,
    limits: {
      lookbackDays: LOOKBACK_DAYS,
      longestDays: MAX_RANGE_DAYS,
      stepMs: STEP,
      maxWindows: MAX_WINDOWS,
    },
    archive: { since: archive ? await findArchiveStarts(settings, archive, requestedApps) : {} },
    recorder: archiverState(),
    settleMs: settings.settleMinutes * MINUTE,
    now: now(),
    version,
  };
}

function describeUser(
  { name }: Client,
  authenticator: Authenticator | undefined,
): Config['access'] {
  return authenticator && name !== undefined
    ? { name, canSignOut: authenticator.signInService !== undefined }
    : null;
}

// Key of the browser's cache.
function describeSource({ demo, seed, endpoint, archive, rateScale }: Settings): string {
  if (demo) return `demo ${seed}`;
  return `${new URL(endpoint).host} ${archive?.account ?? ''} ${rateScale}`;
}

// AppIds that other users entered are private.
async function findArchiveStarts(
  { anyApp, apps }: Settings,
  archive: Archive,
  requestedApps: readonly string[],
): Promise<Record<string, EpochMs>> {
  const starts = new Map(Object.entries(await archive.reach().catch(() => ({}))));
  const appIds = [...apps.map(({ id }) => id), ...(anyApp ? requestedApps : [])];
  return Object.fromEntries(
    appIds.flatMap((id): [string, EpochMs][] => {
      const start = starts.get(id);
      return start === undefined ? [] : [[id, start]];
    }),
  );
}
