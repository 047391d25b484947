// What one request costs the server: signing a call, the simulator's answer, 600 windows from memory.
import { bench, describe } from 'vitest';
import { METRICS } from '../../src/contract/metrics.ts';
import { DAY, MINUTE, floorToDay } from '../../src/contract/time.ts';
import { createProxy } from '../../src/proxy/proxy.ts';
import { parseSettings } from '../../src/proxy/settings.ts';
import { signRequest } from '../../src/signature/acs3.ts';
import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../src/simulator/simulator.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 2);
const now = () => NOW;
const appId = DEMO_APPS[0]?.id ?? '';
const { settings } = parseSettings({});
if (!settings) throw new Error('the defaults are valid');
const simulate = createSimulator({
  seed: 'bench',
  now,
  apps: DEMO_APPS,
  credentials: DEMO_CREDENTIALS,
  qps: Infinity,
});
const proxy = createProxy({
  settings: { ...settings, apps: DEMO_APPS, credentials: DEMO_CREDENTIALS, qps: 100_000 },
  fetch: (request) => simulate(request),
  now,
  random: () => 0.5,
  version: 'bench',
  hosts: ['lens.test'],
  log: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
});

const segments = [
  {},
  { os: 'iOS' },
  { os: 'Android' },
  { terminal: 'web' },
  { terminal: 'mobile' },
];
const windows = METRICS.flatMap((metric) =>
  segments.flatMap((segment) =>
    Array.from({ length: 29 }, (_, day) => {
      const begin = floorToDay(NOW) - day * DAY;
      return { appId, metric, ...segment, begin, end: begin + DAY };
    }),
  ),
);

async function ask(): Promise<void> {
  const response = await proxy(
    new Request('http://lens.test/api/windows', {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'lens.test' },
      body: JSON.stringify({ windows }),
    }),
  );
  const lines = (await response.text()).trim().split('\n');
  if (lines.length !== windows.length || lines.some((line) => line.includes('"failed"'))) {
    throw new Error(`the proxy answered: ${lines[0]}`);
  }
}

const sign = () =>
  signRequest({
    method: 'POST',
    endpoint: 'https://live.aliyuncs.com',
    params: {
      AppId: appId,
      MetricType: 'FirstFrameCost',
      BeginTs: String(NOW - 60 * MINUTE),
      EndTs: String(NOW),
    },
    action: 'DescribeLiveInteractionMetricData',
    version: '2016-11-01',
    credentials: DEMO_CREDENTIALS,
    date: NOW,
    nonce: 'bench',
  });

describe('the server', () => {
  bench('sign one call', async () => void (await sign()));
  bench(`${windows.length} windows from memory, as NDJSON`, ask);
});
