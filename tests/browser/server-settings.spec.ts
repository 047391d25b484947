import { expect, test } from '@playwright/test';
import { startProgram } from './server-fixture.ts';
import { KEY_VARIABLES } from './window-requests.ts';

const INVALID_SETTINGS: [string, Record<string, string>, RegExp][] = [
  ['a public host', { HOST: '0.0.0.0' }, /^HOST must be a loopback address.*0\.0\.0\.0/],
  ['another host', { HOST: '192.168.1.20' }, /^HOST /],
  ['a port with letters', { PORT: '80a' }, /^PORT must be a whole number from 0 to 65535/],
  ['a port that is too high', { PORT: '70000' }, /^PORT /],
  [
    'a key ID without a secret',
    { ALIBABA_CLOUD_ACCESS_KEY_ID: 'half' },
    /^ALIBABA_CLOUD_ACCESS_KEY_ID is set but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not/,
  ],
  [
    'a secret without a key ID',
    { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'half' },
    /^ALIBABA_CLOUD_ACCESS_KEY_SECRET is set but ALIBABA_CLOUD_ACCESS_KEY_ID is not/,
  ],
  [
    'a token without a key',
    { ALIBABA_CLOUD_SECURITY_TOKEN: 'half' },
    /^ALIBABA_CLOUD_SECURITY_TOKEN /,
  ],
  [
    'a secret with a space',
    { ...KEY_VARIABLES, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a b' },
    /^ALIBABA_CLOUD_ACCESS_KEY_SECRET must not contain spaces/,
  ],
  ['an app without a name', { ARTC_APPS: 'e4d7f08a' }, /^ARTC_APPS must be Name=appId pairs/],
  ['an AppId with a slash', { ARTC_APPS: 'A=../b' }, /^ARTC_APPS has an AppId/],
  ['a duplicate app', { ARTC_APPS: 'A=one;B=one' }, /^ARTC_APPS names the AppId "one" twice/],
  ['ARTC_ONLY_APPS without apps', { ARTC_ONLY_APPS: '1' }, /^ARTC_ONLY_APPS /],
  [
    'http to another machine',
    { ARTC_ENDPOINT: 'http://live.aliyuncs.com' },
    /^ARTC_ENDPOINT must use https/,
  ],
  ['an endpoint with a path', { ARTC_ENDPOINT: 'https://live.aliyuncs.com/x' }, /^ARTC_ENDPOINT /],
  ['an endpoint that is not a URL', { ARTC_ENDPOINT: 'live.aliyuncs.com' }, /^ARTC_ENDPOINT /],
  ['a quota of zero', { ARTC_QPS: '0' }, /^ARTC_QPS /],
  [
    'an unknown rate scale',
    { ARTC_RATE_SCALE: 'permille' },
    /^ARTC_RATE_SCALE must be one of percent, fraction/,
  ],
  ['negative minutes', { ARTC_SETTLE_MINUTES: '-1' }, /^ARTC_SETTLE_MINUTES /],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of/],
  ['debug output that prints keys', { NODE_DEBUG: 'http' }, /^NODE_DEBUG must not name http/],
  [
    'disabled certificate checks',
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    /^NODE_TLS_REJECT_UNAUTHORIZED must not be 0/,
  ],
];

test.describe('invalid settings', () => {
  for (const [title, env, message] of INVALID_SETTINGS) {
    test(`exits with code 78 and one message for ${title}`, async () => {
      const program = startProgram('main', env);
      expect(await program.exitCode).toBe(78);
      const { stdout, stderr } = program.output();
      expect(stdout).toBe('');
      expect(stderr.trim()).toMatch(message);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr.trim()).toMatch(/\.$/);
    });
  }

  test('prints one message per invalid setting', async () => {
    const program = startProgram('main', {
      HOST: '0.0.0.0',
      PORT: 'x',
      ARTC_QPS: 'many',
      LOG_LEVEL: 'loud',
    });
    expect(await program.exitCode).toBe(78);
    const lines = program.output().stderr.trim().split('\n');
    expect(lines.map((line) => line.split(' ')[0]).toSorted()).toEqual([
      'ARTC_QPS',
      'HOST',
      'LOG_LEVEL',
      'PORT',
    ]);
  });

  test('exits with code 78 when the port is in use', async () => {
    const first = startProgram('main', {});
    const { port } = new URL(await first.url);
    const second = startProgram('main', { PORT: port });
    expect(await second.exitCode).toBe(78);
    expect(second.output().stderr.trim()).toBe(
      `PORT ${port} on 127.0.0.1 is already in use. Stop the program that uses it or set PORT to another port.`,
    );
    await first.stop();
  });
});

test('prints the address and whether the data is real', async () => {
  const demo = startProgram('main', {});
  const url = await demo.url;
  expect(demo.output().stdout).toBe(
    `ARTC Lens: ${url} - simulated data (no credentials configured)\n`,
  );
  expect(await (await fetch(`${url}api/config`)).json()).toMatchObject({ demo: true });
  await demo.stop();

  const real = startProgram('main', {
    ...KEY_VARIABLES,
    ARTC_ENDPOINT: 'https://live.ap-southeast-1.aliyuncs.com',
  });
  await real.url;
  expect(real.output().stdout).toContain('- real data from live.ap-southeast-1.aliyuncs.com');
  expect(await (await fetch(`${await real.url}api/config`)).json()).toMatchObject({
    demo: false,
    apps: [],
  });
  await real.stop();
});
