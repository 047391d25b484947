// The whole page on the real server and the simulator. msw connects page, server and simulator.
import { render } from '@testing-library/react';
import { http } from 'msw';
import type { RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { App } from '../../src/app/App.tsx';
import { createServices } from '../../src/app/services.ts';
import { createPreferences } from '../../src/app/state/preferences.ts';
import { createUrlState } from '../../src/app/state/url-state.ts';
import type { Archive } from '../../src/server/archive/archive.ts';
import { createApp } from '../../src/server/app.ts';
import { parseSettings } from '../../src/server/settings/settings.ts';
import type { Settings } from '../../src/server/settings/settings.ts';
import type { Scenario } from '../../src/simulator/faults/faults.ts';
import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../src/simulator/simulator.ts';

/** Fri 20 Nov 2026, 20:02 in Shanghai. */
export const NOW = Date.UTC(2026, 10, 20, 12, 2);

export const PAGE = 'http://lens.test';
const UPSTREAM = 'https://live.aliyuncs.com/';

export interface WholePageOptions {
  search?: string;
  scenario?: Scenario;
  settings?: Partial<Settings>;
  languages?: readonly string[];
  /** Content of localStorage from an earlier visit. */
  storedPreferences?: string;
  archive?: Archive;
  /** Handlers that take precedence over the server and the simulator. */
  overrides?: readonly RequestHandler[];
}

/** The msw server on which `openPage` mounts the server and the simulator. */
export const network = setupServer();

/** Renders the page at an address. */
export function openPage(options: WholePageOptions = {}) {
  const { search = '', languages = ['en'] } = options;
  let now = NOW;
  let scenario = options.scenario;
  let upstreamCalls = 0;
  const clock = () => now;
  const simulate = createSimulator({
    seed: 'whole-page',
    now: clock,
    apps: DEMO_APPS,
    credentials: DEMO_CREDENTIALS,
    qps: 1_000,
    scenario: (call) => scenario?.(call),
  });
  const { settings } = parseSettings({});
  if (!settings) throw new Error('The default settings are invalid.');
  const app = createApp({
    settings: {
      ...settings,
      apps: DEMO_APPS,
      credentials: DEMO_CREDENTIALS,
      qps: 1_000,
      ...options.settings,
    },
    fetch: (request, init) => fetch(request, init),
    now: clock,
    random: () => 0,
    version: 'test',
    hosts: [new URL(PAGE).host],
    archive: options.archive,
  });
  network.use(
    ...(options.overrides ?? []),
    http.all(`${PAGE}/api/*`, ({ request }) => app(request)),
    http.post(UPSTREAM, ({ request }) => {
      upstreamCalls += 1;
      return simulate(request);
    }),
  );
  window.history.replaceState(null, '', `/${search}`);
  const urlState = createUrlState(window);
  const storage = new Map([['artc-lens.preferences', options.storedPreferences ?? '']]);
  const preferences = createPreferences({
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => void storage.set(key, value),
  });
  const services = createServices({
    fetch: (input, init) => fetch(new URL(input, PAGE), init),
    now: clock,
  });
  const view = render(
    <App
      services={services}
      urlState={urlState}
      preferences={preferences}
      localZone="Asia/Shanghai"
      languages={languages}
    />,
  );
  return {
    ...view,
    urlState,
    services,
    upstreamCalls: () => upstreamCalls,
    setScenario: (next: Scenario | undefined) => void (scenario = next),
    setNow: (next: number) => void (now = next),
    params: () => Object.fromEntries(new URLSearchParams(window.location.search)),
    close() {
      view.unmount();
      urlState.close();
      services.queryClient.clear();
    },
  };
}
