// One log line for each request of the API, and its id in every line written on the way.
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
/** Asked every few seconds by machines: of interest only when somebody looks into it. */
const QUIET = ['/healthz', '/readyz', '/metrics'];

const current = new AsyncLocalStorage<string>();

/** The id of the request that is being worked for, if any. */
export function currentRequestId(): string | undefined {
  return current.getStore();
}

/** Names the request in the answer (`x-request-id`) and in what is logged while `work` goes on. */
export function withRequestId<T>(response: ServerResponse, work: (id: string) => T): T {
  const id = crypto.randomUUID();
  response.setHeader('x-request-id', id);
  return current.run(id, () => work(id));
}

/** How many windows went out with an answer. */
export interface WindowCount {
  windows?: number;
}

/** Writes a line once the answer is out, or its reader has left; never the path as it was asked. */
export function logOnClose(
  { log, id, count }: { log: Log; id: string; count: WindowCount },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const startedAt = performance.now();
  const [path = ''] = (request.url ?? '').split('?');
  const route = ROUTES.find((one) => one === path) ?? '/api/*';
  response.once('close', () => {
    log[QUIET.includes(route) ? 'debug' : 'info']('request', {
      request: id,
      method: request.method,
      route,
      // Of an answer that nobody waited for, nothing went out.
      status: response.headersSent ? response.statusCode : undefined,
      windows: count.windows,
      ms: Math.round(performance.now() - startedAt),
      ...(!response.writableFinished && { cut: true }),
    });
  });
}
