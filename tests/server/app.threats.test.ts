// The threat table, row by row, against whole servers on loopback sockets. What a row does not show
// here stands in the test that its title names.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES, MAX_WINDOWS } from '../../src/contract/wire/api.ts';
import type { WindowRequest } from '../../src/contract/wire/api.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import { MAX_FAILURES_PER_MINUTE } from '../../src/server/auth/token-check.ts';
import { createUpstreamFetch } from '../../src/server/node/upstream-fetch.ts';
import { MAX_WAITING_PER_CLIENT } from '../../src/server/limits/queue-limit.ts';
import { SECURITY_HEADERS } from '../../src/server/middleware/security-headers.ts';
import { parseSettings } from '../../src/server/settings/settings.ts';
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

const SHORT = 2_000;

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { ...JSON_TYPE, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('open signer, SSRF', () => {
  it(`${SHORT.toLocaleString('en')} made-up bodies (10,000 in npm run soak) bring out nothing but the one action to the configured endpoint`, async () => {
    const { accepted, rejected, calls, unexpectedCalls } = await sendFuzzedBodies(SHORT);
    expect(Math.min(accepted, rejected)).toBeGreaterThan(SHORT / 10);
    expect(calls).toBeGreaterThan(SHORT / 10);
    expect(unexpectedCalls).toEqual([]);
  }, 60_000);

  it.each([301, 302, 303, 307, 308])('a redirect (%d) is followed nowhere', async (status) => {
    let elsewhere = 0;
    const other = await startHttpServer((_request, response) => {
      elsewhere += 1;
      response.end('{}');
    });
    const [line] = await askOver((_request, response) =>
      response.writeHead(status, { location: `${other}/` }).end(),
    );
    expect(line).toMatchObject({ status: 'failed', values: [] });
    expect(elsewhere).toBe(0);
  });
});

describe('DNS rebinding', () => {
  const request = (line: string, ...headers: string[]) =>
    [line, ...headers, 'Connection: close', '', ''].join('\r\n');
  const ours = 'Host: 127.0.0.1:PORT';
  const get = 'GET /api/config HTTP/1.1';

  it.each([
    ['another name', request(get, 'Host: evil.example'), 403],
    ['another name at our port', request(get, 'Host: evil.example:PORT'), 403],
    ['our address at another port', request(get, 'Host: 127.0.0.1:1'), 403],
    ['our address without the port', request(get, 'Host: 127.0.0.1'), 403],
    ['every address', request(get, 'Host: 0.0.0.0:PORT'), 403],
    ['our name inside another', request(get, 'Host: 127.0.0.1.evil.example:PORT'), 403],
    ['another name after ours', request(get, 'Host: 127.0.0.1:PORT.evil.example'), 400],
    ['two hosts', request(get, ours, 'Host: evil.example'), 403],
    ['the same host twice', request(get, ours, ours), 403],
    ['two hosts in one', request(get, 'Host: 127.0.0.1:PORT, evil.example'), 400],
    [
      'a forwarded host',
      request(get, 'Host: evil.example', 'X-Forwarded-Host: 127.0.0.1:PORT'),
      403,
    ],
    ['no host', request(get), 400],
    ['an empty host', request(get, 'Host:'), 403],
    ['a whole URL', request('GET http://127.0.0.1:PORT/api/config HTTP/1.1', ours), 403],
    ['a whole URL elsewhere', request('GET http://evil.example/api/config HTTP/1.1', ours), 403],
    ['no path', request('OPTIONS * HTTP/1.1', ours), 403],
    ['HTTP/1.0 without a host', request('GET /api/config HTTP/1.0'), 403],
    ['the page under another name', request('GET / HTTP/1.1', 'Host: evil.example:PORT'), 403],
  ])('%s is turned away', async (_what, text, status) => {
    const { port, upstream } = await startTestServer({
      files: (_request, response) => response.end('page'),
    });
    const answer = await sendRawText(port, text.replaceAll('PORT', String(port)));
    expect([status, 400]).toContain(Number(answer.split(' ')[1]));
    expect(answer).not.toMatch(/page$|"metrics"/);
    expect(upstream.calls).toEqual([]);
  });

  it('the way to another server is none', async () => {
    const { port } = await startTestServer();
    expect(await sendRawText(port, request('CONNECT evil.example:443 HTTP/1.1', ours))).toBe('');
  });

  it('our own name is let in', async () => {
    const { port } = await startTestServer();
    for (const host of ['127.0.0.1', 'localhost', 'LocalHost', '[::1]']) {
      const answer = await sendRawText(port, request(get, `Host: ${host}:${port}`));
      expect(answer).toContain('200 OK');
    }
  });

  it('bytes left over from one request are no second one for somebody else', async () => {
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

describe('other sites (CSRF, CORS)', () => {
  it.each<[string, string, RequestInit, number]>([
    [
      'its origin with JSON',
      '/api/windows',
      post({ windows: [createWindowRequest()] }, { origin: 'https://evil.example' }),
      403,
    ],
    [
      'no origin at all',
      '/api/windows',
      post({ windows: [createWindowRequest()] }, { origin: 'null' }),
      403,
    ],
    ['text', '/api/windows', post('{}', { 'content-type': 'text/plain' }), 415],
    ['a form', '/api/windows', { method: 'POST', body: new URLSearchParams({ a: '1' }) }, 415],
    ['a form of files', '/api/windows', { method: 'POST', body: new FormData() }, 415],
    ['its origin, reading', '/api/config', { headers: { origin: 'https://evil.example' } }, 403],
    [
      'its origin, signing in',
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
  ])('%s gets nothing', async (_what, path, init, status) => {
    const { origin, upstream } = await startTestServer();
    const response = await fetch(origin + path, init);
    expect(response.status).toBe(status);
    expect(corsOf(response)).toEqual([]);
    expect(upstream.calls).toEqual([]);
  });

  it.each(['cross-site', 'same-site'])('what the browser calls %s gets nothing', async (site) => {
    const { port, upstream } = await startTestServer();
    const answer = await sendRawText(
      port,
      `GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nSec-Fetch-Site: ${site}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 403/);
    expect(upstream.calls).toEqual([]);
  });
});

describe('quota burned by one person (and lanes.test.ts)', () => {
  it('beyond the bound there is 429 and when to come again', async () => {
    const never = new Promise<Response>(() => {});
    const { origin } = await startTestServer({ upstream: createStubUpstream(() => never) });
    const leaver = new AbortController();
    const thousand = (app: number) =>
      fetch(`${origin}/api/windows`, {
        ...post({
          windows: Array.from({ length: MAX_WINDOWS }, (_, i) =>
            createWindowRequest({ appId: `app-${app}`, channelId: `c${i}` }),
          ),
        }),
        signal: leaver.signal,
      });
    // Kept, for an answer that nobody holds is cancelled.
    const waiting: Response[] = [];
    while (waiting.length < MAX_WAITING_PER_CLIENT / MAX_WINDOWS) {
      waiting.push(await thousand(waiting.length));
    }
    expect(waiting.map(({ status }) => status)).toEqual(waiting.map(() => 200));
    const refused = await thousand(-1);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    leaver.abort();
  });

  it('apps off the list are refused when only those are allowed', async () => {
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

// Secrets in logs, errors, bundle, metrics: canary.test.ts, and the built files in the browser tests.

describe('open bind by mistake', () => {
  it.each(['0.0.0.0', '::', '[::]', '192.168.1.20', 'lens.example.com', '*', '127.0.0.1.evil'])(
    'HOST=%s without access control is a sentence, not a server',
    (HOST) => {
      const { errors } = parseSettings({ HOST });
      expect(errors?.join()).toMatch(/HOST must be a loopback address/);
    },
  );
});

describe('token guessing (and access.test.ts)', () => {
  it('ten wrong tokens a minute are what an address has', async () => {
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

describe('slow clients, big input (and slow-clients.test.ts)', () => {
  it.each<[string, RequestInit, number]>([
    ['a body that says it is too large', post(' '.repeat(MAX_BODY_BYTES + 1)), 413],
    [
      'a window too many',
      post({ windows: Array.from({ length: MAX_WINDOWS + 1 }, () => createWindowRequest()) }),
      400,
    ],
    ['a body a million deep', post('['.repeat(200_000)), 400],
  ])('%s is turned away', async (_what, init, status) => {
    const { origin, upstream } = await startTestServer();
    expect((await fetch(`${origin}/api/windows`, init)).status).toBe(status);
    expect(upstream.calls).toEqual([]);
  });

  it('a body without a length is read no further than the cap', async () => {
    const { port } = await startTestServer();
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const answer = await sendRawText(
      port,
      `POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(20)}`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 413/);
  });

  it("a thousand windows of the console's AppIds and channels of 64 letters fit into a body", async () => {
    const { status, bytes } = await postThousand({
      appId: 'a'.repeat(36),
      channelId: 'c'.repeat(64),
    });
    expect([status, bytes > 65_536]).toEqual([200, true]);
  });

  it('a thousand of the longest are too large for one, and the page asks for them in parts', async () => {
    const longest = { appId: 'a'.repeat(64), channelId: '😀'.repeat(128) };
    expect((await postThousand(longest)).status).toBe(413);
    const proxy = createTestApp(createStubUpstream());
    const statuses: number[] = [];
    const client = createWindowClient({
      async fetch(path, init) {
        const response = await proxy(new Request(ORIGIN + path, init));
        statuses.push(response.status);
        return response;
      },
    });
    const lines = await Promise.all(
      thousandOf(longest).map((window) =>
        client.load(window, { signal: new AbortController().signal }),
      ),
    );
    expect(new Set(lines.map(({ status }) => status))).toEqual(new Set(['ok']));
    expect(statuses).toEqual([200, 200, 200]);
  });
});

/** Days to come, of which nothing has to be asked. */
function thousandOf(changes: Partial<WindowRequest>): WindowRequest[] {
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
  const body = JSON.stringify({ windows: thousandOf(changes) });
  const response = await createTestApp(createStubUpstream())(createPostRequest([], { body }));
  await response.text();
  return { status: response.status, bytes: Buffer.byteLength(body) };
}

// Path traversal, dotfiles, maps: listener.test.ts, 20 raw paths.
// Hostile upstream: hostile-upstream.test.ts.

describe('clickjacking, XSS', () => {
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
  ])('%s %j has every security header, and none of CORS', async (path, init) => {
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
      expect(corsOf(response)).toEqual([]);
    }
  });
});

describe('supply chain', () => {
  interface Locked {
    dev?: boolean;
    hasInstallScript?: boolean;
    integrity?: string;
    os?: string[];
  }
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
  const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
  // A compiler that a library names as its peer never runs with the server.
  const shipped = Object.entries(packages).filter(
    ([name, { dev }]) => name !== '' && !dev && !/\/(?:@typescript\/.*|typescript)$/.test(name),
  );

  it('few packages are shipped, each with its hash', () => {
    const { dependencies } = read('package.json') as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(25);
    expect(shipped.length).toBeLessThanOrEqual(120);
    expect(shipped.filter(([, { integrity }]) => !integrity)).toEqual([]);
    expect(
      Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version)),
    ).toEqual([]);
  });

  it('none of them runs anything at its installation, or is native code', () => {
    expect(shipped.filter(([, one]) => one.hasInstallScript || one.os)).toEqual([]);
    const { allowScripts } = read('package.json') as { allowScripts: Record<string, boolean> };
    expect(Object.values(allowScripts)).not.toContain(true);
  });
});

describe('debug leaks', () => {
  it.each([
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    { NODE_DEBUG: 'http' },
    { NODE_DEBUG: 'fs,TLS' },
    { NODE_DEBUG: 'net' },
    { NODE_DEBUG: 'http*' },
    { NODE_DEBUG: '*' },
    { NODE_DEBUG: 'https' },
    { NODE_DEBUG: 'undici' },
  ])('%j is refused', (env) => {
    expect(parseSettings(env).errors).toHaveLength(1);
  });
});

function corsOf({ headers }: Response): string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control'));
}

/** What one window becomes with this server in the upstream's place, over a real socket. */
async function askOver(listener: Parameters<typeof startHttpServer>[0]) {
  const endpoint = await startHttpServer(listener);
  const proxy = createTestApp(
    { ...createStubUpstream(), fetch: createUpstreamFetch(1) },
    { settings: createSettings({ endpoint }) },
  );
  return parseRecords(await (await proxy(createPostRequest([createWindowRequest()]))).text());
}
