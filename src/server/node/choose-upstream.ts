import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../simulator/simulator.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { Settings } from '../settings/settings.ts';
import type { Fetch } from '../upstream/upstream-client.ts';
import { createUpstreamFetch } from './upstream-fetch.ts';

/** Returns the real API if credentials are configured, otherwise a simulator, with matching settings. */
export function chooseUpstream(
  settings: Settings,
  now: () => EpochMs,
): { settings: Settings; fetch: Fetch } {
  if (!settings.demo) return { settings, fetch: createUpstreamFetch(settings.qps) };
  const apps = settings.apps.length > 0 ? settings.apps : DEMO_APPS;
  const simulate = createSimulator({
    seed: settings.seed,
    now,
    apps,
    credentials: DEMO_CREDENTIALS,
  });
  return {
    // The simulator serves only these apps and returns rates in percent.
    settings: { ...settings, apps, credentials: DEMO_CREDENTIALS, rateScale: 'percent' },
    fetch: (request, { signal }) => simulate(new Request(request, { signal })),
  };
}

export function describeUpstream(settings: Settings): string {
  return settings.demo
    ? 'simulated data (no credentials configured)'
    : `real data from ${new URL(settings.endpoint).host}`;
}
