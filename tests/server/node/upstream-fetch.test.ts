// An upstream that means harm, over real sockets: each window still gets its line, nothing is kept
// that is no answer, and the server goes on.
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
const json = { 'content-type': 'application/json' };
const raw =
  (body: string | Buffer, status = 200, headers: Record<string, string> = json): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);
const nodes = (value: string) => `{"RequestId":"A","Nodes":${value}}`;
const endless: RequestListener = (_request, response) => {
  response.writeHead(200, json);
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
    raw(gzipSync(Buffer.alloc(64 * MEBIBYTE, ' ')), 200, { ...json, 'content-encoding': 'gzip' }),
  ],
  ['gzip that is none', raw('{}', 200, { ...json, 'content-encoding': 'gzip' })],
  ['a body without end', endless],
  ['lists as deep as the body is long', raw('['.repeat(500_000))],
  ['closed lists as deep as the body is long', raw('['.repeat(400_000) + ']'.repeat(400_000))],
  ['objects as deep as the body is long', raw('{"a":'.repeat(150_000))],
  ['a page', raw('<!doctype html><script>alert(1)</script>', 200, { 'content-type': 'text/html' })],
  ['an error page', raw('<html>Bad gateway</html>', 502, { 'content-type': 'text/html' })],
  ['XML', raw('<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><Nodes>&x;</Nodes>')],
  ['nothing', raw('')],
  ['null', raw('null')],
  ['a number', raw('1e999')],
  ['a list', raw('[]')],
  ['an empty object', raw('{}')],
  ['nodes that are a text', raw(nodes('"x"'))],
  ['nodes that are an object', raw(nodes('{"length":1e9}'))],
  ['a node that is a number', raw(nodes('[1]'))],
  ['a node with objects in it', raw(nodes('[{"Timestamp":{},"Value":[]}]'))],
  ['half an answer', raw('{"RequestId":"A","Nodes":[{"Timestamp":"1')],
  ['more promised than sent', raw('{}', 200, { ...json, 'content-length': '2' })],
  ['bytes that are no text', raw(Buffer.from([0xff, 0xfe, 0x00, 0x80]))],
  ['an error that is no object', raw('"AccessKeySecret"', 500)],
  ['a code that is no text', raw('{"Code":{"toString":1},"RequestId":[]}', 400)],
  ['no content', (_request, response) => response.writeHead(204).end()],
  ['a connection that ends', (request) => request.socket.destroy()],
  [
    'huge headers',
    (_request, response) => {
      response.writeHead(200, { ...json, 'x-a': 'x'.repeat(200_000) }).end('{}');
    },
  ],
];

/** A proxy in front of what listens at `endpoint`. */
function proxyAt(endpoint: string) {
  return createTestApp(
    { ...createStubUpstream(), fetch: createUpstreamFetch(1) },
    { settings: createSettings({ endpoint }) },
  );
}

describe('an upstream that sends', () => {
  it.each(HOSTILE)('%s gets no further', async (_what, hostile) => {
    let honest = false;
    const endpoint = await startHttpServer((request, response) => {
      if (!honest) return hostile(request, response);
      const url = new URL(request.url ?? '', 'http://upstream');
      void respondWithValue(url)
        .text()
        .then((text) => response.writeHead(200, json).end(text));
    });
    const proxy = proxyAt(endpoint);
    const [line] = await fetchRecords(proxy, [createWindowRequest()]);
    expect(line).toMatchObject({ index: 0, status: 'failed', values: [] });
    expect(line?.problem?.code).toMatch(/^upstream_/);
    expect(JSON.stringify(line)).not.toMatch(/script|passwd|AccessKeySecret|alert/);
    // The same window is asked for anew: nothing of it was kept.
    honest = true;
    const [other] = await fetchRecords(proxy, [
      createWindowRequest({ appId: 'other' }),
      createWindowRequest(),
    ]);
    expect(other?.status).toBe('ok');
  });

  it('what is not HTTP gets no further', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-x\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const [line] = await fetchRecords(proxyAt(`http://127.0.0.1:${port}`), [createWindowRequest()]);
    expect(line).toMatchObject({ status: 'failed', values: [] });
  });

  it('keys of prototypes changes no object', async () => {
    const polluting =
      '{"RequestId":"A","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"Nodes":[{"__proto__":{"Value":"9","polluted":1},"Timestamp":"TS"}]}';
    const endpoint = await startHttpServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://upstream');
      response.end(polluting.replace('TS', url.searchParams.get('BeginTs') ?? ''));
    });
    const [line] = await fetchRecords(proxyAt(endpoint), [createWindowRequest()]);
    expect(line?.values.filter((value) => value !== null) ?? []).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  it('nodes as deep as the body is long brings no value', async () => {
    const deep = nodes('['.repeat(300_000) + ']'.repeat(300_000));
    const [line] = await fetchRecords(proxyAt(await startHttpServer(raw(deep))), [
      createWindowRequest(),
    ]);
    expect(line?.values.filter((value) => value !== null)).toEqual([]);
  });

  it('what is far outside the window, or no number, is none of its values', async () => {
    const wild = [
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
      response.end(JSON.stringify({ RequestId: 'A', Nodes: wild }).replaceAll('TS', begin));
    });
    const [line] = await fetchRecords(proxyAt(endpoint), [createWindowRequest()]);
    expect(line?.status).toBe('ok');
    expect(line?.values).toHaveLength(288);
    expect(line?.values.filter((value) => value !== null)).toEqual([]);
  });
});
