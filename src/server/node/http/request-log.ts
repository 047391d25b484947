import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../telemetry/log.ts';

const ROUTES = [
  '/api/config',
  '/api/windows',
  '/healthz',
  '/readyz',
  '/metrics',
  '/signin',
  '/signout',
];
const DEBUG_ROUTES = ['/healthz', '/readyz', '/metrics'];

const requestIds = new AsyncLocalStorage<string>();

/** Undefined outside a request. */
export function currentRequestId(): string | undefined {
  return requestIds.getStore();
}

/** Sends a new id as `x-request-id` and adds it to all log lines of `run`. */
export function withRequestId<T>(response: ServerResponse, run: (id: string) => T): T {
  const id = crypto.randomUUID();
  response.setHeader('x-request-id', id);
  return requestIds.run(id, () => run(id));
}

export interface WindowCount {
  windows?: number;
}

/** Logs a request when its response is complete or aborted. The path is never logged. */
export function logOnClose(
  { log, id, count }: { log: Log; id: string; count: WindowCount },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const startedAt = performance.now();
  const [path = ''] = (request.url ?? '').split('?');
  const route = ROUTES.find((known) => known === path) ?? '/api/*';
  response.once('close', () => {
    log[DEBUG_ROUTES.includes(route) ? 'debug' : 'info']('request', {
      request: id,
      method: request.method,
      route,
      // Undefined if the client left before the response started.
      status: response.headersSent ? response.statusCode : undefined,
      windows: count.windows,
      ms: Math.round(performance.now() - startedAt),
      ...(!response.writableFinished && { cut: true }),
    });
  });
}
