import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createUpstreamFetch } from '../../../src/server/node/upstream-fetch.ts';
import {
  respondWithValue,
  fetchRecords,
  createStubUpstream,
  createTestApp,
  createSettings,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';
import { startHttpServer } from '../../support/server/started-server.ts';

const MEBIBYTE = 1_048_576;
const JSON_HEADERS = { 'content-type': 'application/json' };
const respondWith =
  (
    body: string | Buffer,
    status = 200,
    headers: Record<string, string> = JSON_HEADERS,
  ): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);
const createBody = (value: string) => `{"RequestId":"A","Nodes":${value}}`;
const sendEndlessText: RequestListener = (_request, response) => {
  response.writeHead(200, JSON_HEADERS);
  const chunk = Buffer.alloc(65_536, ' ');
  const push = () => {
    while (response.writable && response.write(chunk));
  };
  response.on('drain', push);
  push();
};

const HOSTILE: [string, RequestListener][] = [
  [
    'a gzip bomb',
    respondWith(gzipSync(Buffer.alloc(64 * MEBIBYTE, ' ')), 200, {
      ...JSON_HEADERS,
      'content-encoding': 'gzip',
    }),
  ],
  ['invalid gzip', respondWith('{}', 200, { ...JSON_HEADERS, 'content-encoding': 'gzip' })],
  ['a body without end', sendEndlessText],
  ['deeply nested unclosed lists', respondWith('['.repeat(500_000))],
  ['deeply nested lists', respondWith('['.repeat(400_000) + ']'.repeat(400_000))],
  ['deeply nested objects', respondWith('{"a":'.repeat(150_000))],
  [
    'an HTML page',
    respondWith('<!doctype html><script>alert(1)</script>', 200, { 'content-type': 'text/html' }),
  ],
  [
    'an HTML error page',
    respondWith('<html>Bad gateway</html>', 502, { 'content-type': 'text/html' }),
  ],
  [
    'XML',
    respondWith('<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><Nodes>&x;</Nodes>'),
  ],
  ['an empty body', respondWith('')],
  ['null', respondWith('null')],
  ['a number', respondWith('1e999')],
  ['a list', respondWith('[]')],
  ['an empty object', respondWith('{}')],
  ['nodes that are a string', respondWith(createBody('"x"'))],
  ['nodes that are an object', respondWith(createBody('{"length":1e9}'))],
  ['a node that is a number', respondWith(createBody('[1]'))],
  ['a node that contains objects', respondWith(createBody('[{"Timestamp":{},"Value":[]}]'))],
  ['a truncated body', respondWith('{"RequestId":"A","Nodes":[{"Timestamp":"1')],
  [
    'an empty object with a content length',
    respondWith('{}', 200, { ...JSON_HEADERS, 'content-length': '2' }),
  ],
  ['bytes that are not UTF-8', respondWith(Buffer.from([0xff, 0xfe, 0x00, 0x80]))],
  ['an error that is not an object', respondWith('"AccessKeySecret"', 500)],
  ['a code that is not a string', respondWith('{"Code":{"toString":1},"RequestId":[]}', 400)],
  ['status 204', (_request, response) => response.writeHead(204).end()],
  ['a closed connection', (request) => request.socket.destroy()],
  [
    'headers that are too large',
    (_request, response) => {
      response.writeHead(200, { ...JSON_HEADERS, 'x-a': 'x'.repeat(200_000) }).end('{}');
    },
  ],
];

function createAppFor(endpoint: string) {
  return createTestApp(
    { ...createStubUpstream(), fetch: createUpstreamFetch(1) },
    { settings: createSettings({ endpoint }) },
  );
}

describe('createUpstreamFetch', () => {
  it.each(HOSTILE)('fails the window and caches nothing for %s', async (_title, respondHostile) => {
    let isHonest = false;
    const endpoint = await startHttpServer((request, response) => {
      if (!isHonest) return respondHostile(request, response);
      const url = new URL(request.url ?? '', 'http://upstream');
      void respondWithValue(url)
        .text()
        .then((text) => response.writeHead(200, JSON_HEADERS).end(text));
    });
    const app = createAppFor(endpoint);
    const [record] = await fetchRecords(app, [createWindowRequest()]);
    expect(record).toMatchObject({ index: 0, status: 'failed', values: [] });
    expect(record?.problem?.code).toMatch(/^upstream_/);
    expect(JSON.stringify(record)).not.toMatch(/script|passwd|AccessKeySecret|alert/);
    // The same window is fetched again.
    isHonest = true;
    const refetched = await fetchRecords(app, [
      createWindowRequest({ appId: 'other' }),
      createWindowRequest(),
    ]);
    expect(refetched.map(({ status }) => status)).toEqual(['ok', 'ok']);
  });

  it('fails the window when the server does not speak HTTP', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-x\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const [record] = await fetchRecords(createAppFor(`http://127.0.0.1:${port}`), [
      createWindowRequest(),
    ]);
    expect(record).toMatchObject({ status: 'failed', values: [] });
  });

  it('does not pollute prototypes', async () => {
    const polluting =
      '{"RequestId":"A","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"Nodes":[{"__proto__":{"Value":"9","polluted":1},"Timestamp":"TS"}]}';
    const endpoint = await startHttpServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://upstream');
      response.end(polluting.replace('TS', url.searchParams.get('BeginTs') ?? ''));
    });
    const [record] = await fetchRecords(createAppFor(endpoint), [createWindowRequest()]);
    expect(record?.values.filter((value) => value !== null) ?? []).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  it('returns no value for deeply nested nodes', async () => {
    const body = createBody('['.repeat(300_000) + ']'.repeat(300_000));
    const [record] = await fetchRecords(createAppFor(await startHttpServer(respondWith(body))), [
      createWindowRequest(),
    ]);
    expect(record?.values.filter((value) => value !== null)).toEqual([]);
  });

  it('ignores times outside the window and values that are not numbers', async () => {
    const invalidNodes = [
      { Timestamp: '0', Value: '1' },
      { Timestamp: '99999999999999', Value: '1' },
      { Timestamp: 'x', Value: '1' },
      { Timestamp: 'TS', Value: 'NaN' },
      { Timestamp: 'TS', Value: '-Infinity' },
      { Timestamp: 'TS', Value: '1e999' },
      { Timestamp: 'TS', Value: '0x10' },
    ];
    const endpoint = await startHttpServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://upstream');
      const begin = url.searchParams.get('BeginTs') ?? '';
      response.end(JSON.stringify({ RequestId: 'A', Nodes: invalidNodes }).replaceAll('TS', begin));
    });
    const [record] = await fetchRecords(createAppFor(endpoint), [createWindowRequest()]);
    expect(record?.status).toBe('ok');
    expect(record?.values).toHaveLength(288);
    expect(record?.values.filter((value) => value !== null)).toEqual([]);
  });
});
