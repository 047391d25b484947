// Clients who send or read too slowly, or are too many: let go of, while others are served.
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { drain } from '../../../../src/server/node/http/shutdown.ts';
import type { ConnectionLimits } from '../../../../src/server/node/http/connection-limits.ts';
import { flushPromises } from '../../../support/server/test-doubles.ts';
import { openSocket, startTestServer } from '../../../support/server/started-server.ts';

/** The limits of the server, twenty times as short; `npm run soak` takes the real ones. */
const HASTY: Partial<ConnectionLimits> = {
  headersTimeout: 250,
  requestTimeout: 350,
  connectionsCheckingInterval: 50,
  readerTimeout: 300,
  sweepInterval: 50,
};

/** What slow clients send before they fall silent. */
const SLOW: ((port: number) => string)[] = [
  () => '',
  () => 'GET / HT',
  (port) => `GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-A: `,
  (port) =>
    `POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"windows":[`,
  (port) =>
    `POST /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"win`,
];

/** More text than any socket holds, as fast as it is taken. */
const endless = () =>
  Promise.resolve(
    new Response(
      new ReadableStream({
        pull: (stream) => stream.enqueue(new TextEncoder().encode(`${'x'.repeat(65_535)}\n`)),
      }),
      { headers: { 'content-type': 'application/x-ndjson' } },
    ),
  );

describe('slow clients', () => {
  it('300 at once are let go of, while an honest one is served all along', async () => {
    const { port, origin } = await startTestServer({ limits: HASTY });
    const slow = Array.from({ length: 300 }, (_, i) => {
      const { socket, closed } = openSocket(port);
      socket.write(SLOW[i % SLOW.length]?.(port) ?? '');
      socket.resume();
      return closed;
    });
    let gone = 0;
    for (const closed of slow) void closed.then(() => (gone += 1));
    const isOver = () => gone === slow.length;
    let served = 0;
    while (!isOver()) {
      const response = await fetch(`${origin}/api/config`);
      expect(response.status).toBe(200);
      await response.text();
      served += 1;
    }
    expect(served).toBeGreaterThan(3);
  });

  it('one that drips its headers is let go of all the same', async () => {
    const { port } = await startTestServer({ limits: HASTY });
    const { socket, closed } = openSocket(port);
    socket.write(`GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
    const drip = setInterval(() => socket.writable && socket.write('X-A: b\r\n'), 20);
    socket.resume();
    await closed;
    clearInterval(drip);
    expect(socket.destroyed).toBe(true);
  });
});

describe('readers', () => {
  it('who take nothing of what waits for them are cut off', async () => {
    const { server, port } = await startTestServer({ limits: HASTY, proxy: endless });
    const { socket } = openSocket(port);
    socket.pause();
    socket.write(`GET /api/windows HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    const seen = await new Promise<Socket>((resolve) =>
      server.once('request', (request) => resolve(request.socket)),
    );
    await new Promise((resolve) => seen.once('close', resolve));
    expect(seen.destroyed).toBe(true);
    socket.destroy();
  });

  it('who wait for an answer that is still being made are not', async () => {
    let sweeps = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const { origin } = await startTestServer({
      limits: { ...HASTY, readerTimeout: 20, sweepInterval: 10 },
      proxy: async () => {
        await held;
        return new Response('here');
      },
    });
    const answer = fetch(`${origin}/api/windows`);
    const count = setInterval(() => (sweeps += 1), 10);
    const isEnough = () => sweeps >= 10;
    while (!isEnough()) await flushPromises();
    clearInterval(count);
    release();
    expect(await (await answer).text()).toBe('here');
  });
});

describe('connections', () => {
  it('of one address are bounded, and there is room again once some are gone', async () => {
    const { server, port, origin } = await startTestServer({
      limits: { maxConnectionsPerPeer: 20 },
    });
    const sockets = Array.from({ length: 30 }, () => openSocket(port));
    await Promise.all(sockets.slice(20).map(({ closed }) => closed));
    expect(sockets.slice(0, 20).filter(({ socket }) => socket.destroyed)).toEqual([]);
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow('fetch failed');
    for (const { socket } of sockets) socket.destroy();
    const open = () => new Promise<number>((done) => server.getConnections((_, n) => done(n)));
    while ((await open()) > 0) await flushPromises();
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  it('do not keep the server from stopping, whatever is under way on them', async () => {
    const never = new Promise<Response>(() => {});
    const { server, port, origin } = await startTestServer({ proxy: () => never });
    const answer = fetch(`${origin}/api/windows`).catch(String);
    const { socket, closed } = openSocket(port);
    socket.write('GET / HT');
    await new Promise((resolve) => server.once('request', resolve));
    await drain(server, 100);
    await closed;
    expect(await answer).toBe('TypeError: fetch failed');
  });
});
