import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ConnectionLimits } from '../../../../src/server/node/http/connection-limits.ts';
import { openSocket, startTestServer } from '../../../support/server/started-server.ts';
import { flushPromises } from '../../../support/server/test-doubles.ts';

/** About a twentieth of the real limits, which `npm run soak` tests. */
const SHORT_LIMITS: Partial<ConnectionLimits> = {
  headersTimeout: 250,
  requestTimeout: 350,
  connectionsCheckingInterval: 50,
  readerTimeout: 300,
  sweepInterval: 50,
};

/** Incomplete requests, as slow clients send them. */
const INCOMPLETE_REQUESTS: ((port: number) => string)[] = [
  () => '',
  () => 'GET / HT',
  (port) => `GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-A: `,
  (port) =>
    `POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"windows":[`,
  (port) =>
    `POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"win`,
];

/** Sends text without end, more than any socket buffers. */
const sendEndlessText = () =>
  Promise.resolve(
    new Response(
      new ReadableStream({
        pull: (stream) => stream.enqueue(new TextEncoder().encode(`${'x'.repeat(65_535)}\n`)),
      }),
      { headers: { 'content-type': 'application/x-ndjson' } },
    ),
  );

describe('enforceConnectionLimits', () => {
  it('disconnects 300 slow clients while it serves another client', async () => {
    const { port, origin } = await startTestServer({ limits: SHORT_LIMITS });
    const slowClients = Array.from({ length: 300 }, (_, i) => {
      const { socket, closed } = openSocket(port);
      socket.write(INCOMPLETE_REQUESTS[i % INCOMPLETE_REQUESTS.length]?.(port) ?? '');
      socket.resume();
      return closed;
    });
    let disconnected = 0;
    for (const closed of slowClients) void closed.then(() => (disconnected += 1));
    const areAllDisconnected = () => disconnected === slowClients.length;
    let served = 0;
    while (!areAllDisconnected()) {
      const response = await fetch(`${origin}/api/config`);
      expect(response.status).toBe(200);
      await response.text();
      served += 1;
    }
    expect(served).toBeGreaterThan(3);
  });

  it('disconnects a client that sends headers one by one', async () => {
    const { port } = await startTestServer({ limits: SHORT_LIMITS });
    const { socket, closed } = openSocket(port);
    socket.write(`GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
    const drip = setInterval(() => socket.writable && socket.write('X-A: b\r\n'), 20);
    socket.resume();
    await closed;
    clearInterval(drip);
    expect(socket.destroyed).toBe(true);
  });

  it('disconnects a client that does not read its response', async () => {
    const { server, port } = await startTestServer({
      limits: SHORT_LIMITS,
      app: sendEndlessText,
    });
    const { socket } = openSocket(port);
    socket.pause();
    socket.write(`GET /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    const serverSocket = await new Promise<Socket>((resolve) =>
      server.once('request', (request) => resolve(request.socket)),
    );
    await new Promise((resolve) => serverSocket.once('close', resolve));
    expect(serverSocket.destroyed).toBe(true);
    socket.destroy();
  });

  it('keeps a client connected that waits for its response', async () => {
    let sweeps = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const { origin } = await startTestServer({
      limits: { ...SHORT_LIMITS, readerTimeout: 20, sweepInterval: 10 },
      app: async () => {
        await held;
        return new Response('done');
      },
    });
    const response = fetch(`${origin}/api/windows`);
    const timer = setInterval(() => (sweeps += 1), 10);
    const hasSwept = () => sweeps >= 10;
    while (!hasSwept()) await flushPromises();
    clearInterval(timer);
    release();
    expect(await (await response).text()).toBe('done');
  });

  it('limits the connections per address and accepts new ones after others close', async () => {
    const { server, port, origin } = await startTestServer({
      limits: { maxConnectionsPerPeer: 20 },
    });
    const sockets = Array.from({ length: 30 }, () => openSocket(port));
    await Promise.all(sockets.slice(20).map(({ closed }) => closed));
    expect(sockets.slice(0, 20).filter(({ socket }) => socket.destroyed)).toEqual([]);
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow('fetch failed');
    for (const { socket } of sockets) socket.destroy();
    const countOpen = () =>
      new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    while ((await countOpen()) > 0) await flushPromises();
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });
});
