import { QueryClient } from '@tanstack/react-query';
import type { EpochMs } from '../contract/time.ts';
import type { Fetch } from '../query/edge.ts';
import type { WindowKeep } from '../query/kept-client.ts';
import { createWindowClient } from '../query/window-client.ts';
import type { WindowClient } from '../query/window-client.ts';
import type { CopyText } from './dashboard/CopyButton.tsx';

/** What of the world the page is given. */
export interface World {
  fetch: Fetch;
  /** This browser's clock. */
  now: () => EpochMs;
  /** Puts text on the clipboard; left out where there is none, such as on plain http. */
  copyText?: CopyText | undefined;
  /** Where this browser keeps what a source has said to a person; undefined where it keeps nothing. */
  openKeep?: (source: string, person: string) => WindowKeep | undefined;
}

export interface Services extends World {
  queryClient: QueryClient;
  windows: WindowClient;
}

/** The page's connections to the world, made once. */
export function createServices(world: World): Services {
  const queryClient = new QueryClient({
    // The page tells its reader when it is offline; asking anyway is what finds out.
    defaultOptions: { queries: { networkMode: 'always', retry: false } },
  });
  return { ...world, queryClient, windows: createWindowClient({ fetch: world.fetch }) };
}
