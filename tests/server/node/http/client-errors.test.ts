// What Node would answer by itself, on raw sockets: our headers and a Problem stand on all of it.
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

/** An answer's status, headers and Problem, as the bytes say. */
function parseAnswer(text: string) {
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...fields] = text.slice(0, end).split('\r\n');
  const headers = new Map<string, string>();
  for (const field of fields) {
    const [name = '', ...rest] = field.split(': ');
    expect(headers.has(name.toLowerCase()), `${name} twice`).toBe(false);
    headers.set(name.toLowerCase(), rest.join(': '));
  }
  const body = text.slice(end + 4);
  const length = headers.get('content-length');
  if (length !== undefined) expect(length).toBe(String(body.length));
  const problem = v.parse(ProblemSchema, JSON.parse(/\{.*\}/.exec(body)?.[0] ?? ''));
  return { status: Number(line.split(' ')[1]), headers, problem };
}

const get = (...headers: string[]) =>
  ['GET /api/config HTTP/1.1', ...headers, 'Connection: close', '', ''].join('\r\n');
const chunked = 'POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nTransfer-Encoding: chunked';

/** Short enough to wait for. */
const HASTY = { headersTimeout: 100, requestTimeout: 150, connectionsCheckingInterval: 20 };

describe('every security header', () => {
  it.each<[string, string, number, string]>([
    ['what is no HTTP', 'hello\r\n\r\n', 400, 'bad_request'],
    ['a line that is none', 'GET /\r\n\r\n', 400, 'bad_request'],
    ['a header that is none', get('Host: 127.0.0.1:PORT', 'a b: c'), 400, 'bad_request'],
    ['no host', get(), 400, 'bad_request'],
    ['a host that is none', get('Host: a b'), 400, 'bad_request'],
    ['two hosts', get('Host: 127.0.0.1:PORT', 'Host: b'), 403, 'forbidden_origin'],
    ['an expectation', get('Host: 127.0.0.1:PORT', 'Expect: a cake'), 417, 'bad_request'],
    ['huge headers', get(`X: ${'x'.repeat(20_000)}`), 431, 'too_large'],
    ['two lengths', `${chunked}\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`, 400, 'bad_request'],
    ['a chunk that is none', `${chunked}\r\n\r\nxyz\r\n`, 400, 'bad_request'],
    [
      'huge chunk extensions',
      `${chunked}\r\nContent-Type: application/json\r\n\r\n1;${'x'.repeat(20_000)}\r\n`,
      413,
      'too_large',
    ],
    ['half a line', 'GET / HT', 408, 'bad_request'],
    ['half of the headers', 'GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-A: ', 408, 'bad_request'],
    [
      'half a body',
      `${chunked}\r\nContent-Type: application/json\r\n\r\n5\r\n{"win`,
      408,
      'bad_request',
    ],
  ])('stands on the answer to %s', async (_what, text, status, code) => {
    const { port, upstream } = await startTestServer({ limits: HASTY });
    const answer = parseAnswer(await sendRawText(port, text.replaceAll('PORT', String(port))));
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect([name, answer.headers.get(name)]).toEqual([name, value]);
    }
    expect(upstream.calls).toEqual([]);
  });
});

describe('an answer under way', () => {
  it('is broken off by what cannot be read, with no second one in its midst', async () => {
    const begun = () =>
      Promise.resolve(
        new Response(
          new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('half')) }),
        ),
      );
    const { port } = await startTestServer({ proxy: begun });
    const { socket, closed } = openSocket(port);
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.write(`GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    while (!answer.includes('half')) await flushPromises();
    socket.write('hello\r\n\r\n');
    await closed;
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(answer).toMatch(/half\r\n$/);
  });

  it('that is over does not keep the next one from being told', async () => {
    const { port } = await startTestServer();
    const { socket, closed } = openSocket(port);
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    while (!answer.includes('"ok"')) await flushPromises();
    socket.write('hello\r\n\r\n');
    await closed;
    expect(answer.match(/HTTP\/1\.1 (?:200|400)/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });
});
