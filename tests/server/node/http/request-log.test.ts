import { describe, expect, it } from 'vitest';
import { countLines } from '../../../../src/server/http/tap-body.ts';
import { createRecordingLog } from '../../../support/server/access.ts';
import {
  createStubUpstream,
  createHourRequests,
  flushPromises,
  createWindowRequest,
} from '../../../support/server/test-doubles.ts';
import { openSocket, startTestServer } from '../../../support/server/started-server.ts';

const post = (windows: readonly unknown[], signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ windows }),
  ...(signal && { signal }),
});

/** A server whose log is kept, and its lines of requests once there are so many. */
async function serveLogged(upstream = createStubUpstream()) {
  const { log, lines } = createRecordingLog();
  const { origin, port } = await startTestServer({ upstream, changes: { log } });
  const noted = async (count: number) => {
    const requests = () => lines.filter(({ event }) => event === 'request');
    while (requests().length < count) await flushPromises();
    return requests();
  };
  return { origin, port, lines, noted };
}

describe('a request of the API', () => {
  it('leaves one line: its id, route, status, windows and time', async () => {
    const { origin, noted } = await serveLogged();
    const response = await fetch(`${origin}/api/windows?secret=1`, post(createHourRequests(3)));
    await response.text();
    const id = response.headers.get('x-request-id');
    expect(id).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    const ms: unknown = expect.any(Number);
    expect(await noted(1)).toEqual([
      {
        event: 'request',
        level: 'info',
        request: id,
        method: 'POST',
        route: '/api/windows',
        status: 200,
        windows: 3,
        ms,
      },
    ]);
  });

  it.each([
    ['/api/config', {}, '/api/config', 200],
    ['/api/../api/windows', { method: 'DELETE' }, '/api/windows', 405],
    ['/api/LTAI0123456789', {}, '/api/*', 404],
    ['/api/windows', post([createWindowRequest({ appId: 'a b' })]), '/api/windows', 400],
  ])('%s says nothing of what it was asked with', async (path, init, route, status) => {
    const { origin, lines, noted } = await serveLogged();
    await fetch(origin + path, init);
    expect(await noted(1)).toMatchObject([{ route, status }]);
    expect(JSON.stringify(lines)).not.toMatch(/LTAI|a b/);
  });

  it('is noted as cut when its reader leaves', async () => {
    const never = new Promise<Response>(() => {});
    const { origin, noted } = await serveLogged(createStubUpstream(() => never));
    const reader = new AbortController();
    await fetch(`${origin}/api/windows`, post([createWindowRequest()], reader.signal));
    reader.abort();
    expect(await noted(1)).toMatchObject([{ windows: 0, cut: true }]);
  });

  it.each([
    ['a body that breaks off', 'Content-Length: 100', '{"windows":['],
    ['a chunk that breaks off', 'Transfer-Encoding: chunked', '5\r\n{"win'],
  ])(
    'with %s is one quiet line, and says no status that nobody was sent',
    async (_what, length, part) => {
      const { port, lines, noted } = await serveLogged();
      const { socket } = openSocket(port);
      const head = `POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json`;
      await new Promise((sent) => socket.write(`${head}\r\n${length}\r\n\r\n${part}`, sent));
      await flushPromises();
      socket.resetAndDestroy();
      const [line] = await noted(1);
      for (let i = 0; i < 10; i += 1) await flushPromises();
      expect(lines).toEqual([line]);
      expect(line).toMatchObject({ level: 'info', route: '/api/windows', cut: true });
      expect(line?.['status']).toBeUndefined();
    },
  );

  it('has an id of its own each time, whatever the client calls it', async () => {
    const { origin } = await serveLogged();
    const ids = new Set(['mine']);
    for (const path of ['/api/config', '/api/config', '/healthz', '/nothing']) {
      const response = await fetch(origin + path, { headers: { 'x-request-id': 'mine' } });
      ids.add(response.headers.get('x-request-id') ?? 'mine');
    }
    expect(ids.size).toBe(5);
  });

  it('is not worth a line where machines ask how the server is', async () => {
    const { origin, noted } = await serveLogged();
    await fetch(`${origin}/healthz`);
    await fetch(`${origin}/api/config`);
    expect(await noted(1)).toMatchObject([{ route: '/api/config' }]);
  });
});

it('lines are counted by their ends', () => {
  const count = (text: string) => countLines(new TextEncoder().encode(text));
  expect(['', 'a', 'a\n', '\n\na\nb'].map(count)).toEqual([0, 0, 1, 3]);
});
