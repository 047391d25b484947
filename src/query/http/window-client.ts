// Requests windows from the server, batched into streaming requests.
import * as v from 'valibot';
import { MAX_BODY_BYTES, MAX_WINDOWS, WindowRecordSchema } from '../../contract/wire/api.ts';
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import { fetchApi, isAbort, networkProblem, toProblem } from './fetch-api.ts';
import type { Fetch } from './fetch-api.ts';
import { readNdjson } from './ndjson.ts';

const ENVELOPE_BYTES = 64;

export interface WindowClientOptions {
  fetch: Fetch;
  /** Runs after the current task. */
  schedule?: (run: () => void) => void;
}

export interface LoadOptions {
  signal: AbortSignal;
  /** Lower goes first, then the newest window. */
  priority?: number;
}

export interface WindowClient {
  /** Rejects with ProblemError, or with AbortError when `signal` aborts. */
  load(request: WindowRequest, options: LoadOptions): Promise<WindowRecord>;
}

interface BatchDeps {
  fetch: Fetch;
  schedule: (run: () => void) => void;
}

interface PendingLoad {
  request: WindowRequest;
  body: string;
  priority: number;
  signal: AbortSignal;
  isSettled: boolean;
  resolve(record: WindowRecord): void;
  reject(error: unknown): void;
}

/** Sends the loads of one task together; cancels requests without waiters. */
export function createWindowClient({
  fetch,
  schedule = (run) => void setTimeout(run, 0),
}: WindowClientOptions): WindowClient {
  let queue: PendingLoad[] = [];

  const flush = () => {
    const loads = queue.filter((load) => !load.isSettled);
    queue = [];
    for (const batch of splitBatches(loads.sort(byUrgency))) {
      void sendBatch({ fetch, schedule }, batch);
    }
  };

  return {
    load: (request, { signal, priority = 0 }) =>
      new Promise<WindowRecord>((resolve, reject) => {
        if (signal.aborted) return reject(createAbortError());
        const body = JSON.stringify(request);
        const load: PendingLoad = {
          request,
          body,
          priority,
          signal,
          isSettled: false,
          resolve,
          reject,
        };
        if (queue.push(load) === 1) schedule(flush);
        signal.addEventListener('abort', () => settle(load, () => reject(createAbortError())), {
          once: true,
        });
      }),
  };
}

function createAbortError(): DOMException {
  return new DOMException('The window is no longer needed.', 'AbortError');
}

function settle(load: PendingLoad, complete: () => void): void {
  if (load.isSettled) return;
  load.isSettled = true;
  complete();
}

function byUrgency(a: PendingLoad, b: PendingLoad): number {
  return a.priority - b.priority || b.request.end - a.request.end;
}

function splitBatches(loads: readonly PendingLoad[]): PendingLoad[][] {
  const batches: PendingLoad[][] = [];
  let bytes = Infinity;
  for (const load of loads) {
    const size = new TextEncoder().encode(load.body).length + 1;
    const last = batches.at(-1);
    if (!last || last.length >= MAX_WINDOWS || bytes + size > MAX_BODY_BYTES - ENVELOPE_BYTES) {
      batches.push([load]);
      bytes = size;
    } else {
      last.push(load);
      bytes += size;
    }
  }
  return batches;
}

// When some loads are cancelled, the others move to a new request, so that the server stops
// working on the cancelled ones.
async function sendBatch(
  deps: BatchDeps,
  batch: readonly PendingLoad[],
  onOpen = () => {},
): Promise<void> {
  const controller = new AbortController();
  let isReplaced = false;
  let isCheckScheduled = false;
  const checkWaiters = () => {
    isCheckScheduled = false;
    const remaining = batch.filter((load) => !load.isSettled);
    if (remaining.length === 0) return controller.abort();
    isReplaced = true;
    // The new request must join the ongoing work first.
    void sendBatch(deps, remaining, () => controller.abort());
  };
  const onAbort = () => {
    if (isReplaced || isCheckScheduled) return;
    isCheckScheduled = true;
    deps.schedule(checkWaiters);
  };
  for (const load of batch) load.signal.addEventListener('abort', onAbort, { once: true });
  try {
    const response = await fetchApi(deps.fetch, '/api/windows', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"windows":[${batch.map((load) => load.body).join(',')}]}`,
      signal: controller.signal,
    });
    onOpen();
    if (!response.body) throw new ProblemError(networkProblem('bad_answer'));
    for await (const line of readNdjson(response.body)) deliver(batch, line);
    throw new ProblemError(networkProblem('offline'));
  } catch (error) {
    const failure = isAbort(error)
      ? createAbortError()
      : new ProblemError(toProblem(error), { cause: error });
    if (!isReplaced) for (const load of batch) settle(load, () => load.reject(failure));
  } finally {
    onOpen();
    for (const load of batch) load.signal.removeEventListener('abort', onAbort);
  }
}

function deliver(batch: readonly PendingLoad[], line: unknown): void {
  const record = v.safeParse(WindowRecordSchema, line);
  const load = record.success ? batch[record.output.index] : undefined;
  // Windows of invalid lines fail at the end.
  if (record.success && load) settle(load, () => load.resolve(record.output));
}
