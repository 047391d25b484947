import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES, MAX_WINDOWS } from '../../src/contract/wire/api.ts';
import type { WindowRequest } from '../../src/contract/wire/api.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import { MAX_FAILURES_PER_MINUTE } from '../../src/server/auth/token-check.ts';
import { createUpstreamFetch } from '../../src/server/node/upstream-fetch.ts';
import { MAX_WAITING_PER_CLIENT } from '../../src/server/limits/queue-limit.ts';
import { SECURITY_HEADERS } from '../../src/server/middleware/security-headers.ts';
import { createWindowClient } from '../../src/query/http/window-client.ts';
import { createTokenApp } from '../support/server/access.ts';
import {
  ORIGIN,
  TODAY,
  createStubUpstream,
  createHourRequests,
  parseRecords,
  createPostRequest,
  createTestApp,
  createSettings,
  createWindowRequest,
} from '../support/server/test-doubles.ts';
import { sendFuzzedBodies } from '../support/server/fuzzed-bodies.ts';
import { sendRawText, startTestServer, startHttpServer } from '../support/server/started-server.ts';

const FUZZED_BODIES = 2_000;

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { ...JSON_TYPE, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('createApp, threat: open signer, SSRF', () => {
  it('sends only the one action to the configured endpoint for fuzzed bodies (10,000 in npm run soak)', async () => {
    const { accepted, rejected, calls, unexpectedCalls } = await sendFuzzedBodies(FUZZED_BODIES);
    expect(Math.min(accepted, rejected)).toBeGreaterThan(FUZZED_BODIES / 10);
    expect(calls).toBeGreaterThan(FUZZED_BODIES / 10);
    expect(unexpectedCalls).toEqual([]);
  }, 60_000);

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%d)', async (status) => {
    let redirected = 0;
    const target = await startHttpServer((_request, response) => {
      redirected += 1;
      response.end('{}');
    });
    const [record] = await fetchFrom((_request, response) =>
      response.writeHead(status, { location: `${target}/` }).end(),
    );
    expect(record).toMatchObject({ status: 'failed', values: [] });
    expect(redirected).toBe(0);
  });
});

describe('createApp, threat: DNS rebinding', () => {
  const request = (line: string, ...headers: string[]) =>
    [line, ...headers, 'Connection: close', '', ''].join('\r\n');
  const ownHost = 'Host: 127.0.0.1:PORT';
  const get = 'GET /api/config HTTP/1.1';

  it.each([
    ['another host name', request(get, 'Host: evil.example'), 403],
    ['another host name at our port', request(get, 'Host: evil.example:PORT'), 403],
    ['our address at another port', request(get, 'Host: 127.0.0.1:1'), 403],
    ['our address without the port', request(get, 'Host: 127.0.0.1'), 403],
    ['the wildcard address', request(get, 'Host: 0.0.0.0:PORT'), 403],
    ['our name inside another', request(get, 'Host: 127.0.0.1.evil.example:PORT'), 403],
    ['another name after ours', request(get, 'Host: 127.0.0.1:PORT.evil.example'), 400],
    ['two hosts', request(get, ownHost, 'Host: evil.example'), 403],
    ['the same host twice', request(get, ownHost, ownHost), 403],
    ['two hosts in one header', request(get, 'Host: 127.0.0.1:PORT, evil.example'), 400],
    [
      'a forwarded host',
      request(get, 'Host: evil.example', 'X-Forwarded-Host: 127.0.0.1:PORT'),
      403,
    ],
    ['no host', request(get), 400],
    ['an empty host', request(get, 'Host:'), 403],
    ['an absolute URL', request('GET http://127.0.0.1:PORT/api/config HTTP/1.1', ownHost), 403],
    [
      'an absolute URL of another server',
      request('GET http://evil.example/api/config HTTP/1.1', ownHost),
      403,
    ],
    ['no path', request('OPTIONS * HTTP/1.1', ownHost), 403],
    ['HTTP/1.0 without a host', request('GET /api/config HTTP/1.0'), 403],
    ['the page under another host name', request('GET / HTTP/1.1', 'Host: evil.example:PORT'), 403],
  ])('rejects %s', async (_title, text, status) => {
    const { port, upstream } = await startTestServer({
      files: (_request, response) => response.end('page'),
    });
    const response = await sendRawText(port, text.replaceAll('PORT', String(port)));
    expect([status, 400]).toContain(Number(response.split(' ')[1]));
    expect(response).not.toMatch(/page$|"metrics"/);
    expect(upstream.calls).toEqual([]);
  });

  it('rejects a tunnel to another server', async () => {
    const { port } = await startTestServer();
    expect(await sendRawText(port, request('CONNECT evil.example:443 HTTP/1.1', ownHost))).toBe('');
  });

  it('accepts loopback names', async () => {
    const { port } = await startTestServer();
    for (const host of ['127.0.0.1', 'localhost', 'LocalHost', '[::1]']) {
      const response = await sendRawText(port, request(get, `Host: ${host}:${port}`));
      expect(response).toContain('200 OK');
    }
  });

  it('rejects conflicting lengths (request smuggling)', async () => {
    const { port, upstream } = await startTestServer();
    const smuggled = request(
      'POST /api/windows HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Content-Type: application/json',
      'Content-Length: 4',
      'Transfer-Encoding: chunked',
    );
    expect(await sendRawText(port, `${smuggled}0\r\n\r\nGET / HTTP/1.1\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 400/,
    );
    expect(upstream.calls).toEqual([]);
  });
});

describe('createApp, threat: CSRF, CORS', () => {
  it.each<[string, string, RequestInit, number]>([
    [
      'JSON from another origin',
      '/api/windows',
      post({ windows: [createWindowRequest()] }, { origin: 'https://evil.example' }),
      403,
    ],
    [
      'an opaque origin',
      '/api/windows',
      post({ windows: [createWindowRequest()] }, { origin: 'null' }),
      403,
    ],
    ['a text body', '/api/windows', post('{}', { 'content-type': 'text/plain' }), 415],
    ['a form', '/api/windows', { method: 'POST', body: new URLSearchParams({ a: '1' }) }, 415],
    ['a multipart form', '/api/windows', { method: 'POST', body: new FormData() }, 415],
    [
      'a read from another origin',
      '/api/config',
      { headers: { origin: 'https://evil.example' } },
      403,
    ],
    [
      'a sign-in from another origin',
      '/signin',
      { method: 'POST', headers: { origin: 'https://evil.example' } },
      404,
    ],
    [
      'a preflight',
      '/api/windows',
      {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      },
      403,
    ],
  ])('rejects %s', async (_title, path, init, status) => {
    const { origin, upstream } = await startTestServer();
    const response = await fetch(origin + path, init);
    expect(response.status).toBe(status);
    expect(corsHeadersOf(response)).toEqual([]);
    expect(upstream.calls).toEqual([]);
  });

  it.each(['cross-site', 'same-site'])('rejects a %s request', async (site) => {
    const { port, upstream } = await startTestServer();
    const response = await sendRawText(
      port,
      `GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nSec-Fetch-Site: ${site}\r\nConnection: close\r\n\r\n`,
    );
    expect(response).toMatch(/^HTTP\/1.1 403/);
    expect(upstream.calls).toEqual([]);
  });
});

describe('createApp, threat: quota exhausted by one client', () => {
  it('returns 429 with Retry-After beyond the queue limit', async () => {
    const never = new Promise<Response>(() => {});
    const { origin } = await startTestServer({ upstream: createStubUpstream(() => never) });
    const controller = new AbortController();
    const requestThousand = (app: number) =>
      fetch(`${origin}/api/windows`, {
        ...post({
          windows: Array.from({ length: MAX_WINDOWS }, (_, i) =>
            createWindowRequest({ appId: `app-${app}`, channelId: `c${i}` }),
          ),
        }),
        signal: controller.signal,
      });
    // References prevent garbage collection, which would cancel the responses.
    const waiting: Response[] = [];
    while (waiting.length < MAX_WAITING_PER_CLIENT / MAX_WINDOWS) {
      waiting.push(await requestThousand(waiting.length));
    }
    expect(waiting.map(({ status }) => status)).toEqual(waiting.map(() => 200));
    const rejected = await requestThousand(-1);
    expect(rejected.status).toBe(429);
    expect(Number(rejected.headers.get('retry-after'))).toBeGreaterThan(0);
    controller.abort();
  });

  it('rejects apps that are not configured when only those are allowed', async () => {
    const settings = createSettings({ apps: [{ id: 'mine', name: 'Mine' }], anyApp: false });
    const { origin, upstream } = await startTestServer({ changes: { settings } });
    const response = await fetch(
      `${origin}/api/windows`,
      post({ windows: [createWindowRequest()] }),
    );
    expect(response.status).toBe(400);
    expect(upstream.calls).toEqual([]);
  });
});

describe('createApp, threat: token guessing', () => {
  it('checks ten invalid tokens per address and minute', async () => {
    const { access } = await createTokenApp();
    const { origin } = await startTestServer({ changes: { access } });
    const guess = async (n: number) => {
      const body = new URLSearchParams({ token: `guess-${n}` });
      return (await fetch(`${origin}/signin`, { method: 'POST', body })).status;
    };
    const statuses: number[] = [];
    for (let n = 0; n < MAX_FAILURES_PER_MINUTE + 3; n += 1) statuses.push(await guess(n));
    expect(statuses.slice(0, MAX_FAILURES_PER_MINUTE)).not.toContain(429);
    expect(statuses.slice(MAX_FAILURES_PER_MINUTE)).toEqual([429, 429, 429]);
  });
});

describe('createApp, threat: large input', () => {
  it.each<[string, RequestInit, number]>([
    ['a declared length that is too large', post(' '.repeat(MAX_BODY_BYTES + 1)), 413],
    [
      'too many windows',
      post({ windows: Array.from({ length: MAX_WINDOWS + 1 }, () => createWindowRequest()) }),
      400,
    ],
    ['deeply nested JSON', post('['.repeat(200_000)), 400],
  ])('rejects %s', async (_title, init, status) => {
    const { origin, upstream } = await startTestServer();
    expect((await fetch(`${origin}/api/windows`, init)).status).toBe(status);
    expect(upstream.calls).toEqual([]);
  });

  it('stops reading a chunked body at the limit', async () => {
    const { port } = await startTestServer();
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const response = await sendRawText(
      port,
      `POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(20)}`,
    );
    expect(response).toMatch(/^HTTP\/1.1 413/);
  });

  it('accepts a thousand windows with AppIds of 36 and channels of 64 characters', async () => {
    const { status, bytes } = await postThousand({
      appId: 'a'.repeat(36),
      channelId: 'c'.repeat(64),
    });
    expect([status, bytes > 65_536]).toEqual([200, true]);
  });

  it('rejects a thousand windows of maximum length, which the page requests in parts', async () => {
    const longest = { appId: 'a'.repeat(64), channelId: '😀'.repeat(128) };
    expect((await postThousand(longest)).status).toBe(413);
    const app = createTestApp(createStubUpstream());
    const statuses: number[] = [];
    const client = createWindowClient({
      async fetch(path, init) {
        const response = await app(new Request(ORIGIN + path, init));
        statuses.push(response.status);
        return response;
      },
    });
    const records = await Promise.all(
      createThousandDays(longest).map((window) =>
        client.load(window, { signal: new AbortController().signal }),
      ),
    );
    expect(new Set(records.map(({ status }) => status))).toEqual(new Set(['ok']));
    expect(statuses).toEqual([200, 200, 200]);
  });
});

/** Future days, which need no upstream call. */
function createThousandDays(changes: Partial<WindowRequest>): WindowRequest[] {
  return Array.from({ length: MAX_WINDOWS }, (_, day) => {
    const begin = TODAY.end + day * DAY;
    return createWindowRequest({
      os: 'Android',
      terminal: 'mobile',
      ...changes,
      begin,
      end: begin + DAY,
    });
  });
}

async function postThousand(changes: Partial<WindowRequest>) {
  const body = JSON.stringify({ windows: createThousandDays(changes) });
  const response = await createTestApp(createStubUpstream())(createPostRequest([], { body }));
  await response.text();
  return { status: response.status, bytes: Buffer.byteLength(body) };
}

describe('createApp, threat: clickjacking, XSS', () => {
  it.each<[string, RequestInit]>([
    ['/', {}],
    ['/nothing', {}],
    ['/api/config', {}],
    ['/api/config', { method: 'DELETE' }],
    ['/api/windows', post({ windows: createHourRequests(1) })],
    ['/api/windows', post('{')],
    ['/api/windows', post({}, { origin: 'https://evil.example' })],
    ['/api/windows', post({}, { 'content-type': 'text/plain' })],
    ['/api/nothing', {}],
    ['/healthz', {}],
    ['/readyz', {}],
    ['/signin', {}],
    ['/signout', { method: 'POST' }],
    ['/metrics', {}],
    ['/', { method: 'POST' }],
  ])('sets the security headers and no CORS header on %s %j', async (path, init) => {
    const { access } = await createTokenApp();
    for (const changes of [{}, { access }]) {
      const { origin } = await startTestServer({
        changes,
        files: (request, response, next) => (request.url === '/' ? response.end('page') : next()),
      });
      const response = await fetch(origin + path, { ...init, redirect: 'manual' });
      await response.text();
      const { 'content-security-policy': policy, ...others } = SECURITY_HEADERS;
      for (const [name, value] of Object.entries(others)) {
        expect(response.headers.get(name)).toBe(value);
      }
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(policy).toContain('frame-ancestors');
      expect(response.headers.get('content-security-policy')).toContain('frame-ancestors');
      expect(corsHeadersOf(response)).toEqual([]);
    }
  });
});

function corsHeadersOf({ headers }: Response): string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control'));
}

/** Fetches one window from an upstream that is a real server. */
async function fetchFrom(listener: Parameters<typeof startHttpServer>[0]) {
  const endpoint = await startHttpServer(listener);
  const app = createTestApp(
    { ...createStubUpstream(), fetch: createUpstreamFetch(1) },
    { settings: createSettings({ endpoint }) },
  );
  return parseRecords(await (await app(createPostRequest([createWindowRequest()]))).text());
}
