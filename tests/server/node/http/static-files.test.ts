import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECURITY_HEADERS } from '../../../../src/server/middleware/security-headers.ts';
import { createStaticFiles } from '../../../../src/server/node/http/static-files.ts';
import { startTestServer } from '../../../support/server/started-server.ts';

const SCRIPT = `export const text = '${'x'.repeat(2_000)}';`;
let page: string;

beforeAll(() => {
  page = mkdtempSync(join(tmpdir(), 'artc-page-'));
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>ARTC Lens</title>');
  writeFileSync(join(page, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(page, 'assets/main-abc123.js'), SCRIPT);
  writeFileSync(join(page, 'assets/main-abc123.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(page, 'assets/main-abc123.js.map'), '{}');
  writeFileSync(join(page, '.env'), 'SECRET=1');
});

afterAll(() => rmSync(page, { recursive: true }));

const startPageServer = () => startTestServer({ files: createStaticFiles(page) });

/** Status of a path that is sent unchanged; `fetch` would resolve the dots. */
function fetchRawPath(port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers: { accept: '*/*' } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('createStaticFiles', () => {
  it('serves index.html, which is revalidated by every request', async () => {
    const { origin } = await startPageServer();
    const response = await fetch(`${origin}/?range=7d`);
    expect(await response.text()).toContain('<title>ARTC Lens');
    expect(response.headers.get('content-type')).toBe('text/html;charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect(response.headers.get(name)).toBe(value);
    }
    const revalidated = await fetch(`${origin}/`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(revalidated.status).toBe(304);
  });

  it('serves assets compressed and as immutable', async () => {
    const { origin } = await startPageServer();
    const response = await fetch(`${origin}/assets/main-abc123.js`, {
      headers: { 'accept-encoding': 'br' },
    });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
    expect(await response.text()).toBe(SCRIPT);
  });

  it.each([
    ['/somewhere', 'text/html,*/*', 200],
    ['/somewhere', 'application/json', 404],
    ['/api/somewhere', 'text/html', 404],
    ['/api', 'text/html', 404],
    ['/assets/old-hash.js', 'text/html,*/*', 404],
    ['/missing.png', 'text/html,*/*', 404],
  ])('responds to %s for %s with %d', async (path, accept, status) => {
    const { origin } = await startPageServer();
    expect((await fetch(`${origin}${path}`, { headers: { accept } })).status).toBe(status);
  });

  it('rejects methods other than GET and HEAD', async () => {
    const { origin } = await startPageServer();
    const response = await fetch(`${origin}/`, { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect((await fetch(`${origin}/`, { method: 'HEAD' })).status).toBe(200);
  });

  it('ignores ranges, including invalid ones', async () => {
    const { origin } = await startPageServer();
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
  ])('serves no file for %s', async (path) => {
    const { port } = await startPageServer();
    expect(await fetchRawPath(port, path)).toBeOneOf([400, 404]);
  });
});
