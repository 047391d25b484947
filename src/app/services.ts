import { QueryClient } from '@tanstack/react-query';
import type { EpochMs } from '../contract/domain/time.ts';
import type { Fetch } from '../query/http/fetch-api.ts';
import type { CopyText } from './ui/CopyButton.tsx';

/** What of the world the page is given. */
export interface Environment {
  fetch: Fetch;
  /** This browser's clock. */
  now: () => EpochMs;
  /** Puts text on the clipboard; left out where there is none, such as on plain http. */
  copyText?: CopyText | undefined;
}

export interface Services extends Environment {
  queryClient: QueryClient;
}

/** The page's connections to the world, made once. */
export function createServices(world: Environment): Services {
  const queryClient = new QueryClient({
    // The page tells its reader when it is offline; asking anyway is what finds out.
    defaultOptions: { queries: { networkMode: 'always', retry: false } },
  });
  return { ...world, queryClient };
}
