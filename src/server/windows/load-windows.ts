// Loads cached windows immediately and the others with bounded concurrency.
import pLimit from 'p-limit';
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import type { EncodedValues } from '../store/encoded-values.ts';
import type { FindCached } from './fetch-window.ts';

export interface LoadWindowsDeps {
  findCached: FindCached;
  fetchWindow: (
    request: WindowRequest,
    signal: AbortSignal,
  ) => Promise<WindowRecord<EncodedValues>>;
  /** Counts a window in the queue limit, or throws; returns its release. */
  acquire: () => () => void;
  /** Concurrent fetches. */
  concurrency: number;
}

/** Called exactly once per window. */
export interface WindowHandlers {
  onRecord: (index: number, record: WindowRecord<EncodedValues>) => void;
  onError: (index: number, error: unknown) => void;
}

// So that one large request cannot starve others of archive reads.
const LOOKUP_CONCURRENCY = 16;

interface QueuedWindow {
  index: number;
  request: WindowRequest;
  release: () => void;
}

/** Returns a function that cancels the remaining windows. */
export function loadWindows(
  { findCached, fetchWindow, acquire, concurrency }: LoadWindowsDeps,
  requests: readonly WindowRequest[],
  { onRecord, onError }: WindowHandlers,
): (reason: unknown) => void {
  const missing: QueuedWindow[] = [];
  const stale: QueuedWindow[] = [];
  const limit = pLimit(concurrency);
  const fetching = new Set<AbortController>();
  let isCancelled = false;

  const fetchNext = async () => {
    const next = missing.shift() ?? stale.shift();
    if (!next) return;
    // Node.js warns of a leak if many listeners share a signal.
    const controller = new AbortController();
    fetching.add(controller);
    try {
      onRecord(next.index, await fetchWindow(next.request, controller.signal));
    } catch (error) {
      if (!controller.signal.aborted) onError(next.index, error);
    }
    fetching.delete(controller);
    next.release();
  };

  const load = async (request: WindowRequest, index: number) => {
    try {
      const { record, hasStaleCopy } = await findCached(request);
      if (isCancelled) return;
      if (record) return onRecord(index, record);
      (hasStaleCopy ? stale : missing).push({ index, request, release: acquire() });
      void limit(fetchNext);
    } catch (error) {
      onError(index, error);
    }
  };

  // p-limit would cost more than the lookup of a cached window.
  const unread = requests.entries();
  const runLookups = async () => {
    for (const [index, request] of unread) {
      if (isCancelled) return;
      await load(request, index);
    }
  };
  for (let worker = 0; worker < LOOKUP_CONCURRENCY; worker += 1) void runLookups();

  return (reason) => {
    isCancelled = true;
    limit.clearQueue();
    for (const { release } of [...missing.splice(0), ...stale.splice(0)]) release();
    for (const controller of fetching) controller.abort(reason);
  };
}
