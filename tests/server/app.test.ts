import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ProblemSchema } from '../../src/contract/wire/problem.ts';
import { SECURITY_HEADERS } from '../../src/server/middleware/security-headers.ts';
import { ORIGIN, createStubUpstream, createTestApp } from '../support/server/test-doubles.ts';

async function problemOf(response: Response) {
  return v.parse(ProblemSchema, await response.json());
}

describe('createApp', () => {
  const json = { 'content-type': 'application/json' };
  it.each<[string, string, RequestInit, number, string]>([
    ['another host', 'http://evil.example:8787/api/config', {}, 403, 'forbidden_origin'],
    ['another port', 'http://127.0.0.1:8788/api/config', {}, 403, 'forbidden_origin'],
    [
      'another host at the metrics',
      'http://evil.example:8787/metrics',
      {},
      403,
      'forbidden_origin',
    ],
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
      'a text body',
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
    ['a missing content type', '/api/windows', { method: 'POST' }, 415, 'forbidden_origin'],
    [
      'a compressed body',
      '/api/windows',
      { method: 'POST', body: '{}', headers: { ...json, 'content-encoding': 'gzip' } },
      415,
      'forbidden_origin',
    ],
    ['an unknown route', '/api/secrets', {}, 404, 'not_found'],
    ['the path /api alone', '/api', {}, 404, 'not_found'],
    ['an unsupported method', '/api/windows', {}, 405, 'not_found'],
    ['another unsupported method', '/api/config', { method: 'DELETE' }, 405, 'not_found'],
  ])('rejects %s', async (_title, path, init, status, code) => {
    const upstream = createStubUpstream();
    const response = await createTestApp(upstream)(new Request(new URL(path, ORIGIN), init));
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
    expect(upstream.calls).toEqual([]);
  });

  it.each([
    ['our own page', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }],
    ['a typed address', { 'sec-fetch-site': 'none' }],
    ['a client that is no browser', {}],
  ])('accepts %s', async (_title, headers) => {
    const response = await createTestApp(createStubUpstream())(
      new Request(`${ORIGIN}/api/config`, { headers }),
    );
    expect(response.status).toBe(200);
  });

  it('lists the allowed methods of a route', async () => {
    const response = await createTestApp(createStubUpstream())(
      new Request(`${ORIGIN}/api/windows`),
    );
    expect(response.headers.get('allow')).toBe('POST');
  });

  it.each(['/api/config', '/api/windows', '/api/none', '/healthz', '/readyz', '/else'])(
    'sets the security headers and no CORS header on %s',
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

  it('accepts any host for health checks only', async () => {
    const app = createTestApp(createStubUpstream());
    const statusAt = async (url: string) => (await app(new Request(url))).status;
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
});
