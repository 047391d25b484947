import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { RequestError, getRequestListener } from '@hono/node-server';
import type { RequestHandler } from '../../app.ts';
import type { Authenticator } from '../../auth/authenticator.ts';
import {
  forbidden,
  internalProblem,
  methodNotAllowed,
  notFound,
  problemResponse,
} from '../../http/problem-response.ts';
import { signInPath } from '../../http/return-path.ts';
import { isNdjson, countLines, tapBody } from '../../http/tap-body.ts';
import { SECURITY_HEADERS } from '../../middleware/security-headers.ts';
import { errorFacts } from '../../telemetry/log.ts';
import type { Log } from '../../telemetry/log.ts';
import { handleClientErrors } from './client-errors.ts';
import { CONNECTION_LIMITS, enforceConnectionLimits } from './connection-limits.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { logOnClose, withRequestId } from './request-log.ts';
import type { WindowCount } from './request-log.ts';
import type { ServeFile } from './static-files.ts';

type FetchCallback = Parameters<typeof getRequestListener>[0];

export interface ListenerDeps {
  app: RequestHandler;
  /** Undefined in development, where Vite serves the page. */
  files?: ServeFile | undefined;
  /** Accepted Host headers for the page. */
  hosts: readonly string[];
  /** Undefined: the page is public. */
  access?: Authenticator | undefined;
  headers?: Readonly<Record<string, string>>;
  log: Log;
}

function isAppPath(path: string): boolean {
  return /^\/(?:api(?:\/|$)|healthz$|readyz$|metrics$|signin$|signout$)/.test(path);
}

// Files of the sign-in page, without data.
function isPublicFile(path: string): boolean {
  return /^\/(?:assets\/|favicon\.svg$)/.test(path);
}

export function createHttpServer(
  listener: RequestListener,
  limits: ConnectionLimits = CONNECTION_LIMITS,
): Server {
  const server = createServer(limits, listener);
  enforceConnectionLimits(server, limits);
  handleClientErrors(server);
  return server;
}

/** Creates a listener that responds to every request and never throws. */
export function createListener(deps: ListenerDeps): RequestListener {
  const { app, files, hosts, access, headers = SECURITY_HEADERS, log } = deps;
  const report = (error: unknown) => log.error('request failed', errorFacts(error));
  const counts = new WeakMap<object, WindowCount>();
  const handle: FetchCallback = async (request, { incoming, outgoing }) => {
    const response = await app(request, { id: incoming.socket.remoteAddress ?? '' });
    if (!response.body) return response;
    const count = isNdjson(response) ? counts.get(outgoing) : undefined;
    if (count) count.windows = 0;
    const body = tapBody(response.body, {
      onChunk(chunk) {
        if (count) count.windows = (count.windows ?? 0) + countLines(chunk);
      },
      // The adapter would append the error's text to the response.
      onError(error) {
        log.debug('response aborted', errorFacts(error));
        outgoing.destroy();
      },
    });
    return new Response(body, response);
  };
  const respond = getRequestListener(handle, {
    overrideGlobalObjects: false,
    errorHandler(error) {
      if (!(error instanceof RequestError)) {
        report(error);
        return problemResponse(internalProblem());
      }
      return malformedRequest();
    },
  });

  const route = async (request: IncomingMessage, response: ServerResponse, id: string) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const [path = ''] = (request.url ?? '').split('?');
    if (isAppPath(path)) {
      const count: WindowCount = {};
      counts.set(response, count);
      logOnClose({ log, id, count }, request, response);
    }
    const rejection = checkTarget(request);
    if (rejection) return sendResponse(response, rejection);
    if (!files || isAppPath(path)) return respond(request, response);
    if (!hosts.includes((request.headers.host ?? '').toLowerCase())) {
      return sendResponse(response, unknownHost());
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendResponse(response, methodNotAllowed(['GET', 'HEAD']));
    }
    if (access && !isPublicFile(path) && !(await isAuthenticated(access, request))) {
      const location = signInPath(request.url ?? '/');
      return sendResponse(response, new Response(null, { status: 303, headers: { location } }));
    }
    files(request, response, () => sendResponse(response, notFound()));
  };

  return (request, response) => {
    response.on('error', report);
    withRequestId(response, (id) => route(request, response, id)).catch((error: unknown) => {
      report(error);
      try {
        if (response.headersSent) response.destroy();
        else void sendResponse(response, problemResponse(internalProblem())).catch(report);
      } catch (sendError) {
        report(sendError);
      }
    });
  };
}

async function isAuthenticated(
  access: Authenticator,
  { headers, socket }: IncomingMessage,
): Promise<boolean> {
  const header = (name: string) => headers[name]?.toString();
  const { kind } = await access.authenticate({ header, peer: socket.remoteAddress ?? '' });
  return kind === 'user';
}

// A second Host header or an absolute URL makes the target ambiguous.
function checkTarget({ rawHeaders, url = '' }: IncomingMessage): Response | undefined {
  const hosts = rawHeaders.filter(
    (name, index) => index % 2 === 0 && name.toLowerCase() === 'host',
  );
  if (hosts.length === 0) return malformedRequest();
  return hosts.length > 1 || !url.startsWith('/') ? unknownHost() : undefined;
}

function malformedRequest(): Response {
  return problemResponse({
    code: 'bad_request',
    message: 'The request is malformed.',
    retryable: false,
  });
}

function unknownHost(): Response {
  return forbidden('This server does not serve this host name.');
}

async function sendResponse(outgoing: ServerResponse, response: Response): Promise<void> {
  const body = await response.text();
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(body);
}
