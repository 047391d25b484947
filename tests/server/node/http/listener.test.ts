import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticFiles } from '../../../../src/server/node/http/static-files.ts';
import { sendRawText, startTestServer } from '../../../support/server/started-server.ts';
import {
  createHourRequests,
  createStubUpstream,
  createTestApp,
  flushPromises,
  parseRecords,
  respondWithValue,
} from '../../../support/server/test-doubles.ts';

const createPost = (windows: readonly unknown[], signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ windows }),
  ...(signal && { signal }),
});

const throwError = (): Promise<Response> => Promise.reject(new Error('secret detail'));
const failHalfway = () =>
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

describe('createListener', () => {
  it('streams windows as they arrive', async () => {
    const release: (() => void)[] = [];
    const upstream = createStubUpstream(
      (url) => new Promise((resolve) => release.push(() => resolve(respondWithValue(url)))),
    );
    const { origin } = await startTestServer({ upstream });
    const response = await fetch(`${origin}/api/windows`, createPost(createHourRequests(2)));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (release.length < 2) await flushPromises();
    release[0]?.();
    expect(parseRecords((await reader?.read())?.value ?? '')).toHaveLength(1);
    release[1]?.();
    expect(parseRecords((await reader?.read())?.value ?? '')).toHaveLength(1);
    expect((await reader?.read())?.done).toBe(true);
  });

  it('aborts upstream calls when the client disconnects', async () => {
    let aborted = 0;
    const countPending = () => 3 - aborted;
    const upstream = createStubUpstream(
      (_url, _call, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted += 1;
            reject(signal.reason);
          });
        }),
    );
    const { origin } = await startTestServer({ upstream });
    const client = new AbortController();
    const response = await fetch(
      `${origin}/api/windows`,
      createPost(createHourRequests(3), client.signal),
    );
    while (upstream.calls.length < 3) await flushPromises();
    client.abort();
    await expect(response.text()).rejects.toThrow(/abort/i);
    while (countPending() > 0) await flushPromises();
    expect(upstream.calls).toHaveLength(3);
  });

  it('keeps serving after a handler throws, before or during the response', async () => {
    const app = createTestApp(createStubUpstream());
    const { origin } = await startTestServer({
      app(request, client) {
        if (request.url.endsWith('/api/broken')) return throwError();
        if (request.url.endsWith('/api/halfway')) return failHalfway();
        // The test app accepts only its own host.
        const { pathname } = new URL(request.url);
        return app(new Request(`http://127.0.0.1:8787${pathname}`), client);
      },
    });
    const failed = await fetch(`${origin}/api/broken`);
    expect(failed.status).toBe(500);
    expect(await failed.json()).toMatchObject({ code: 'internal' });
    await expect(
      fetch(`${origin}/api/halfway`).then((response) => response.text()),
    ).rejects.toThrow(/terminated|failed/);
    expect((await fetch(`${origin}/api/config`)).status).toBe(200);
  });
});

describe('createListener, for raw requests', () => {
  let page: string;
  beforeAll(() => {
    page = mkdtempSync(join(tmpdir(), 'artc-page-'));
    writeFileSync(join(page, 'index.html'), '<!doctype html><title>ARTC Lens</title>');
  });
  afterAll(() => rmSync(page, { recursive: true }));

  it.each([
    [
      'another host',
      403,
      'GET /api/config HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    ],
    [
      'another host for the page',
      403,
      'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    ],
    [
      'another host for a probe',
      200,
      'GET /readyz HTTP/1.1\r\nHost: 10.0.0.9:1\r\nConnection: close\r\n\r\n',
    ],
    ['no host', 400, 'GET /api/config HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['an invalid host', 400, 'GET /api/config HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    [
      'two hosts',
      403,
      'GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    ],
    [
      'an absolute URL',
      403,
      'GET http://127.0.0.1:PORT/api/config HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n',
    ],
    ['no path', 403, 'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n'],
    [
      'headers that are too large',
      431,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    ],
    ['text that is not HTTP', 400, 'hello\r\n\r\n'],
  ])('responds to %s with %d', async (_title, status, text) => {
    const { port, upstream } = await startTestServer({ files: createStaticFiles(page) });
    const response = await sendRawText(port, text.replaceAll('PORT', String(port)));
    expect(response.split(' ')[1]).toBe(String(status));
    expect(upstream.calls).toEqual([]);
  });
});
