import { queryOptions, useQuery } from '@tanstack/react-query';
import * as v from 'valibot';
import { ConfigSchema } from '../../contract/wire/api.ts';
import type { Config } from '../../contract/wire/api.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import { fetchApi, networkProblem } from '../http/fetch-api.ts';
import type { Fetch } from '../http/fetch-api.ts';

export interface ServerConfig extends Config {
  /** Server clock minus browser clock, in milliseconds. */
  clockOffset: number;
  /** Apps requested in addition to the configured ones. */
  namedApps: readonly string[];
}

export interface ConfigQueryDeps {
  fetch: Fetch;
  now: () => number;
}

/** Refetched only after errors. */
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

export function useServerConfig(deps: ConfigQueryDeps, namedApps: () => readonly string[]) {
  return useQuery(configQueryOptions(deps, namedApps));
}

/** For apps that the page named after it loaded the settings. */
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
  const search = new URLSearchParams(namedApps.map((id) => ['app', id])).toString();
  const path = search === '' ? '/api/config' : `/api/config?${search}`;
  const response = await fetchApi(fetch, path, { signal });
  const config = v.safeParse(ConfigSchema, await response.json().catch(() => undefined));
  if (!config.success) throw new ProblemError(networkProblem('bad_answer'));
  return config.output;
}
