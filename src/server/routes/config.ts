import { MAX_WINDOWS } from '../../contract/wire/api.ts';
import type { Config } from '../../contract/wire/api.ts';
import { METRICS, METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { LONGEST_DAYS, LOOKBACK_DAYS, MINUTE, STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { Authenticator } from '../auth/authenticator.ts';
import type { Archive } from '../archive/archive.ts';
import { ARCHIVER_OFF } from '../archive/archiver.ts';
import type { ArchiverState } from '../archive/archiver.ts';
import type { Settings } from '../settings/settings.ts';
import type { Client } from '../http/env.ts';

export interface ServerFacts {
  version: string;
  now: EpochMs;
  archive?: Archive | undefined;
  /** AppIds the asker knows of. */
  named?: readonly string[] | undefined;
  archiver?: ArchiverState;
}

/** What the page is told of this server: facts picked one by one, so that no key can come along. */
export async function describeServer(
  settings: Settings,
  { version, now, archive, named = [], archiver = ARCHIVER_OFF }: ServerFacts,
): Promise<Config> {
  return {
    demo: settings.demo,
    source: sourceOf(settings),
    apps: settings.apps.map(({ id, name }) => ({ id, name })),
    anyApp: settings.anyApp,
    metrics: METRICS.map((metric) => ({ metric, ...METRIC_FACTS[metric] })),
    rateScale: settings.rateScale,
    limits: {
      lookbackDays: LOOKBACK_DAYS,
      longestDays: LONGEST_DAYS,
      stepMs: STEP,
      maxWindows: MAX_WINDOWS,
    },
    archive: { since: archive ? await reachOf(settings, archive, named) : {} },
    recorder: archiver,
    settleMs: settings.settleMinutes * MINUTE,
    now,
    version,
  };
}

/** What the page is told of its reader, where access control knows one. */
export function describeUser(
  { name }: Client,
  access: Authenticator | undefined,
): Config['access'] {
  return access && name !== undefined
    ? { name, canSignOut: access.signInService !== undefined }
    : null;
}

/** Which account of which upstream, read on which scale. */
function sourceOf({ demo, seed, endpoint, archive, rateScale }: Settings): string {
  if (demo) return `demo ${seed}`;
  return `${new URL(endpoint).host} ${archive?.account ?? ''} ${rateScale}`;
}

/**
 * How far back the archive reaches, of the configured apps and of `named`, those the asker knows of:
 * which others somebody has typed is nobody else's business. Nothing where the archive cannot tell.
 */
async function reachOf(
  { anyApp, apps }: Settings,
  archive: Archive,
  named: readonly string[],
): Promise<Record<string, EpochMs>> {
  const since = new Map(Object.entries(await archive.reach().catch(() => ({}))));
  const ids = [...apps.map(({ id }) => id), ...(anyApp ? named : [])];
  return Object.fromEntries(
    ids.flatMap((id): [string, EpochMs][] => {
      const at = since.get(id);
      return at === undefined ? [] : [[id, at]];
    }),
  );
}
