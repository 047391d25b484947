import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { DAY, floorToStep } from '../../src/contract/domain/time.ts';
import { UPSTREAM_ACTION, UPSTREAM_VERSION } from '../../src/contract/wire/upstream.ts';
import { signRequest } from '../../src/signature/acs3.ts';
import { DEMO_APPS, DEMO_CREDENTIALS } from '../../src/simulator/simulator.ts';
import { createBarrier, startProgram, startUpstream } from './server-fixture.ts';
import {
  FIRST_APP_ID,
  KEY_VARIABLES,
  createDayRequest,
  parseLines,
  postWindows,
} from './window-requests.ts';

test('SIGTERM: the server finishes open requests, accepts no new ones and exits with code 0', async () => {
  const { upstream, close } = await startUpstream();
  const barrier = createBarrier();
  upstream.setScenario(barrier.scenario);
  const program = startProgram('main', { ...KEY_VARIABLES, ARTC_ENDPOINT: upstream.url });
  const url = await program.url;
  const response = await postWindows(url, [createDayRequest(), createDayRequest({ os: 'iOS' })]);
  await expect.poll(barrier.arrived).toBe(2);

  const exitCode = program.stop();
  const isAccepted = () =>
    fetch(`${url}healthz`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    );
  await expect.poll(isAccepted).toBe(false);
  barrier.open();
  expect(parseLines(await response.text()).map(({ status }) => status)).toEqual(['ok', 'ok']);
  expect(await exitCode).toBe(0);
  close();
});

test('the simulator accepts signed requests, and a server works with the settings that it prints', async () => {
  const simulator = startProgram('simulator', {});
  const url = await simulator.url;
  const now = Date.now();
  const callSimulator = async (accessKeySecret: string) => {
    const {
      url: signedUrl,
      headers,
      method,
    } = await signRequest({
      method: 'POST',
      endpoint: url,
      action: UPSTREAM_ACTION,
      version: UPSTREAM_VERSION,
      credentials: { ...DEMO_CREDENTIALS, accessKeySecret },
      date: now,
      nonce: randomBytes(8).toString('hex'),
      params: {
        AppId: FIRST_APP_ID,
        MetricType: 'FirstFrameCost',
        BeginTs: String(floorToStep(now) - DAY / 2),
        EndTs: String(floorToStep(now) - 1),
      },
    });
    return fetch(signedUrl, { method, headers });
  };
  const accepted = await callSimulator(DEMO_CREDENTIALS.accessKeySecret);
  expect(accepted.status).toBe(200);
  expect(((await accepted.json()) as { Nodes: unknown[] }).Nodes.length).toBeGreaterThan(100);
  const rejected = await callSimulator('another');
  expect(await rejected.json()).toMatchObject({ Code: 'SignatureDoesNotMatch' });

  // Parses the printed settings as a shell would.
  const assignments = [
    ...simulator.output().stdout.matchAll(/^ {2}([A-Z_]+)='?([^'\\]+?)'? \\$/gm),
  ];
  const env = Object.fromEntries(assignments.map(([, name = '', value = '']) => [name, value]));
  expect(Object.keys(env).toSorted()).toEqual([
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    'ARTC_ACCOUNT',
    'ARTC_APPS',
    'ARTC_ENDPOINT',
  ]);
  // Simulated days must not be archived among those of a real account.
  expect(env['ARTC_ACCOUNT']).toBe('simulator');
  const lens = startProgram('main', env);
  const lensUrl = await lens.url;
  expect(lens.output().stdout).toContain(`real data from ${new URL(url).host}`);
  const config = (await (await fetch(`${lensUrl}api/config`)).json()) as { apps: unknown[] };
  expect(config.apps).toEqual(DEMO_APPS.map(({ id, name }) => ({ id, name })));
  const [line] = parseLines(await (await postWindows(lensUrl, [createDayRequest()])).text());
  expect(line?.status).toBe('ok');
  expect(line?.values.filter((value) => value !== null).length).toBeGreaterThan(200);
  expect(await lens.stop()).toBe(0);
  expect(await simulator.stop()).toBe(0);
});
