import { QueryClient } from '@tanstack/react-query';
import type { EpochMs } from '../contract/domain/time.ts';
import type { Fetch } from '../query/http/fetch-api.ts';
import type { CopyText } from './ui/CopyButton.tsx';

export interface Environment {
  fetch: Fetch;
  now: () => EpochMs;
  /** Undefined without a clipboard, such as on plain HTTP. */
  copyText?: CopyText | undefined;
}

export interface Services extends Environment {
  queryClient: QueryClient;
}

export function createServices(environment: Environment): Services {
  const queryClient = new QueryClient({
    // The page reports offline by failed requests.
    defaultOptions: { queries: { networkMode: 'always', retry: false } },
  });
  return { ...environment, queryClient };
}
