import { queryOptions, useQuery } from '@tanstack/react-query';
import * as v from 'valibot';
import { ConfigSchema } from '../../contract/wire/api.ts';
import type { Config } from '../../contract/wire/api.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import { fetchApi, networkProblem } from '../http/fetch-api.ts';
import type { Fetch } from '../http/fetch-api.ts';

/** The server's settings, with this browser's clock when they arrived, so that the page can run on the server's. */
export interface ServerConfig extends Config {
  /** Milliseconds to add to this browser's clock to get the server's. */
  clockOffset: number;
  /** The apps it was asked about besides those it is for. */
  namedApps: readonly string[];
}

export interface ConfigQueryDeps {
  fetch: Fetch;
  now: () => number;
}

/**
 * The server's settings, with how far back it has kept the apps it is for and those of `namedApps`;
 * asked once a page, retried while the server is away.
 */
export function configQueryOptions(deps: ConfigQueryDeps, namedApps: () => readonly string[]) {
  return queryOptions<ServerConfig, ProblemError>({
    queryKey: ['config'],
    queryFn: async ({ signal }) => {
      const named = namedApps();
      const config = await fetchConfig(deps, named, signal);
      return { ...config, clockOffset: config.now - deps.now(), namedApps: named };
    },
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
    refetchInterval: (query) => (query.state.status === 'error' ? 5_000 : false),
  });
}

/** The server's settings as a query of react-query. */
export function useServerConfig(deps: ConfigQueryDeps, namedApps: () => readonly string[]) {
  return useQuery(configQueryOptions(deps, namedApps));
}

/** How far back the server has kept apps that were first named on the page; asked once for each set of them. */
export function useArchiveReach(deps: ConfigQueryDeps, apps: readonly string[]) {
  return useQuery<Config['archive']['since'], ProblemError>({
    queryKey: ['reach', ...apps],
    queryFn: async ({ signal }) => (await fetchConfig(deps, apps, signal)).archive.since,
    enabled: apps.length > 0,
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

async function fetchConfig(
  { fetch }: ConfigQueryDeps,
  namedApps: readonly string[],
  signal: AbortSignal,
): Promise<Config> {
  const named = new URLSearchParams(namedApps.map((id) => ['app', id])).toString();
  const path = named === '' ? '/api/config' : `/api/config?${named}`;
  const response = await fetchApi(fetch, path, { signal });
  const config = v.safeParse(ConfigSchema, await response.json().catch(() => undefined));
  if (!config.success) throw new ProblemError(networkProblem('bad_answer'));
  return config.output;
}
