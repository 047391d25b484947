import { describe, expect, it } from 'vitest';
import { createRecordingLog } from '../../../support/server/access.ts';
import {
  createStubUpstream,
  createHourRequests,
  flushPromises,
  createWindowRequest,
} from '../../../support/server/test-doubles.ts';
import { openSocket, startTestServer } from '../../../support/server/started-server.ts';

const createPost = (windows: readonly unknown[], signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ windows }),
  ...(signal && { signal }),
});

/** A server with a recorded log. `waitForRequests` resolves when `count` requests are logged. */
async function startLoggedServer(upstream = createStubUpstream()) {
  const { log, logged } = createRecordingLog();
  const { origin, port } = await startTestServer({ upstream, changes: { log } });
  const waitForRequests = async (count: number) => {
    const requestLines = () => logged.filter(({ event }) => event === 'request');
    while (requestLines().length < count) await flushPromises();
    return requestLines();
  };
  return { origin, port, logged, waitForRequests };
}

describe('logOnClose', () => {
  it('logs id, route, status, windows and duration in one line', async () => {
    const { origin, waitForRequests } = await startLoggedServer();
    const response = await fetch(
      `${origin}/api/windows?secret=1`,
      createPost(createHourRequests(3)),
    );
    await response.text();
    const id = response.headers.get('x-request-id');
    expect(id).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    const ms: unknown = expect.any(Number);
    expect(await waitForRequests(1)).toEqual([
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
    ['/api/windows', createPost([createWindowRequest({ appId: 'a b' })]), '/api/windows', 400],
  ])('logs %s without its parameters', async (path, init, route, status) => {
    const { origin, logged, waitForRequests } = await startLoggedServer();
    await fetch(origin + path, init);
    expect(await waitForRequests(1)).toMatchObject([{ route, status }]);
    expect(JSON.stringify(logged)).not.toMatch(/LTAI|a b/);
  });

  it('marks the request as cut when the client disconnects', async () => {
    const never = new Promise<Response>(() => {});
    const { origin, waitForRequests } = await startLoggedServer(createStubUpstream(() => never));
    const reader = new AbortController();
    await fetch(`${origin}/api/windows`, createPost([createWindowRequest()], reader.signal));
    reader.abort();
    expect(await waitForRequests(1)).toMatchObject([{ windows: 0, cut: true }]);
  });

  it.each([
    ['an incomplete body', 'Content-Length: 100', '{"windows":['],
    ['an incomplete chunk', 'Transfer-Encoding: chunked', '5\r\n{"win'],
  ])('logs %s in one line at level info, without a status', async (_title, length, part) => {
    const { port, logged, waitForRequests } = await startLoggedServer();
    const { socket } = openSocket(port);
    const head = `POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json`;
    await new Promise((sent) => socket.write(`${head}\r\n${length}\r\n\r\n${part}`, sent));
    await flushPromises();
    socket.resetAndDestroy();
    const [line] = await waitForRequests(1);
    for (let i = 0; i < 10; i += 1) await flushPromises();
    expect(logged).toEqual([line]);
    expect(line).toMatchObject({ level: 'info', route: '/api/windows', cut: true });
    expect(line?.['status']).toBeUndefined();
  });

  it("creates a new id for every request and ignores the client's id", async () => {
    const { origin } = await startLoggedServer();
    const ids = new Set(['client-id']);
    for (const path of ['/api/config', '/api/config', '/healthz', '/nothing']) {
      const response = await fetch(origin + path, { headers: { 'x-request-id': 'client-id' } });
      ids.add(response.headers.get('x-request-id') ?? 'client-id');
    }
    expect(ids.size).toBe(5);
  });

  it('does not log health probes at level info', async () => {
    const { origin, waitForRequests } = await startLoggedServer();
    await fetch(`${origin}/healthz`);
    await fetch(`${origin}/api/config`);
    expect(await waitForRequests(1)).toMatchObject([{ route: '/api/config' }]);
  });
});
