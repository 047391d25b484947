// Between react-query and the server: finished windows this browser has kept are not asked for again.
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import type { Millis } from '../../contract/domain/time.ts';
import type { LoadOptions, WindowClient } from './window-client.ts';

export interface CachedWindow {
  request: WindowRequest;
  line: WindowRecord;
}

/** Where this browser keeps finished windows. */
export interface WindowCache {
  /** What it has of these, in their order. Never rejects. */
  read(requests: readonly WindowRequest[]): Promise<(WindowRecord | undefined)[]>;
  /** Keeps it some time soon, or not: whatever fails, fails silently. */
  write(kept: CachedWindow): void;
}

/** A disk that sleeps may not hold up what the server would have answered. */
export const CACHE_READ_TIMEOUT: Millis = 250;

interface Waiting extends LoadOptions {
  request: WindowRequest;
  resolve(line: WindowRecord | Promise<WindowRecord>): void;
}

/**
 * A client that looks into `keep` first, for all that is asked in one moment at once, and asks
 * `client` for the rest. Only what can never change any more is kept or taken from there.
 */
export function createCachedWindowClient(client: WindowClient, keep: WindowCache): WindowClient {
  let queue: Waiting[] = [];

  const fetchNow = async ({ request, signal, priority = 0 }: Waiting) => {
    const line = await client.load(request, { signal, priority });
    if (isForGood(line)) keep.write({ request, line });
    return line;
  };

  const look = async () => {
    const asked = queue;
    queue = [];
    const found = await inTime(keep.read(asked.map(({ request }) => request)));
    for (const [i, waiting] of asked.entries()) {
      const line = found[i];
      waiting.resolve(line && isForGood(line) ? line : fetchNow(waiting));
    }
  };

  return {
    load: (request, options) =>
      new Promise<WindowRecord>((resolve) => {
        if (queue.push({ request, ...options, resolve }) === 1) queueMicrotask(() => void look());
      }),
  };
}

function isForGood({ final, status }: WindowRecord): boolean {
  return final && status === 'ok';
}

/** What is read, or nothing when that takes too long. */
async function inTime(reading: ReturnType<WindowCache['read']>): ReturnType<WindowCache['read']> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<[]>(
    (resolve) => (timer = setTimeout(() => resolve([]), CACHE_READ_TIMEOUT)),
  );
  const found = await Promise.race([reading, late]);
  clearTimeout(timer);
  return found;
}
