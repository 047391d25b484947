// What a client may cost before the server lets go of it: connections, time to send, time to read.
import type { Server, ServerOptions, ServerResponse } from 'node:http';
import type { Millis } from '../../../contract/domain/time.ts';

export interface ConnectionLimits extends ServerOptions {
  /** Connections of one address at once. A gateway has one address for all who come through it. */
  maxConnectionsPerPeer: number;
  /** Connections in all. */
  maxConnections: number;
  /** An answer of which nothing is taken for so long is given up. */
  readerTimeout: Millis;
  /** How often that is looked at. */
  sweepInterval: Millis;
}

/** Slow or silent senders are gone within eight seconds, readers who do not read within half a minute. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  headersTimeout: 5_000,
  requestTimeout: 7_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16_384,
  // The listener refuses what has none, with the headers of every answer.
  requireHostHeader: false,
  maxConnectionsPerPeer: 512,
  maxConnections: 2_048,
  readerTimeout: 30_000,
  sweepInterval: 1_000,
};

/** Holds the clients of `server` to the limits that Node itself does not know. */
export function enforceConnectionLimits(server: Server, limits: ConnectionLimits): void {
  server.maxConnections = limits.maxConnections;
  boundPeers(server, limits.maxConnectionsPerPeer);
  cutIdleReaders(server, limits);
}

function boundPeers(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const peer = socket.remoteAddress ?? '';
    const count = open.get(peer) ?? 0;
    if (count >= most) {
      socket.destroy();
      return;
    }
    open.set(peer, count + 1);
    socket.once('close', () => {
      const rest = (open.get(peer) ?? 1) - 1;
      if (rest > 0) open.set(peer, rest);
      else open.delete(peer);
    });
  });
}

/**
 * Ends connections whose reader takes nothing of what waits for it. A time-out of the socket would
 * also end those who wait for an answer that is still being made.
 */
function cutIdleReaders(server: Server, { readerTimeout, sweepInterval }: ConnectionLimits): void {
  const open = new Map<ServerResponse, { taken: number; idle: Millis }>();
  server.on('request', (_request, response) => {
    open.set(response, { taken: 0, idle: 0 });
    response.once('close', () => open.delete(response));
  });
  const sweep = setInterval(() => {
    for (const [response, reader] of open) {
      const { socket } = response;
      if (!socket) continue;
      const waiting = socket.writableLength;
      const taken = socket.bytesWritten - waiting;
      reader.idle = waiting > 0 && taken === reader.taken ? reader.idle + sweepInterval : 0;
      reader.taken = taken;
      if (reader.idle >= readerTimeout) socket.destroy();
    }
  }, sweepInterval);
  sweep.unref();
  server.once('close', () => clearInterval(sweep));
}
