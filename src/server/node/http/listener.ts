// Node's HTTP server in front of the proxy and the built page.
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { RequestError, getRequestListener } from '@hono/node-server';
import type { Authenticator } from '../../auth/authenticator.ts';
import { signInPath } from '../../http/return-path.ts';
import { SECURITY_HEADERS } from '../../middleware/security-headers.ts';
import { errorFacts } from '../../telemetry/log.ts';
import type { Log } from '../../telemetry/log.ts';
import {
  internalProblem,
  methodNotAllowed,
  notFound,
  problemResponse,
} from '../../http/problem-response.ts';
import type { RequestHandler } from '../../app.ts';
import { isNdjson, linesOf, tapBody } from '../../http/tap-body.ts';
import { handleClientErrors } from './client-errors.ts';
import { CONNECTION_LIMITS, enforceConnectionLimits } from './connection-limits.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { logOnClose, withRequestId } from './request-log.ts';
import type { WindowCount } from './request-log.ts';
import type { ServeFile } from './static-files.ts';

type FetchCallback = Parameters<typeof getRequestListener>[0];

export interface ListenerDeps {
  app: RequestHandler;
  /** The built page; none in development, where Vite serves it. */
  files?: ServeFile | undefined;
  /** Host headers the page is served under. */
  hosts: readonly string[];
  /** Who may see the page; without it, whoever reaches it. */
  access?: Authenticator | undefined;
  /** Sent with every answer; ours when left out. */
  headers?: Readonly<Record<string, string>>;
  log: Log;
}

/** Whether a path is the proxy's rather than the page's. */
function isProxyPath(path: string): boolean {
  return /^\/(?:api(?:\/|$)|healthz$|readyz$|metrics$|signin$|signout$)/.test(path);
}

/** What a browser needs before anybody has signed in: nothing of these shows a figure. */
function isPublicFile(path: string): boolean {
  return /^\/(?:assets\/|favicon\.svg$)/.test(path);
}

/** An HTTP server that is not listening yet. */
export function createHttpServer(
  listener: RequestListener,
  limits: ConnectionLimits = CONNECTION_LIMITS,
): Server {
  const server = createServer(limits, listener);
  enforceConnectionLimits(server, limits);
  handleClientErrors(server);
  return server;
}

/** A listener that answers every request and survives every error. */
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
      pass(chunk) {
        if (count) count.windows = (count.windows ?? 0) + linesOf(chunk);
      },
      // The adapter would write the error's text into the answer; the client is better served by a cut.
      cut(error) {
        log.debug('answer cut off', errorFacts(error));
        outgoing.destroy();
      },
    });
    return new Response(body, response);
  };
  const answer = getRequestListener(handle, {
    overrideGlobalObjects: false,
    errorHandler(error) {
      if (!(error instanceof RequestError)) {
        report(error);
        return problemResponse(internalProblem());
      }
      return unreadable();
    },
  });

  const route = async (request: IncomingMessage, response: ServerResponse, id: string) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const [path = ''] = (request.url ?? '').split('?');
    if (isProxyPath(path)) {
      const count: WindowCount = {};
      counts.set(response, count);
      logOnClose({ log, id, count }, request, response);
    }
    const refusal = refusalOf(request);
    if (refusal) return sendResponse(response, refusal);
    if (!files || isProxyPath(path)) return answer(request, response);
    if (!hosts.includes((request.headers.host ?? '').toLowerCase())) {
      return sendResponse(response, badHost());
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendResponse(response, methodNotAllowed('GET, HEAD'));
    }
    if (access && !isPublicFile(path) && !(await isKnown(access, request))) {
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
      } catch (second) {
        report(second);
      }
    });
  };
}

async function isKnown(
  access: Authenticator,
  { headers, socket }: IncomingMessage,
): Promise<boolean> {
  const header = (name: string) => headers[name]?.toString();
  const { kind } = await access.authenticate({ header, peer: socket.remoteAddress ?? '' });
  return kind === 'known';
}

/** Anything but one Host header and a path: two hosts or a whole URL say two things about where it is for. */
function refusalOf({ rawHeaders, url = '' }: IncomingMessage): Response | undefined {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length === 0) return unreadable();
  return hosts.length > 1 || !url.startsWith('/') ? badHost() : undefined;
}

function unreadable(): Response {
  return problemResponse({
    code: 'bad_request',
    message: 'The request could not be read.',
    retryable: false,
  });
}

function badHost(): Response {
  return problemResponse({
    code: 'forbidden_origin',
    message: 'This server does not answer under this host name.',
    retryable: false,
  });
}

async function sendResponse(response: ServerResponse, answer: Response): Promise<void> {
  const body = await answer.text();
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
}
