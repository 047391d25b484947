import { MAX_WINDOWS } from '../contract/api.ts';
import type { Config } from '../contract/api.ts';
import { METRICS, METRIC_FACTS } from '../contract/metrics.ts';
import { LONGEST_DAYS, LOOKBACK_DAYS, MINUTE, STEP } from '../contract/time.ts';
import type { EpochMs } from '../contract/time.ts';
import type { Access } from './access.ts';
import type { Archive } from './archive.ts';
import { NOT_RECORDING } from './recorder.ts';
import type { RecorderState } from './recorder.ts';
import type { Settings } from './settings.ts';
import type { Visitor } from './visitor.ts';

/** What the page is told of this server: facts picked one by one, so that no key can come along. */
export async function describeServer(
  settings: Settings,
  version: string,
  now: EpochMs,
  archive?: Archive,
  recorder: RecorderState = NOT_RECORDING,
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
    archive: { since: archive ? await reachOf(settings, archive) : {} },
    recorder,
    settleMs: settings.settleMinutes * MINUTE,
    now,
    version,
  };
}

/** What the page is told of its reader, where access control knows one. */
export function describePerson({ name }: Visitor, access: Access | undefined): Config['access'] {
  return access && name !== undefined ? { name, canSignOut: access.desk !== undefined } : null;
}

/** Which account of which upstream, read on which scale. */
function sourceOf({ demo, seed, endpoint, archive, rateScale }: Settings): string {
  if (demo) return `demo ${seed}`;
  return `${new URL(endpoint).host} ${archive?.account ?? ''} ${rateScale}`;
}

/** How far back the archive reaches, of the apps that may be asked for. */
async function reachOf(
  { anyApp, apps }: Settings,
  archive: Archive,
): Promise<Record<string, EpochMs>> {
  const since = await archive.reach();
  if (anyApp) return since;
  return Object.fromEntries(
    apps.flatMap(({ id }) => (since[id] === undefined ? [] : [[id, since[id]]])),
  );
}
