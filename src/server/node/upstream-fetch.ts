import { Agent, fetch } from 'undici';
import type { Fetch } from '../upstream/upstream-client.ts';

/** Enough for every slot to be waiting for an answer at once. */
const CONNECTIONS = 64;

/** The network to the upstream: kept-alive connections, and time-outs a little beyond the try's own. */
export function createUpstreamFetch(slots: number): Fetch {
  const dispatcher = new Agent({
    connections: Math.max(CONNECTIONS, slots),
    pipelining: 1,
    keepAliveTimeout: 20_000,
    headersTimeout: 25_000,
    bodyTimeout: 25_000,
    connect: { timeout: 10_000 },
  });
  return async (request, { signal }) => {
    const answer = await fetch(request.url, {
      method: request.method,
      headers: [...request.headers],
      redirect: request.redirect,
      signal,
      dispatcher,
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: [...answer.headers],
    });
  };
}
