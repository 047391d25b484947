// The built programs as whoever runs them has them: settings, signals, keys, headers, files.
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { expect, test as bare } from '@playwright/test';
import { DAY, floorToStep } from '../../src/contract/domain/time.ts';
import { UPSTREAM_ACTION, UPSTREAM_VERSION } from '../../src/contract/wire/upstream.ts';
import { signRequest } from '../../src/signature/acs3.ts';
import { DOCUMENTED_ERRORS } from '../../src/simulator/api/errors.ts';
import type { DocumentedCode } from '../../src/simulator/api/errors.ts';
import {
  streamEndlessly,
  respondHtml,
  respondRaw,
  resetConnection,
  resetDuringBody,
  failWith,
  truncateJson,
} from '../../src/simulator/faults/faults.ts';
import type { Fault } from '../../src/simulator/faults/faults.ts';
import { DEMO_APPS, DEMO_CREDENTIALS } from '../../src/simulator/simulator.ts';
import {
  DIST,
  createBarrier,
  createDataDirectory,
  startProgram,
  startUpstream,
  test,
} from './server-fixture.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);
const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: DEMO_CREDENTIALS.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: DEMO_CREDENTIALS.accessKeySecret,
};

/** The first app's UTC day before yesterday: yesterday's is not final yet right after midnight. */
function dayWindow(more: object = {}) {
  const begin = Math.floor(Date.now() / DAY) * DAY - 2 * DAY;
  return { appId: CLASSROOM, metric: 'VideoStuckRate', begin, end: begin + DAY, ...more };
}

function askWindows(url: string, windows: object[]): Promise<Response> {
  return fetch(`${url}api/windows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ windows }),
  });
}

interface Line {
  status: string;
  values: (number | null)[];
  problem?: { code: string };
}

async function readLines(response: Response): Promise<Line[]> {
  return (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const BAD_SETTINGS: [string, Record<string, string>, RegExp][] = [
  ['a host others reach', { HOST: '0.0.0.0' }, /^HOST must be a loopback address.*0\.0\.0\.0/],
  ['another host', { HOST: '192.168.1.20' }, /^HOST /],
  ['a port with letters', { PORT: '80a' }, /^PORT must be a whole number from 0 to 65535/],
  ['a port too high', { PORT: '70000' }, /^PORT /],
  [
    'a key without its secret',
    { ALIBABA_CLOUD_ACCESS_KEY_ID: 'half' },
    /^ALIBABA_CLOUD_ACCESS_KEY_ID is set but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not/,
  ],
  [
    'a secret without its key',
    { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'half' },
    /^ALIBABA_CLOUD_ACCESS_KEY_SECRET is set but ALIBABA_CLOUD_ACCESS_KEY_ID is not/,
  ],
  ['a token alone', { ALIBABA_CLOUD_SECURITY_TOKEN: 'half' }, /^ALIBABA_CLOUD_SECURITY_TOKEN /],
  [
    'a key with a space',
    { ...KEYS, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a b' },
    /^ALIBABA_CLOUD_ACCESS_KEY_SECRET must not contain spaces/,
  ],
  ['an app without a name', { ARTC_APPS: 'e4d7f08a' }, /^ARTC_APPS must be Name=appId pairs/],
  ['an AppId with a slash', { ARTC_APPS: 'A=../b' }, /^ARTC_APPS has an AppId/],
  ['an app twice', { ARTC_APPS: 'A=one;B=one' }, /^ARTC_APPS names the AppId "one" twice/],
  ['only apps that are not there', { ARTC_ONLY_APPS: '1' }, /^ARTC_ONLY_APPS /],
  [
    'http to another machine',
    { ARTC_ENDPOINT: 'http://live.aliyuncs.com' },
    /^ARTC_ENDPOINT must use https/,
  ],
  ['an endpoint with a path', { ARTC_ENDPOINT: 'https://live.aliyuncs.com/x' }, /^ARTC_ENDPOINT /],
  ['no address at all', { ARTC_ENDPOINT: 'live.aliyuncs.com' }, /^ARTC_ENDPOINT /],
  ['a quota of nothing', { ARTC_QPS: '0' }, /^ARTC_QPS /],
  [
    'an unknown scale',
    { ARTC_RATE_SCALE: 'permille' },
    /^ARTC_RATE_SCALE must be one of percent, fraction/,
  ],
  ['minutes below zero', { ARTC_SETTLE_MINUTES: '-1' }, /^ARTC_SETTLE_MINUTES /],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of/],
  ['debugging that prints keys', { NODE_DEBUG: 'http' }, /^NODE_DEBUG must not name http/],
  [
    'no check of certificates',
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    /^NODE_TLS_REJECT_UNAUTHORIZED must not be 0/,
  ],
];

bare.describe('settings', () => {
  for (const [what, env, sentence] of BAD_SETTINGS) {
    bare(`it does not start with ${what}, and says why in one sentence`, async () => {
      const program = startProgram('main', env);
      expect(await program.exitCode).toBe(78);
      const { stdout, stderr } = program.output();
      expect(stdout).toBe('');
      expect(stderr.trim()).toMatch(sentence);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr.trim()).toMatch(/\.$/);
    });
  }

  bare('each of several errors has its sentence', async () => {
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

  bare('a port that is taken is one sentence too', async () => {
    const first = startProgram('main', {});
    const { port } = new URL(await first.url);
    const second = startProgram('main', { PORT: port });
    expect(await second.exitCode).toBe(78);
    expect(second.output().stderr.trim()).toBe(
      `PORT ${port} on 127.0.0.1 is already in use. Stop the program that uses it or set PORT to another port.`,
    );
    await first.stop();
  });

  bare('it says where it listens, and whether the data is real', async () => {
    const demo = startProgram('main', {});
    const url = await demo.url;
    expect(demo.output().stdout).toBe(
      `ARTC Lens: ${url} - simulated data (no credentials configured)\n`,
    );
    expect(await (await fetch(`${url}api/config`)).json()).toMatchObject({ demo: true });
    await demo.stop();

    const real = startProgram('main', {
      ...KEYS,
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
});

bare(
  'on SIGTERM what is under way is finished, nothing new is taken, and it exits with 0',
  async () => {
    const { upstream, close } = await startUpstream();
    const gate = createBarrier();
    upstream.setScenario(gate.scenario);
    const program = startProgram('main', { ...KEYS, ARTC_ENDPOINT: upstream.url });
    const url = await program.url;
    const answer = await askWindows(url, [dayWindow(), dayWindow({ os: 'iOS' })]);
    await expect.poll(gate.arrived).toBe(2);

    const ended = program.stop();
    const isTaken = () =>
      fetch(`${url}healthz`, { headers: { connection: 'close' } }).then(
        () => true,
        () => false,
      );
    await expect.poll(isTaken).toBe(false);
    gate.open();
    expect((await readLines(answer)).map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect(await ended).toBe(0);
    close();
  },
);

const DAMAGE: Record<string, Fault> = {
  html: respondHtml(502),
  'html 200': respondHtml(200),
  blocked: respondHtml(403),
  'half of it': truncateJson(),
  'cut before': resetConnection(),
  'cut inside': resetDuringBody(),
  endless: streamEndlessly(),
  deep: respondRaw('['.repeat(100_000)),
  'another JSON': respondRaw('{"status":"ok"}'),
};

bare('keys are in nothing that is written, answered or built, whatever goes wrong', async () => {
  bare.setTimeout(120_000);
  const canary = (name: string) => `${name}${randomBytes(12).toString('hex')}`;
  const credentials = {
    accessKeyId: canary('CanaryId'),
    accessKeySecret: canary('CanarySecret'),
    securityToken: canary('CanaryToken'),
  };
  const canaries = Object.values(credentials).flatMap((text) => [
    text,
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
  ]);
  const words = Object.values(credentials).join(' ');

  const { upstream, close } = await startUpstream(credentials);
  // A channel a fault, so that one request meets all of them. The upstream repeats the keys in its words.
  const faults: Record<string, Fault> = { ...DAMAGE };
  for (const code of Object.keys(DOCUMENTED_ERRORS) as DocumentedCode[]) {
    faults[code] = failWith(code, { message: `${DOCUMENTED_ERRORS[code].message} ${words}` });
  }
  faults['keys for a code'] = failWith('NoPermission', { code: words, message: words });
  faults['keys in XML'] = failWith('SignatureDoesNotMatch', { format: 'xml', message: words });
  faults['keys for ids'] = respondRaw(
    JSON.stringify({
      RequestId: words,
      SummaryData: words,
      Nodes: [{ Timestamp: words, Value: words }],
    }),
  );
  const met = new Set<string>();
  upstream.setScenario(({ query: { channelId = '' } }) => {
    if (channelId in faults) met.add(channelId);
    return faults[channelId];
  });

  const data = createDataDirectory();
  const program = startProgram('main', {
    ALIBABA_CLOUD_ACCESS_KEY_ID: credentials.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: credentials.accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: credentials.securityToken,
    ARTC_ENDPOINT: upstream.url,
    ARTC_DATA_DIR: data.path,
    LOG_LEVEL: 'trace',
  });
  const url = await program.url;
  const answers: string[] = [];
  const keep = async (response: Response) => {
    const text = await response.text();
    answers.push(JSON.stringify([...response.headers]), text);
    return text;
  };

  // The keys do reach the upstream and are right, or this test would show nothing.
  const honest = JSON.parse(await keep(await askWindows(url, [dayWindow()]))) as Line;
  expect(honest.status).toBe('ok');
  const names = Object.keys(faults);
  const lines = (
    await keep(
      await askWindows(
        url,
        names.map((channelId) => dayWindow({ channelId })),
      ),
    )
  )
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect(lines).toHaveLength(names.length);
  // All are under way at once, before the first refusal makes the server leave the upstream alone.
  expect([...met].toSorted()).toEqual(names.toSorted());
  expect(lines.filter(({ status }) => status === 'failed').length).toBeGreaterThanOrEqual(
    names.length - 1,
  );

  const page = await keep(await fetch(url));
  for (const path of [
    'api/config',
    'api/none',
    'api/windows',
    'healthz',
    'readyz',
    'metrics',
    'none',
    '.env',
    ...assetsOf(page),
  ]) {
    await keep(await fetch(url + path));
  }
  await keep(await askWindows(url, [dayWindow({ begin: 1 })]));
  await program.stop();
  close();

  const { stdout, stderr } = program.output();
  expect(stderr).toContain('upstream try failed');
  const built = readFiles(DIST);
  expect(built.length).toBeGreaterThan(5);
  const places = {
    stdout,
    stderr,
    answers: answers.join('\n'),
    dist: built.join('\n'),
    data: readFiles(data.path).join('\n'),
  };
  // What is kept is read, and not only looked at in its wrapping.
  expect(places.data).toContain('artc-lens-window');
  data.remove();
  for (const [place, text] of Object.entries(places)) {
    expect(
      canaries.filter((one) => text.includes(one)),
      place,
    ).toEqual([]);
  }
  // What is signed is as good as the keys for a quarter of an hour.
  for (const place of ['stdout', 'stderr', 'answers'] as const)
    expect(places[place]).not.toMatch(/Signature=|x-acs-/i);
});

function readFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name));
      return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
    });
}

bare('the built page holds nothing of the server: no demo key, no simulator, no signing', () => {
  const page = join(DIST, 'page');
  const files = readdirSync(page, { recursive: true, encoding: 'utf8' });
  const text = files
    .filter((name) => /\.(?:js|html|css|svg)$/.test(name))
    .map((name) => readFileSync(join(page, name), 'utf8'))
    .join('\n');
  expect(text).not.toContain(DEMO_CREDENTIALS.accessKeySecret);
  expect(text).not.toContain(DEMO_CREDENTIALS.accessKeyId);
  expect(text).not.toMatch(/ACS3-HMAC|process\.env/);
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
});

/** Paths of the files a page names, without the leading slash. */
function assetsOf(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path = '']) => path);
}

test('every answer has the security headers: page, assets, API and what does not exist', async ({
  lens,
}) => {
  const html = await (await fetch(lens.url)).text();
  const assets = assetsOf(html);
  expect(assets.length).toBeGreaterThanOrEqual(3);
  for (const path of ['', ...assets, 'api/config', 'api/unknown', 'nothing.js', 'healthz']) {
    const { headers } = await fetch(lens.url + path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'self'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe|unsafe-eval/);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('x-frame-options'), path).toBe('DENY');
    expect(headers.get('referrer-policy'), path).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
    expect(headers.get('x-powered-by'), path).toBeNull();
  }
});

test('an address of the API that does not exist is a 404 Problem', async ({ lens }) => {
  for (const path of ['api/unknown', 'api', 'api/', 'api/config/x']) {
    const response = await fetch(lens.url + path, { headers: { accept: 'text/html' } });
    expect(response.status, path).toBe(404);
    expect(response.headers.get('content-type'), path).toContain('application/json');
    expect(await response.json(), path).toMatchObject({ code: 'not_found', retryable: false });
  }
  const wrong = await fetch(`${lens.url}api/windows`);
  expect(wrong.status).toBe(405);
  expect(await wrong.json()).toMatchObject({ message: expect.any(String) });
});

test('a bad request is a 400 Problem that names the field', async ({ lens }) => {
  for (const [window, field] of [
    [dayWindow({ metric: 'Nonsense' }), 'windows.0.metric'],
    [dayWindow({ begin: 1 }), 'windows.0.begin'],
    [dayWindow({ appId: '../x' }), 'windows.0.appId'],
  ] as const) {
    const response = await askWindows(lens.url, [window]);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad_request', field });
  }
  expect(lens.upstream.calls()).toBe(0);
});

test('files travel packed; those with a hash in their name are kept for good, the page is not', async ({
  lens,
}) => {
  const page = await fetch(lens.url, { headers: { 'accept-encoding': 'gzip' } });
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const assets = assetsOf(await page.text()).filter((path) => /\.(?:js|css)$/.test(path));
  expect(assets.length).toBeGreaterThanOrEqual(2);
  for (const path of assets) {
    for (const encoding of ['br', 'gzip']) {
      const packed = await fetch(lens.url + path, { headers: { 'accept-encoding': encoding } });
      const plain = await fetch(lens.url + path, { headers: { 'accept-encoding': 'identity' } });
      // What is a packet anyhow is not packed.
      if (Number(plain.headers.get('content-length')) < 1_024) continue;
      expect(packed.headers.get('content-encoding'), path).toBe(encoding);
      expect(packed.headers.get('vary'), path).toMatch(/accept-encoding/i);
      expect(packed.headers.get('cache-control'), path).toBe('public, max-age=31536000, immutable');
      expect(plain.headers.get('content-encoding'), path).toBeNull();
      expect(Number(packed.headers.get('content-length')), path).toBeLessThan(
        Number(plain.headers.get('content-length')),
      );
      expect(await packed.text(), path).toBe(await plain.text());
    }
  }
});

bare(
  'the simulator alone answers a signed request, and a server pointed at it the way it says works',
  async () => {
    const simulator = startProgram('simulator', {});
    const url = await simulator.url;
    const now = Date.now();
    const ask = async (accessKeySecret: string) => {
      const {
        url: signed,
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
          AppId: CLASSROOM,
          MetricType: 'FirstFrameCost',
          BeginTs: String(floorToStep(now) - DAY / 2),
          EndTs: String(floorToStep(now) - 1),
        },
      });
      return fetch(signed, { method, headers });
    };
    const good = await ask(DEMO_CREDENTIALS.accessKeySecret);
    expect(good.status).toBe(200);
    expect(((await good.json()) as { Nodes: unknown[] }).Nodes.length).toBeGreaterThan(100);
    const bad = await ask('another');
    expect(await bad.json()).toMatchObject({ Code: 'SignatureDoesNotMatch' });

    // The settings it prints, as a shell would read them.
    const printed = [...simulator.output().stdout.matchAll(/^ {2}([A-Z_]+)='?([^'\\]+?)'? \\$/gm)];
    const env = Object.fromEntries(printed.map(([, name = '', value = '']) => [name, value]));
    expect(Object.keys(env).toSorted()).toEqual([
      'ALIBABA_CLOUD_ACCESS_KEY_ID',
      'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      'ARTC_ACCOUNT',
      'ARTC_APPS',
      'ARTC_ENDPOINT',
    ]);
    // Its days must not lie among an account's real ones.
    expect(env['ARTC_ACCOUNT']).toBe('simulator');
    const lens = startProgram('main', env);
    const address = await lens.url;
    expect(lens.output().stdout).toContain(`real data from ${new URL(url).host}`);
    const config = (await (await fetch(`${address}api/config`)).json()) as { apps: unknown[] };
    expect(config.apps).toEqual(DEMO_APPS.map(({ id, name }) => ({ id, name })));
    const [line] = await readLines(await askWindows(address, [dayWindow()]));
    expect(line?.status).toBe('ok');
    expect(line?.values.filter((value) => value !== null).length).toBeGreaterThan(200);
    expect(await lens.stop()).toBe(0);
    expect(await simulator.stop()).toBe(0);
  },
);
