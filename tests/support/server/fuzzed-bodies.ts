// Sends malformed and malicious bodies, and collects the resulting upstream calls.
import * as fc from 'fast-check';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import { UPSTREAM_ACTION, UPSTREAM_VERSION } from '../../../src/contract/wire/upstream.ts';
import {
  TODAY,
  createStubUpstream,
  createPostRequest,
  createTestApp,
  createSettings,
} from './test-doubles.ts';

const malicious = fc.oneof(
  fc.constantFrom(
    'https://evil.example/',
    '//evil.example',
    'a&Action=DeleteLiveDomain',
    'a%26Action=DeleteLiveDomain',
    '../../..',
    'x\r\nHost: evil.example',
    'evil.example@live',
    '169.254.169.254',
    '#',
    '\u0000',
    'ﬀ\u202e',
  ),
  fc.string({ maxLength: 12 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const extraFields = fc.dictionary(
  fc.constantFrom(
    'Action',
    'action',
    'Version',
    'endpoint',
    'host',
    'url',
    'method',
    'headers',
    'AccessKeyId',
    '__proto__',
    'constructor',
  ),
  malicious,
  { maxKeys: 2 },
);
const orMalicious = (valid: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: valid }, { weight: 1, arbitrary: malicious });
const begin = fc.integer({ min: 0, max: 200 }).map((n) => TODAY.begin - n * STEP);
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
const windowBody = fc
  .record(
    {
      appId: orMalicious(fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/)),
      metric: orMalicious(fc.constantFrom(...METRICS)),
      os: orMalicious(fc.constantFrom('iOS', 'Android')),
      terminal: orMalicious(fc.constantFrom('web', 'mobile')),
      channelId: fc.oneof(text, malicious),
      begin: orMalicious(begin),
    },
    { requiredKeys: ['appId', 'metric', 'begin'] },
  )
  .map(({ begin, ...window }) => ({
    ...window,
    begin,
    end: typeof begin === 'number' ? begin + STEP : begin,
  }));
const body = fc.tuple(windowBody, fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, extraFields));
const path = fc.constantFrom('/api/windows', '/api/windows?Action=X&endpoint=//evil.example');

const ENDPOINT = 'https://live.ap-southeast-1.aliyuncs.com';
const KNOWN_PARAMS = ['AppId', 'BeginTs', 'ChannelId', 'EndTs', 'MetricType', 'Os', 'TerminalType'];
const CONCURRENCY = 200;

/** Sends `count` bodies; `unexpectedCalls` are calls other than the metrics query to the endpoint. */
export async function sendFuzzedBodies(count: number) {
  const upstream = createStubUpstream();
  const app = createTestApp(upstream, {
    settings: createSettings({ endpoint: ENDPOINT, qps: 1_000 }),
  });
  const headers = {
    'content-type': 'application/json',
    'x-forwarded-host': 'evil.example',
    'x-acs-action': 'DeleteLiveDomain',
  };
  const statuses = new Map<number, number>();
  const send = async ([path, [window, more]]: [string, [object, object]]) => {
    const request = createPostRequest([{ ...window, ...more }], { headers });
    const response = await app(new Request(new URL(path, request.url), request));
    await response.text();
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  };
  const bodies = fc.sample(fc.tuple(path, body), { numRuns: count, seed: 3 });
  for (let i = 0; i < bodies.length; i += CONCURRENCY) {
    await Promise.all(bodies.slice(i, i + CONCURRENCY).map(send));
  }
  const accepted = statuses.get(200) ?? 0;
  const rejected = statuses.get(400) ?? 0;
  if (accepted + rejected !== count) throw new Error(`statuses ${[...statuses].join(' ')}`);
  const unexpectedCalls = upstream.calls
    .filter((call) => !isMetricsQuery(call))
    .map(({ url }) => url);
  return { accepted, rejected, calls: upstream.calls.length, unexpectedCalls };
}

function isMetricsQuery({ url, method, headers, redirect }: Request): boolean {
  const { origin, pathname, searchParams, username, hash } = new URL(url);
  const names = [...searchParams.keys()];
  return (
    origin === ENDPOINT &&
    pathname === '/' &&
    username + hash === '' &&
    method === 'POST' &&
    redirect === 'manual' &&
    names.every((name) => KNOWN_PARAMS.includes(name)) &&
    new Set(names).size === names.length &&
    headers.get('x-acs-action') === UPSTREAM_ACTION &&
    headers.get('x-acs-version') === UPSTREAM_VERSION
  );
}
