// One window, from wherever it is to be had: memory, work under way, the upstream, or an older answer.
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { UpstreamParams } from '../../contract/wire/upstream.ts';
import { upstreamSpan } from '../../planning/plan-windows.ts';
import type { CallUpstream } from '../upstream/call-with-retries.ts';
import type { EncodedValues } from '../store/encoded-values.ts';
import type { Ticket, QueueEntry } from '../limits/fair-queue.ts';
import type { Metrics, WindowSource } from '../telemetry/metrics.ts';
import type { QueueLimit } from '../limits/queue-limit.ts';
import type { SingleFlight } from './single-flight.ts';
import type { MonotonicClock } from '../timers.ts';
import { windowKey } from '../../contract/domain/subject-key.ts';
import { toStoredWindow, toParams } from './window-request.ts';
import type { StoredWindowOptions } from './window-request.ts';
import { failedRecord, futureRecord, recordOf } from './window-record.ts';
import { isFresh } from '../store/window-store.ts';
import type { StoredWindow, WindowStore } from '../store/window-store.ts';

/** A line of the answer, before it is known which one, and before it is written. */
export interface WindowResult extends Omit<WindowRecord, 'index' | 'values'> {
  encodedValues: EncodedValues;
}

/** In whose name a window is asked for. */
export interface Requester {
  client: string;
  /** Nobody is waiting for it. */
  isBackground?: boolean;
}

/** Resolves with every outcome that has a line; rejects only with the signal's reason or a fault of our own. */
export type FetchWindow = (
  request: WindowRequest,
  signal: AbortSignal,
  requester: Requester,
) => Promise<WindowResult>;

/** What is known of a window without a call: its line, or whether there is at least an older answer. */
export interface CachedWindow {
  line?: WindowResult;
  hasOlder: boolean;
}

export type FindCached = (request: WindowRequest) => Promise<CachedWindow>;

export interface FetchWindowDeps extends StoredWindowOptions {
  store: WindowStore;
  flights: SingleFlight<StoredWindow>;
  bound: QueueLimit;
  call: CallUpstream;
  metrics: Metrics;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
}

const GONE: Problem = {
  code: 'gone',
  message: 'The window is older than the 30 days the upstream keeps, and this server has no copy.',
  retryable: false,
};

export function createFetchWindow(deps: FetchWindowDeps): FetchWindow {
  const { tick, metrics } = deps;
  return async (request, signal, requester) => {
    const begun = tick();
    const { line, source } = await findWindow(deps, request, signal, requester);
    metrics.countWindow(line.status, source, tick() - begun);
    return line;
  };
}

export function createFindCached(
  deps: Pick<FetchWindowDeps, 'store' | 'now' | 'tick' | 'metrics'>,
): FindCached {
  const { tick, metrics } = deps;
  return async (request) => {
    const begun = tick();
    const { found, kept } = await findCached(deps, request);
    if (!found) return { hasOlder: kept !== undefined };
    metrics.countWindow(found.line.status, found.source, tick() - begun);
    return { line: found.line, hasOlder: true };
  };
}

interface Found {
  line: WindowResult;
  source: WindowSource;
}

/** What answers a window without a call, or an older answer of it. */
async function findCached(
  { store, now }: Pick<FetchWindowDeps, 'store' | 'now'>,
  request: WindowRequest,
  isBackground = false,
): Promise<{ found?: Found; kept?: StoredWindow | undefined }> {
  const kept = await store.get(request);
  const answers = isBackground ? isWhole : isFresh;
  if (kept && answers(kept, now()))
    return { found: { line: recordOf(kept, 'ok'), source: 'kept' } };
  if (upstreamSpan(request, now()).kind === 'future') {
    return { found: { line: futureRecord(request, now()), source: 'none' } };
  }
  return { kept };
}

/** What the background fetches, it fetches once: it takes nothing that will change. */
function isWhole({ final, complete }: StoredWindow): boolean {
  return final && complete;
}

async function findWindow(
  deps: FetchWindowDeps,
  request: WindowRequest,
  signal: AbortSignal,
  requester: Requester,
): Promise<Found> {
  const { store, now } = deps;
  const { found, kept } = await findCached(deps, request, requester.isBackground);
  if (found) return found;
  try {
    const urgent = kept ? 'refresh' : 'interactive';
    const turn: QueueEntry = {
      client: requester.client,
      priority: requester.isBackground ? 'backfill' : urgent,
    };
    let { entry, source } = await joinFlight(deps, request, signal, turn);
    // A reader may have asked when it could still change.
    if (requester.isBackground && source === 'flight' && !isWhole(entry)) {
      ({ entry, source } = await joinFlight(deps, request, signal, turn));
    }
    return { line: recordOf(entry, 'ok'), source };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const forgotten = error.problem.code === 'gone';
    const problem = (forgotten && (await store.missing?.(request))) || error.problem;
    // An older answer beats none while the upstream is failing or has forgotten.
    return kept && (problem.retryable || forgotten)
      ? { line: { ...recordOf(kept, 'stale'), problem }, source: 'kept' }
      : { line: failedRecord(request, problem, now()), source: 'none' };
  }
}

/** The window from work under way, or from work that begins with it; within the client's bound. */
async function joinFlight(
  deps: FetchWindowDeps,
  request: WindowRequest,
  signal: AbortSignal,
  turn: QueueEntry,
): Promise<{ entry: StoredWindow; source: WindowSource }> {
  const { flights, bound } = deps;
  const leave = bound.acquire(turn.client);
  let source: WindowSource = 'flight';
  try {
    const entry = await flights.run(windowKey(request), signal, turn, (work, place) => {
      source = 'upstream';
      return fetchEntry(deps, request, work, place);
    });
    return { entry, source };
  } finally {
    leave();
  }
}

async function fetchEntry(
  { store, call, now, ...options }: FetchWindowDeps,
  request: WindowRequest,
  signal: AbortSignal,
  place: Ticket,
): Promise<StoredWindow> {
  let span: Span = request;
  const plan = (): UpstreamParams => {
    const at = now();
    const asked = upstreamSpan(request, at);
    if (asked.kind !== 'ask') throw new ProblemError(GONE);
    span = asked.span;
    return toParams(request, span, at);
  };
  const reply = await call(plan, signal, place);
  const entry = toStoredWindow(request, span, reply, options);
  await store.put(request, entry);
  return entry;
}
