import type { Server, ServerOptions, ServerResponse } from 'node:http';
import type { Millis } from '../../../contract/domain/time.ts';

export interface ConnectionLimits extends ServerOptions {
  maxConnectionsPerPeer: number;
  maxConnections: number;
  /** Clients that read nothing for this long are disconnected. */
  readerTimeout: Millis;
  sweepInterval: Millis;
}

/** Disconnects slow or silent senders within 8 s and stalled readers after 30 s. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  headersTimeout: 5_000,
  requestTimeout: 7_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16_384,
  // The listener rejects such requests, with the security headers.
  requireHostHeader: false,
  maxConnectionsPerPeer: 512,
  maxConnections: 2_048,
  readerTimeout: 30_000,
  sweepInterval: 1_000,
};

/** Enforces the limits that Node's `ServerOptions` do not cover. */
export function enforceConnectionLimits(server: Server, limits: ConnectionLimits): void {
  server.maxConnections = limits.maxConnections;
  limitConnectionsPerPeer(server, limits.maxConnectionsPerPeer);
  disconnectStalledReaders(server, limits);
}

function limitConnectionsPerPeer(server: Server, maxConnections: number): void {
  const openByPeer = new Map<string, number>();
  server.on('connection', (socket) => {
    const peer = socket.remoteAddress ?? '';
    const count = openByPeer.get(peer) ?? 0;
    if (count >= maxConnections) {
      socket.destroy();
      return;
    }
    openByPeer.set(peer, count + 1);
    socket.once('close', () => {
      const remaining = (openByPeer.get(peer) ?? 1) - 1;
      if (remaining > 0) openByPeer.set(peer, remaining);
      else openByPeer.delete(peer);
    });
  });
}

// A socket timeout would also end connections that wait for a response.
function disconnectStalledReaders(
  server: Server,
  { readerTimeout, sweepInterval }: ConnectionLimits,
): void {
  const readers = new Map<ServerResponse, { bytesRead: number; stalledFor: Millis }>();
  server.on('request', (_request, response) => {
    readers.set(response, { bytesRead: 0, stalledFor: 0 });
    response.once('close', () => readers.delete(response));
  });
  const timer = setInterval(() => {
    for (const [response, reader] of readers) {
      const { socket } = response;
      if (!socket) continue;
      const pending = socket.writableLength;
      const bytesRead = socket.bytesWritten - pending;
      const isStalled = pending > 0 && bytesRead === reader.bytesRead;
      reader.stalledFor = isStalled ? reader.stalledFor + sweepInterval : 0;
      reader.bytesRead = bytesRead;
      if (reader.stalledFor >= readerTimeout) socket.destroy();
    }
  }, sweepInterval);
  timer.unref();
  server.once('close', () => clearInterval(timer));
}
