import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigSchema, MAX_BODY_BYTES, MAX_WINDOWS } from '../../src/contract/wire/api.ts';
import { ProblemSchema } from '../../src/contract/wire/problem.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import { SECURITY_HEADERS } from '../../src/server/middleware/security-headers.ts';
import {
  NOW,
  ORIGIN,
  fetchRecords,
  createStubUpstream,
  createPostRequest,
  createTestApp,
  createSettings,
  createWindowRequest,
} from '../support/server/test-doubles.ts';

async function problemOf(response: Response) {
  return v.parse(ProblemSchema, await response.json());
}

describe('GET /api/config', () => {
  it('describes the server', async () => {
    const settings = createSettings({
      apps: [{ id: 'abc', name: 'Classroom' }],
      settleMinutes: 20,
    });
    const response = await createTestApp(createStubUpstream(), { settings })(
      new Request(`${ORIGIN}/api/config`),
    );
    const config = v.parse(ConfigSchema, await response.json());
    expect(config).toMatchObject({
      demo: true,
      apps: [{ id: 'abc', name: 'Classroom' }],
      anyApp: true,
      settleMs: 1_200_000,
      now: NOW,
      version: '1.2.3',
      limits: { lookbackDays: 30, longestDays: 92, stepMs: STEP, maxWindows: MAX_WINDOWS },
    });
    expect(config.metrics).toHaveLength(4);
  });
});

describe('a window that is asked wrongly', () => {
  const good = createWindowRequest();
  it.each<[string, unknown, string]>([
    ['windows.1.appId', { ...good, appId: 'a b' }, 'must be 1 to 64 letters, digits, - or _'],
    ['windows.1.appId', { ...good, appId: 7 }, 'must be a string'],
    [
      'windows.1.metric',
      { ...good, metric: 'Loss' },
      'must be one of JoinChannelSucRate, VideoStuckRate, AudioStuckRate, FirstFrameCost',
    ],
    ['windows.1.metric', { ...good, metric: undefined }, 'is missing'],
    ['windows.1.os', { ...good, os: 'Windows' }, 'must be one of iOS, Android'],
    ['windows.1.terminal', { ...good, terminal: null }, 'must be one of web, mobile'],
    [
      'windows.1.channelId',
      { ...good, channelId: '' },
      'must be 1 to 128 characters without control characters',
    ],
    [
      'windows.1.channelId',
      { ...good, channelId: 'a\nb' },
      'must be 1 to 128 characters without control characters',
    ],
    [
      'windows.1.channelId',
      { ...good, channelId: 'half a pair \ud83d' },
      'must be 1 to 128 characters without control characters',
    ],
    ['windows.1.begin', { ...good, begin: good.begin + 1 }, 'must be a multiple of five minutes'],
    ['windows.1.begin', { ...good, begin: String(good.begin) }, 'must be a number'],
    ['windows.1.begin', { ...good, begin: -STEP }, 'must not be before 1970'],
    [
      'windows.1.end',
      { ...good, end: good.begin },
      'must be after begin and at most 24 hours later',
    ],
    [
      'windows.1.end',
      { ...good, end: good.end + STEP },
      'must be after begin and at most 24 hours later',
    ],
    ['windows.1.endpoint', { ...good, endpoint: 'https://evil.example' }, 'is not a known field'],
    ['windows.1', 'all of it', 'must be an object'],
  ])('names %s', async (field, window, sentence) => {
    const upstream = createStubUpstream();
    const response = await createTestApp(upstream)(createPostRequest([good, window]));
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toEqual({
      code: 'bad_request',
      field,
      message: `${field} ${sentence}.`,
      retryable: false,
    });
    expect(upstream.calls).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['{"windows":', 'The body must be valid JSON.', ''],
    ['[]', 'windows is missing.', 'windows'],
    ['{}', 'windows is missing.', 'windows'],
    ['null', 'The body must be an object.', ''],
    ['{"windows":{}}', 'windows must be a list.', 'windows'],
    ['{"windows":[]}', 'windows must name at least one window.', 'windows'],
    ['{"windows":[1],"x":1}', 'windows.0 must be an object.', 'windows.0'],
  ])('answers 400 to the body %s', async (body, message, field) => {
    const response = await createTestApp(createStubUpstream())(createPostRequest([], { body }));
    expect(response.status).toBe(400);
    const problem = await problemOf(response);
    expect(problem.message).toBe(message);
    expect(problem.field ?? '').toBe(field);
  });

  it('takes a thousand windows and no more', async () => {
    const many = Array.from({ length: MAX_WINDOWS + 1 }, () => createWindowRequest());
    const response = await createTestApp(createStubUpstream())(createPostRequest(many));
    expect((await problemOf(response)).message).toBe('windows must name at most 1000 windows.');
  });

  it('refuses apps off the list when only those are allowed', async () => {
    const upstream = createStubUpstream();
    const settings = createSettings({ apps: [{ id: 'mine', name: 'Mine' }], anyApp: false });
    const proxy = createTestApp(upstream, { settings });
    const response = await proxy(
      createPostRequest([
        createWindowRequest({ appId: 'mine' }),
        createWindowRequest({ appId: 'other' }),
      ]),
    );
    expect(response.status).toBe(400);
    expect((await problemOf(response)).field).toBe('windows.1.appId');
    expect(upstream.calls).toEqual([]);
    expect((await fetchRecords(proxy, [createWindowRequest({ appId: 'mine' })]))[0]?.status).toBe(
      'ok',
    );
  });
});

describe('the door', () => {
  const json = { 'content-type': 'application/json' };
  it.each<[string, string, RequestInit, number, string]>([
    ['another host', 'http://evil.example:8787/api/config', {}, 403, 'forbidden_origin'],
    ['another port', 'http://127.0.0.1:8788/api/config', {}, 403, 'forbidden_origin'],
    ['another host at figures', 'http://evil.example:8787/metrics', {}, 403, 'forbidden_origin'],
    [
      'another origin',
      '/api/windows',
      { method: 'POST', headers: { ...json, origin: 'https://evil.example' } },
      403,
      'forbidden_origin',
    ],
    [
      'another port of this machine',
      '/api/config',
      { headers: { origin: 'http://127.0.0.1:3000' } },
      403,
      'forbidden_origin',
    ],
    ['an opaque origin', '/api/config', { headers: { origin: 'null' } }, 403, 'forbidden_origin'],
    [
      'a cross-site request',
      '/api/config',
      { headers: { 'sec-fetch-site': 'cross-site' } },
      403,
      'forbidden_origin',
    ],
    [
      'a same-site request',
      '/api/config',
      { headers: { 'sec-fetch-site': 'same-site' } },
      403,
      'forbidden_origin',
    ],
    [
      'a preflight',
      '/api/windows',
      { method: 'OPTIONS', headers: { origin: 'https://evil.example' } },
      403,
      'forbidden_origin',
    ],
    [
      'text',
      '/api/windows',
      { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } },
      415,
      'forbidden_origin',
    ],
    [
      'a form',
      '/api/windows',
      { method: 'POST', body: new URLSearchParams({ a: '1' }) },
      415,
      'forbidden_origin',
    ],
    ['no type', '/api/windows', { method: 'POST' }, 415, 'forbidden_origin'],
    [
      'a compressed body',
      '/api/windows',
      { method: 'POST', body: '{}', headers: { ...json, 'content-encoding': 'gzip' } },
      415,
      'forbidden_origin',
    ],
    ['an unknown route', '/api/secrets', {}, 404, 'not_found'],
    ['the bare api', '/api', {}, 404, 'not_found'],
    ['a wrong method', '/api/windows', {}, 405, 'not_found'],
    ['another wrong method', '/api/config', { method: 'DELETE' }, 405, 'not_found'],
  ])('turns away %s', async (_what, path, init, status, code) => {
    const upstream = createStubUpstream();
    const response = await createTestApp(upstream)(new Request(new URL(path, ORIGIN), init));
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
    expect(upstream.calls).toEqual([]);
  });

  it.each([
    ['our own page', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }],
    ['an address typed in', { 'sec-fetch-site': 'none' }],
    ['a tool that is no browser', {}],
  ])('lets in %s', async (_what, headers) => {
    const response = await createTestApp(createStubUpstream())(
      new Request(`${ORIGIN}/api/config`, { headers }),
    );
    expect(response.status).toBe(200);
  });

  it('says which methods a route takes', async () => {
    const response = await createTestApp(createStubUpstream())(
      new Request(`${ORIGIN}/api/windows`),
    );
    expect(response.headers.get('allow')).toBe('POST');
  });

  it('stops reading a body that is too large', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        pulled += 1;
        stream.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: json,
      body: endless,
      duplex: 'half',
    };
    const request = new Request(`${ORIGIN}/api/windows`, init);
    const response = await createTestApp(createStubUpstream())(request);
    expect(response.status).toBe(413);
    expect((await problemOf(response)).code).toBe('too_large');
    expect(pulled).toBeLessThan(MAX_BODY_BYTES / 16_384 + 5);
  });

  it.each(['/api/config', '/api/windows', '/api/none', '/healthz', '/readyz', '/else'])(
    'puts the security headers on %s, and never a CORS header',
    async (path) => {
      const { headers } = await createTestApp(createStubUpstream())(
        new Request(new URL(path, ORIGIN)),
      );
      for (const [name, value] of Object.entries(SECURITY_HEADERS))
        expect(headers.get(name)).toBe(value);
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers.get('cache-control')).toBe(path.startsWith('/api/') ? 'no-store' : null);
    },
  );

  it('tells probes under any host, and nothing else', async () => {
    const proxy = createTestApp(createStubUpstream());
    const statusAt = async (url: string) => (await proxy(new Request(url))).status;
    for (const host of ['10.244.3.17:8787', 'pod.example']) {
      expect([
        await statusAt(`http://${host}/healthz`),
        await statusAt(`http://${host}/readyz`),
        await statusAt(`http://${host}/readyz/..%2fapi/config`),
        await statusAt(`http://${host}/api/config`),
        await statusAt(`http://${host}/metrics`),
      ]).toEqual([200, 200, 403, 403, 403]);
    }
  });

  it('is live always and ready until it drains', async () => {
    let ready = true;
    const proxy = createTestApp(createStubUpstream(), { isReady: () => ready });
    const statusOf = async (path: string) =>
      (await proxy(new Request(new URL(path, ORIGIN)))).status;
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 200]);
    ready = false;
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
  });
});
