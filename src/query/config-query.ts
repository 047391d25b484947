import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { ConfigSchema } from '../contract/api.ts';
import type { Config } from '../contract/api.ts';
import { ProblemError } from '../contract/problem.ts';
import { callServer, edgeProblem } from './edge.ts';
import type { Fetch } from './edge.ts';

/** The server's settings, with this browser's clock when they arrived, so that the page can run on the server's. */
export interface ServerConfig extends Config {
  /** Milliseconds to add to this browser's clock to get the server's. */
  clockOffset: number;
}

export interface ConfigQueryDeps {
  fetch: Fetch;
  now: () => number;
}

/**
 * The server's settings, with how far back it has kept the apps it is for and those of `namedApps`;
 * asked once a page, retried while the server is away.
 */
export function configQueryOptions(
  { fetch, now }: ConfigQueryDeps,
  namedApps: () => readonly string[],
) {
  return queryOptions<ServerConfig, ProblemError>({
    queryKey: ['config'],
    queryFn: async ({ signal }) => {
      const named = new URLSearchParams(namedApps().map((id) => ['app', id])).toString();
      const path = named === '' ? '/api/config' : `/api/config?${named}`;
      const response = await callServer(fetch, path, { signal });
      const config = v.safeParse(ConfigSchema, await response.json().catch(() => undefined));
      if (!config.success) throw new ProblemError(edgeProblem('bad_answer'));
      return { ...config.output, clockOffset: config.output.now - now() };
    },
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
    refetchInterval: (query) => (query.state.status === 'error' ? 5_000 : false),
  });
}
