// A whole server on a free loopback port, and raw sockets to it.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { createHttpServer, createListener } from '../../../src/server/node/http/listener.ts';
import { CONNECTION_LIMITS } from '../../../src/server/node/http/connection-limits.ts';
import type { ConnectionLimits } from '../../../src/server/node/http/connection-limits.ts';
import type { ServeFile } from '../../../src/server/node/http/static-files.ts';
import type { RequestHandler, AppDeps } from '../../../src/server/app.ts';
import { loopbackHosts } from '../../../src/server/settings/settings.ts';
import { createStubUpstream, createTestApp } from './test-doubles.ts';
import type { StubUpstream } from './test-doubles.ts';

export interface TestServerOptions {
  upstream?: StubUpstream;
  changes?: Partial<AppDeps>;
  limits?: Partial<ConnectionLimits>;
  files?: ServeFile;
  /** Replaces the app. */
  app?: RequestHandler;
}

/** Listens until the test has finished. */
export async function startTestServer(options: TestServerOptions = {}) {
  const { upstream = createStubUpstream(), changes = {}, files } = options;
  const server = createHttpServer((request, response) => listener(request, response), {
    ...CONNECTION_LIMITS,
    ...options.limits,
  });
  const port = await listen(server);
  const hosts = loopbackHosts(port);
  const log = changes.log ?? SILENT_LOG;
  const app = options.app ?? createTestApp(upstream, { hosts, ...changes });
  const access = changes.access?.authenticator;
  const listener = createListener({ app, files, hosts, access, log });
  return { server, port, upstream, origin: `http://127.0.0.1:${port}` };
}

/** Starts any HTTP server, for example in place of the upstream; returns its origin. */
export async function startHttpServer(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Sends unprocessed text and returns everything received until the server closes the socket. */
export function sendRawText(port: number, text: string): Promise<string> {
  const { socket, closed } = openSocket(port);
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
  socket.write(text);
  return closed.then(() => received);
}

/** `closed` resolves when the server has closed the socket, for whatever reason. */
export function openSocket(port: number): { socket: Socket; closed: Promise<void> } {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve())) };
}
