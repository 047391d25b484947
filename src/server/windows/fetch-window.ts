// One window, from wherever it is to be had: memory, work under way, the upstream, or an older answer.
import type { WindowLine, WindowRequest } from '../../contract/wire/api.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { UpstreamParams } from '../../contract/wire/upstream.ts';
import { upstreamSpan } from '../../planning/plan-windows.ts';
import type { Call } from '../upstream/call-with-retries.ts';
import type { Column } from '../store/encoded-values.ts';
import type { Place, Turn } from '../limits/fair-queue.ts';
import type { Meter, WindowSource } from '../telemetry/metrics.ts';
import type { QueueBound } from '../limits/queue-limit.ts';
import type { SingleFlight } from './single-flight.ts';
import type { Tick } from '../timers.ts';
import { windowKey } from '../store/window-key.ts';
import { entryOf, paramsOf } from './window-request.ts';
import type { EntryOptions } from './window-request.ts';
import { failedLine, futureLine, lineOf } from './window-record.ts';
import { isFresh } from '../store/window-store.ts';
import type { WindowEntry, WindowStore } from '../store/window-store.ts';

/** A line of the answer, before it is known which one, and before it is written. */
export interface WindowResult extends Omit<WindowLine, 'index' | 'values'> {
  column: Column;
}

/** In whose name a window is asked for. */
export interface Asker {
  client: string;
  /** Nobody is waiting for it. */
  inBackground?: boolean;
}

/** Resolves with every outcome that has a line; rejects only with the signal's reason or a fault of our own. */
export type FetchWindow = (
  request: WindowRequest,
  signal: AbortSignal,
  asker: Asker,
) => Promise<WindowResult>;

/** What is known of a window without a call: its line, or whether there is at least an older answer. */
export interface KeptWindow {
  line?: WindowResult;
  hasOlder: boolean;
}

export type FindKept = (request: WindowRequest) => Promise<KeptWindow>;

export interface FetchWindowDeps extends EntryOptions {
  store: WindowStore;
  flights: SingleFlight<WindowEntry>;
  bound: QueueBound;
  call: Call;
  meter: Meter;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: Tick;
}

const GONE: Problem = {
  code: 'gone',
  message: 'The window is older than the 30 days the upstream keeps, and this server has no copy.',
  retryable: false,
};

export function createFetchWindow(deps: FetchWindowDeps): FetchWindow {
  const { tick, meter } = deps;
  return async (request, signal, asker) => {
    const begun = tick();
    const { line, source } = await findWindow(deps, request, signal, asker);
    meter.countWindow(line.status, source, tick() - begun);
    return line;
  };
}

export function createFindKept(
  deps: Pick<FetchWindowDeps, 'store' | 'now' | 'tick' | 'meter'>,
): FindKept {
  const { tick, meter } = deps;
  return async (request) => {
    const begun = tick();
    const { found, kept } = await lookUp(deps, request);
    if (!found) return { hasOlder: kept !== undefined };
    meter.countWindow(found.line.status, found.source, tick() - begun);
    return { line: found.line, hasOlder: true };
  };
}

interface Found {
  line: WindowResult;
  source: WindowSource;
}

/** What answers a window without a call, or an older answer of it. */
async function lookUp(
  { store, now }: Pick<FetchWindowDeps, 'store' | 'now'>,
  request: WindowRequest,
  inBackground = false,
): Promise<{ found?: Found; kept?: WindowEntry | undefined }> {
  const kept = await store.get(request);
  const answers = inBackground ? isWhole : isFresh;
  if (kept && answers(kept, now())) return { found: { line: lineOf(kept, 'ok'), source: 'kept' } };
  if (upstreamSpan(request, now()).kind === 'future') {
    return { found: { line: futureLine(request, now()), source: 'none' } };
  }
  return { kept };
}

/** What the background fetches, it fetches once: it takes nothing that will change. */
function isWhole({ final, complete }: WindowEntry): boolean {
  return final && complete;
}

async function findWindow(
  deps: FetchWindowDeps,
  request: WindowRequest,
  signal: AbortSignal,
  asker: Asker,
): Promise<Found> {
  const { store, now } = deps;
  const { found, kept } = await lookUp(deps, request, asker.inBackground);
  if (found) return found;
  try {
    const urgent = kept ? 'refresh' : 'interactive';
    const turn: Turn = { client: asker.client, lane: asker.inBackground ? 'backfill' : urgent };
    let { entry, source } = await joinFlight(deps, request, signal, turn);
    // A reader may have asked when it could still change.
    if (asker.inBackground && source === 'flight' && !isWhole(entry)) {
      ({ entry, source } = await joinFlight(deps, request, signal, turn));
    }
    return { line: lineOf(entry, 'ok'), source };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const forgotten = error.problem.code === 'gone';
    const problem = (forgotten && (await store.missing?.(request))) || error.problem;
    // An older answer beats none while the upstream is failing or has forgotten.
    return kept && (problem.retryable || forgotten)
      ? { line: { ...lineOf(kept, 'stale'), problem }, source: 'kept' }
      : { line: failedLine(request, problem, now()), source: 'none' };
  }
}

/** The window from work under way, or from work that begins with it; within the client's bound. */
async function joinFlight(
  deps: FetchWindowDeps,
  request: WindowRequest,
  signal: AbortSignal,
  turn: Turn,
): Promise<{ entry: WindowEntry; source: WindowSource }> {
  const { flights, bound } = deps;
  const leave = bound.enter(turn.client);
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
  place: Place,
): Promise<WindowEntry> {
  let span: Span = request;
  const plan = (): UpstreamParams => {
    const at = now();
    const asked = upstreamSpan(request, at);
    if (asked.kind !== 'ask') throw new ProblemError(GONE);
    span = asked.span;
    return paramsOf(request, span, at);
  };
  const reply = await call(plan, signal, place);
  const entry = entryOf(request, span, reply, options);
  await store.put(request, entry);
  return entry;
}
