import type { Millis } from '../../contract/domain/time.ts';
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import type { LoadOptions, WindowClient } from './window-client.ts';

export interface WindowCache {
  /** In the order of the requests. Never rejects. */
  read(requests: readonly WindowRequest[]): Promise<(WindowRecord | undefined)[]>;
  /** Errors are ignored. */
  write(request: WindowRequest, record: WindowRecord): void;
}

/** Then the server is asked. */
export const CACHE_READ_TIMEOUT: Millis = 250;

interface PendingLoad extends LoadOptions {
  request: WindowRequest;
  resolve(record: WindowRecord | Promise<WindowRecord>): void;
}

/** Reads final windows from `cache` and others from `client`. */
export function createCachedWindowClient(client: WindowClient, cache: WindowCache): WindowClient {
  let queue: PendingLoad[] = [];

  const fetchRecord = async ({ request, signal, priority = 0 }: PendingLoad) => {
    const record = await client.load(request, { signal, priority });
    if (isCacheable(record)) cache.write(request, record);
    return record;
  };

  const flush = async () => {
    const loads = queue;
    queue = [];
    const cached = await withTimeout(cache.read(loads.map(({ request }) => request)));
    for (const [i, load] of loads.entries()) {
      const record = cached[i];
      load.resolve(record && isCacheable(record) ? record : fetchRecord(load));
    }
  };

  return {
    load: (request, options) =>
      new Promise<WindowRecord>((resolve) => {
        if (queue.push({ request, ...options, resolve }) === 1) queueMicrotask(() => void flush());
      }),
  };
}

function isCacheable({ final, status }: WindowRecord): boolean {
  return final && status === 'ok';
}

async function withTimeout(
  reading: ReturnType<WindowCache['read']>,
): ReturnType<WindowCache['read']> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<[]>(
    (resolve) => (timer = setTimeout(() => resolve([]), CACHE_READ_TIMEOUT)),
  );
  const records = await Promise.race([reading, timeout]);
  clearTimeout(timer);
  return records;
}
