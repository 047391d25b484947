import { Agent, fetch } from 'undici';
import type { Fetch } from '../upstream/upstream-client.ts';

const MIN_CONNECTIONS = 64;

/** Creates a `fetch` with a connection per quota slot. Its timeouts are longer than that of an attempt. */
export function createUpstreamFetch(slots: number): Fetch {
  const dispatcher = new Agent({
    connections: Math.max(MIN_CONNECTIONS, slots),
    pipelining: 1,
    keepAliveTimeout: 20_000,
    headersTimeout: 25_000,
    bodyTimeout: 25_000,
    connect: { timeout: 10_000 },
  });
  return async (request, { signal }) => {
    const response = await fetch(request.url, {
      method: request.method,
      headers: [...request.headers],
      redirect: request.redirect,
      signal,
      dispatcher,
    });
    return new Response(response.body, {
      status: response.status,
      headers: [...response.headers],
    });
  };
}
