import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ProblemSchema } from '../../../../src/contract/wire/problem.ts';
import { SECURITY_HEADERS } from '../../../../src/server/middleware/security-headers.ts';
import { flushPromises } from '../../../support/server/test-doubles.ts';
import {
  openSocket,
  sendRawText,
  startTestServer,
} from '../../../support/server/started-server.ts';

/** Status, headers and Problem of a raw response. */
function parseResponse(text: string) {
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...fields] = text.slice(0, end).split('\r\n');
  const headers = new Map<string, string>();
  for (const field of fields) {
    const [name = '', ...rest] = field.split(': ');
    expect(headers.has(name.toLowerCase()), `${name} is sent twice`).toBe(false);
    headers.set(name.toLowerCase(), rest.join(': '));
  }
  const body = text.slice(end + 4);
  const length = headers.get('content-length');
  if (length !== undefined) expect(length).toBe(String(body.length));
  const problem = v.parse(ProblemSchema, JSON.parse(/\{.*\}/.exec(body)?.[0] ?? ''));
  return { status: Number(line.split(' ')[1]), headers, problem };
}

const createGet = (...headers: string[]) =>
  ['GET /api/config HTTP/1.1', ...headers, 'Connection: close', '', ''].join('\r\n');
const chunked = 'POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nTransfer-Encoding: chunked';

const SHORT_LIMITS = { headersTimeout: 100, requestTimeout: 150, connectionsCheckingInterval: 20 };

describe('handleClientErrors', () => {
  it.each<[string, string, number, string]>([
    ['text that is not HTTP', 'hello\r\n\r\n', 400, 'bad_request'],
    ['an invalid request line', 'GET /\r\n\r\n', 400, 'bad_request'],
    ['an invalid header', createGet('Host: 127.0.0.1:PORT', 'a b: c'), 400, 'bad_request'],
    ['no host', createGet(), 400, 'bad_request'],
    ['an invalid host', createGet('Host: a b'), 400, 'bad_request'],
    ['two hosts', createGet('Host: 127.0.0.1:PORT', 'Host: b'), 403, 'forbidden_origin'],
    [
      'an unsupported expectation',
      createGet('Host: 127.0.0.1:PORT', 'Expect: a cake'),
      417,
      'bad_request',
    ],
    ['headers that are too large', createGet(`X: ${'x'.repeat(20_000)}`), 431, 'too_large'],
    ['two content lengths', `${chunked}\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`, 400, 'bad_request'],
    ['an invalid chunk', `${chunked}\r\n\r\nxyz\r\n`, 400, 'bad_request'],
    [
      'chunk extensions that are too large',
      `${chunked}\r\nContent-Type: application/json\r\n\r\n1;${'x'.repeat(20_000)}\r\n`,
      413,
      'too_large',
    ],
    ['an incomplete request line', 'GET / HT', 408, 'bad_request'],
    ['incomplete headers', 'GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-A: ', 408, 'bad_request'],
    [
      'an incomplete body',
      `${chunked}\r\nContent-Type: application/json\r\n\r\n5\r\n{"win`,
      408,
      'bad_request',
    ],
  ])(
    'responds to %s with a Problem and the security headers',
    async (_title, text, status, code) => {
      const { port, upstream } = await startTestServer({ limits: SHORT_LIMITS });
      const response = parseResponse(
        await sendRawText(port, text.replaceAll('PORT', String(port))),
      );
      expect([response.status, response.problem.code]).toEqual([status, code]);
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
        expect([name, response.headers.get(name)]).toEqual([name, value]);
      }
      expect(upstream.calls).toEqual([]);
    },
  );
});

describe('handleClientErrors, after a response on the same connection', () => {
  it('aborts an open response without writing a second one into it', async () => {
    const startResponse = () =>
      Promise.resolve(
        new Response(
          new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('half')) }),
        ),
      );
    const { port } = await startTestServer({ app: startResponse });
    const { socket, closed } = openSocket(port);
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    socket.write(`GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    while (!received.includes('half')) await flushPromises();
    socket.write('hello\r\n\r\n');
    await closed;
    expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(received).toMatch(/half\r\n$/);
  });

  it('responds to a malformed request after a complete response', async () => {
    const { port } = await startTestServer();
    const { socket, closed } = openSocket(port);
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    while (!received.includes('"ok"')) await flushPromises();
    socket.write('hello\r\n\r\n');
    await closed;
    expect(received.match(/HTTP\/1\.1 (?:200|400)/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });
});
