// Where windows leave the page: those asked in the same moment travel in one streaming request.
import * as v from 'valibot';
import { MAX_BODY_BYTES, MAX_WINDOWS, WindowRecordSchema } from '../../contract/wire/api.ts';
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import { fetchApi, networkProblem, isAbort, toProblem } from './fetch-api.ts';
import type { Fetch } from './fetch-api.ts';
import { readNdjson } from './ndjson.ts';

/** Room for what stands around the windows in a request's body. */
const FRAME_BYTES = 64;

export interface WindowClientOptions {
  fetch: Fetch;
  /** Runs a function once everything asked in this moment has been asked. */
  schedule?: (run: () => void) => void;
}

export interface LoadOptions {
  signal: AbortSignal;
  /** Lower goes first; within one, the newest window goes first. */
  priority?: number;
}

export interface WindowClient {
  /** One window's line. Rejects with ProblemError, or AbortError when `signal` aborts. */
  load(request: WindowRequest, options: LoadOptions): Promise<WindowRecord>;
}

interface Io {
  fetch: Fetch;
  later: (run: () => void) => void;
}

interface Waiting {
  request: WindowRequest;
  body: string;
  priority: number;
  signal: AbortSignal;
  settled: boolean;
  resolve(line: WindowRecord): void;
  reject(error: unknown): void;
}

/** A client that batches: one request a moment, cancelled once nobody waits for any of its windows. */
export function createWindowClient({ fetch, schedule }: WindowClientOptions): WindowClient {
  const later = schedule ?? ((run: () => void) => void setTimeout(run, 0));
  let queue: Waiting[] = [];

  const flush = () => {
    const asked = queue.filter((entry) => !entry.settled);
    queue = [];
    for (const batch of splitBatches(asked.sort(byUrgency))) void send({ fetch, later }, batch);
  };

  return {
    load: (request, { signal, priority = 0 }) =>
      new Promise<WindowRecord>((resolve, reject) => {
        if (signal.aborted) return reject(abortError());
        const body = JSON.stringify(request);
        const entry: Waiting = { request, body, priority, signal, settled: false, resolve, reject };
        if (queue.push(entry) === 1) later(flush);
        signal.addEventListener('abort', () => settle(entry, () => reject(abortError())), {
          once: true,
        });
      }),
  };
}

function abortError(): DOMException {
  return new DOMException('Nobody waits for this window any more.', 'AbortError');
}

function settle(entry: Waiting, how: () => void): void {
  if (entry.settled) return;
  entry.settled = true;
  how();
}

function byUrgency(a: Waiting, b: Waiting): number {
  return a.priority - b.priority || b.request.end - a.request.end;
}

/** Cuts what is asked into requests that the server takes. */
function splitBatches(entries: readonly Waiting[]): Waiting[][] {
  const batches: Waiting[][] = [];
  let bytes = Infinity;
  for (const entry of entries) {
    const size = new TextEncoder().encode(entry.body).length + 1;
    const last = batches.at(-1);
    if (!last || last.length >= MAX_WINDOWS || bytes + size > MAX_BODY_BYTES - FRAME_BYTES) {
      batches.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return batches;
}

/**
 * Streams one batch. Once nobody waits for any of it, it is cancelled; when only some have left, the
 * rest moves to a request of its own, so that the server stops working for those who left.
 */
async function send(io: Io, batch: readonly Waiting[], onOpen = () => {}): Promise<void> {
  const controller = new AbortController();
  let moved = false;
  let looking = false;
  const look = () => {
    looking = false;
    const rest = batch.filter((entry) => !entry.settled);
    if (rest.length === 0) return controller.abort();
    moved = true;
    // Only once the new request has joined the work under way, or that would be given up as well.
    void send(io, rest, () => controller.abort());
  };
  const onLeave = () => {
    if (moved || looking) return;
    looking = true;
    io.later(look);
  };
  for (const entry of batch) entry.signal.addEventListener('abort', onLeave, { once: true });
  try {
    const response = await fetchApi(io.fetch, '/api/windows', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"windows":[${batch.map((entry) => entry.body).join(',')}]}`,
      signal: controller.signal,
    });
    onOpen();
    if (!response.body) throw new ProblemError(networkProblem('bad_answer'));
    for await (const raw of readNdjson(response.body)) deliver(batch, raw);
    // The stream ended: whoever is still waiting was cut off.
    throw new ProblemError(networkProblem('offline'));
  } catch (error) {
    const failure = isAbort(error)
      ? abortError()
      : new ProblemError(toProblem(error), { cause: error });
    if (!moved) for (const entry of batch) settle(entry, () => entry.reject(failure));
  } finally {
    onOpen();
    for (const entry of batch) entry.signal.removeEventListener('abort', onLeave);
  }
}

function deliver(batch: readonly Waiting[], raw: unknown): void {
  const line = v.safeParse(WindowRecordSchema, raw);
  const entry = line.success ? batch[line.output.index] : undefined;
  // A line nobody can place is skipped; the window it was for is reported as cut off at the end.
  if (line.success && entry) settle(entry, () => entry.resolve(line.output));
}
