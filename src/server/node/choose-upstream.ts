import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../simulator/simulator.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { Settings } from '../settings/settings.ts';
import type { Fetch } from '../upstream/upstream-client.ts';
import { createUpstreamFetch } from './upstream-fetch.ts';

/**
 * The upstream a server is plugged to, and the settings that go with it: with keys the real one over
 * the network, without keys the simulator in this process, signed requests and quota included.
 */
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
    // The simulator knows only its own apps and answers in percent, as the vendor's sample does.
    settings: { ...settings, apps, credentials: DEMO_CREDENTIALS, rateScale: 'percent' },
    fetch: (request, { signal }) => simulate(new Request(request, { signal })),
  };
}

/** One line for people: what data this server shows. */
export function describeUpstream(settings: Settings): string {
  return settings.demo
    ? 'demo data (no keys set)'
    : `real data from ${new URL(settings.endpoint).host}`;
}
