import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { createHttpServer, createListener } from '../../../../src/server/node/http/listener.ts';
import { drain } from '../../../../src/server/node/http/shutdown.ts';
import { createStaticFiles } from '../../../../src/server/node/http/static-files.ts';
import type { RequestHandler } from '../../../../src/server/app.ts';
import { SILENT_LOG } from '../../../../src/server/telemetry/log.ts';
import { SECURITY_HEADERS } from '../../../../src/server/middleware/security-headers.ts';
import { loopbackHosts } from '../../../../src/server/settings/settings.ts';
import {
  respondWithValue,
  createStubUpstream,
  createHourRequests,
  parseRecords,
  createTestApp,
  flushPromises,
  createWindowRequest,
} from '../../../support/server/test-doubles.ts';
import type { StubUpstream } from '../../../support/server/test-doubles.ts';

const BUNDLE = `export const text = '${'x'.repeat(2_000)}';`;
let page: string;
const servers: Server[] = [];

beforeAll(() => {
  page = mkdtempSync(join(tmpdir(), 'artc-page-'));
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>ARTC Lens</title>');
  writeFileSync(join(page, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(page, 'assets/main-abc123.js'), BUNDLE);
  writeFileSync(join(page, 'assets/main-abc123.js.br'), brotliCompressSync(BUNDLE));
  writeFileSync(join(page, 'assets/main-abc123.js.map'), '{}');
  writeFileSync(join(page, '.env'), 'SECRET=1');
});

afterAll(() => rmSync(page, { recursive: true }));

afterEach(() => Promise.all(servers.splice(0).map((server) => drain(server, 100))));

/** A whole server on a free port, in front of `upstream`. */
async function serve(
  upstream: StubUpstream,
  wrap: (proxy: RequestHandler) => RequestHandler = (proxy) => proxy,
) {
  const server = createHttpServer((incoming, outgoing) => listener(incoming, outgoing));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const hosts = loopbackHosts(port);
  const app = wrap(createTestApp(upstream, { hosts }));
  const listener = createListener({
    app,
    files: createStaticFiles(page),
    hosts,
    log: SILENT_LOG,
  });
  return { server, port, origin: `http://127.0.0.1:${port}` };
}

const post = (windows: readonly unknown[], signal?: AbortSignal) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ windows }),
  ...(signal && { signal }),
});

/** What comes back for bytes written to the socket as they are, until it is closed. */
function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

/** The status of a path sent as it is written, dots and all. */
function statusOfRawPath(port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers: { accept: '*/*' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

const broken = (): Promise<Response> => Promise.reject(new Error('secret detail'));
const halfway = () =>
  Promise.resolve(
    new Response(
      new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode('half'));
          setImmediate(() => stream.error(new Error('secret detail')));
        },
      }),
    ),
  );

describe('the server', () => {
  it('streams windows over a socket as they come in', async () => {
    const release: (() => void)[] = [];
    const upstream = createStubUpstream(
      (url) => new Promise((resolve) => release.push(() => resolve(respondWithValue(url)))),
    );
    const { origin } = await serve(upstream);
    const response = await fetch(`${origin}/api/windows`, post(createHourRequests(2)));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (release.length < 2) await flushPromises();
    release[0]?.();
    const first = parseRecords((await reader?.read())?.value ?? '');
    expect(first).toHaveLength(1);
    release[1]?.();
    expect(parseRecords((await reader?.read())?.value ?? '')).toHaveLength(1);
    expect((await reader?.read())?.done).toBe(true);
  });

  it('leaves the work when its client hangs up', async () => {
    let aborted = 0;
    const stillAsked = () => 3 - aborted;
    const upstream = createStubUpstream(
      (_url, _call, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted += 1;
            reject(signal.reason);
          });
        }),
    );
    const { origin } = await serve(upstream);
    const client = new AbortController();
    const response = await fetch(
      `${origin}/api/windows`,
      post(createHourRequests(3), client.signal),
    );
    while (upstream.calls.length < 3) await flushPromises();
    client.abort();
    await expect(response.text()).rejects.toThrow(/abort/i);
    while (stillAsked() > 0) await flushPromises();
    expect(upstream.calls).toHaveLength(3);
  });

  it('survives a handler that throws, at once or halfway', async () => {
    const { origin } = await serve(createStubUpstream(), (proxy) => (incoming) => {
      if (incoming.url.endsWith('/api/broken')) return broken();
      return incoming.url.endsWith('/api/halfway') ? halfway() : proxy(incoming);
    });
    const failed = await fetch(`${origin}/api/broken`);
    expect(failed.status).toBe(500);
    expect(await failed.json()).toMatchObject({ code: 'internal' });
    await expect(fetch(`${origin}/api/halfway`).then((answer) => answer.text())).rejects.toThrow(
      /terminated|failed/,
    );
    expect((await fetch(`${origin}/api/config`)).status).toBe(200);
  });

  it('finishes what is under way when it is to stop', async () => {
    let release: (() => void) | undefined;
    const upstream = createStubUpstream(
      (url) => new Promise((resolve) => (release = () => resolve(respondWithValue(url)))),
    );
    const { server, origin } = await serve(upstream);
    const response = await fetch(`${origin}/api/windows`, post([createWindowRequest()]));
    while (upstream.calls.length < 1) await flushPromises();
    const stopped = drain(server);
    release?.();
    expect(parseRecords(await response.text())[0]?.status).toBe('ok');
    await stopped;
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('stops though something under way never ends', async () => {
    const upstream = createStubUpstream(() => new Promise(() => undefined));
    const { server, origin } = await serve(upstream);
    const answer = fetch(`${origin}/api/windows`, post([createWindowRequest()]))
      .then((got) => got.text())
      .catch(() => 'cut off');
    while (upstream.calls.length < 1) await flushPromises();
    await drain(server, 1);
    expect(await answer).toBe('cut off');
  });
});

describe('raw requests', () => {
  it.each([
    [
      'another host',
      'GET /api/config HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      403,
    ],
    [
      'another host for the page',
      'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      403,
    ],
    [
      'another host for a probe',
      'GET /readyz HTTP/1.1\r\nHost: 10.0.0.9:1\r\nConnection: close\r\n\r\n',
      200,
    ],
    ['no host', 'GET /api/config HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    [
      'a host that is none',
      'GET /api/config HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
      400,
    ],
    [
      'two hosts',
      'GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      403,
    ],
    [
      'a whole URL',
      'GET http://127.0.0.1:PORT/api/config HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n',
      403,
    ],
    ['no path', 'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n', 403],
    [
      'huge headers',
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['no HTTP', 'hello\r\n\r\n', 400],
  ])('with %s are turned away', async (_what, text, status) => {
    const upstream = createStubUpstream();
    const { port } = await serve(upstream);
    const answer = await sendRaw(port, text.replaceAll('PORT', String(port)));
    expect(answer.split(' ')[1]).toBe(String(status));
    expect(upstream.calls).toEqual([]);
  });
});

describe('the page', () => {
  it('is index.html, asked about each time', async () => {
    const { origin } = await serve(createStubUpstream());
    const response = await fetch(`${origin}/?range=7d`);
    expect(await response.text()).toContain('<title>ARTC Lens');
    expect(response.headers.get('content-type')).toBe('text/html;charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect(response.headers.get(name)).toBe(value);
    }
    const again = await fetch(`${origin}/`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('has assets that never change, packed', async () => {
    const { origin } = await serve(createStubUpstream());
    const response = await fetch(`${origin}/assets/main-abc123.js`, {
      headers: { 'accept-encoding': 'br' },
    });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
    expect(await response.text()).toBe(BUNDLE);
  });

  it.each([
    ['/somewhere', 'text/html,*/*', 200],
    ['/somewhere', 'application/json', 404],
    ['/api/somewhere', 'text/html', 404],
    ['/api', 'text/html', 404],
    ['/assets/old-hash.js', 'text/html,*/*', 404],
    ['/missing.png', 'text/html,*/*', 404],
  ])('answers %s for %s with %d', async (path, accept, status) => {
    const { origin } = await serve(createStubUpstream());
    expect((await fetch(`${origin}${path}`, { headers: { accept } })).status).toBe(status);
  });

  it('takes no other method', async () => {
    const { origin } = await serve(createStubUpstream());
    const response = await fetch(`${origin}/`, { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect((await fetch(`${origin}/`, { method: 'HEAD' })).status).toBe(200);
  });

  it('ignores ranges, broken ones too', async () => {
    const { origin } = await serve(createStubUpstream());
    for (const range of ['bytes=0-1', 'bytes=9-2', 'bytes=x', 'bytes=99999999-']) {
      expect((await fetch(`${origin}/favicon.svg`, { headers: { range } })).status).toBe(200);
    }
  });

  it.each([
    '/.env',
    '/%2eenv',
    '/assets/../.env',
    '/assets/%2e%2e/.env',
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/%252e%252e/package.json',
    '/....//package.json',
    '/..\\package.json',
    '/..%5cpackage.json',
    '//etc/passwd',
    '/etc/passwd',
    '/assets/main-abc123.js.map',
    '/assets/main-abc123.js.MAP',
    '/assets/main-abc123.js.br',
    '/assets/',
    '/%00',
    '/%',
    '/index.html%00.js',
  ])('has nothing at %s', async (path) => {
    const { port } = await serve(createStubUpstream());
    expect(await statusOfRawPath(port, path)).toBeOneOf([400, 404]);
  });
});
