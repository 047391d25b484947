// Serves a window from the store, a call in flight, the upstream, or as a stale copy.
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import { windowKey } from '../../contract/domain/subject-key.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { UpstreamParams } from '../../contract/wire/upstream.ts';
import { planUpstreamSpan } from '../../planning/plan-windows.ts';
import type { Priority, QueueEntry, Ticket } from '../limits/fair-queue.ts';
import type { QueueLimit } from '../limits/queue-limit.ts';
import type { EncodedValues } from '../store/encoded-values.ts';
import { isFresh } from '../store/window-store.ts';
import type { StoredWindow, WindowStore } from '../store/window-store.ts';
import type { Metrics, WindowSource } from '../telemetry/metrics.ts';
import type { MonotonicClock } from '../timers.ts';
import type { CallWithRetries } from '../upstream/call-with-retries.ts';
import { toUpstreamParams } from '../upstream/upstream-params.ts';
import type { SingleFlight } from './single-flight.ts';
import { toStoredWindow } from './stored-window.ts';
import type { StoredWindowOptions } from './stored-window.ts';
import { toFailedRecord, toFutureRecord, toRecord } from './window-record.ts';

export interface Requester {
  client: string;
  /** Lowest priority; accepts only windows that can no longer change. */
  isBackground?: boolean;
  /** Counted in the queue limit already. */
  isAdmitted?: boolean;
}

/** Resolves for failures too; rejects with the signal's reason or an internal error. */
export type FetchWindow = (
  request: WindowRequest,
  signal: AbortSignal,
  requester: Requester,
) => Promise<WindowRecord<EncodedValues>>;

/** Resolves without a record if a call is needed. */
export type FindCached = (
  request: WindowRequest,
) => Promise<{ record?: WindowRecord<EncodedValues>; hasStaleCopy: boolean }>;

export interface FetchWindowDeps extends StoredWindowOptions {
  store: WindowStore;
  flights: SingleFlight<StoredWindow>;
  queueLimit: QueueLimit;
  callWithRetries: CallWithRetries;
  metrics: Metrics;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
}

interface Outcome {
  record: WindowRecord<EncodedValues>;
  source: WindowSource;
}

const EXPIRED: Problem = {
  code: 'gone',
  message: 'The upstream retains 30 days, and this server has no archived copy of the window.',
  retryable: false,
};

export function createFetchWindow(deps: FetchWindowDeps): FetchWindow {
  const { tick, metrics } = deps;
  return async (request, signal, requester) => {
    const startedAt = tick();
    const { record, source } = await fetchRecord(deps, request, signal, requester);
    metrics.countWindow(record.status, source, tick() - startedAt);
    return record;
  };
}

export function createFindCached(
  deps: Pick<FetchWindowDeps, 'store' | 'now' | 'tick' | 'metrics'>,
): FindCached {
  const { tick, metrics } = deps;
  return async (request) => {
    const startedAt = tick();
    const { outcome, stored } = await findWithoutCall(deps, request, isFresh);
    if (!outcome) return { hasStaleCopy: stored !== undefined };
    metrics.countWindow(outcome.record.status, outcome.source, tick() - startedAt);
    return { record: outcome.record, hasStaleCopy: false };
  };
}

async function findWithoutCall(
  { store, now }: Pick<FetchWindowDeps, 'store' | 'now'>,
  request: WindowRequest,
  isAcceptable: (stored: StoredWindow, now: EpochMs) => boolean,
): Promise<{ outcome?: Outcome; stored?: StoredWindow | undefined }> {
  const stored = await store.get(request);
  if (stored && isAcceptable(stored, now())) {
    return { outcome: { record: toRecord(stored, 'ok'), source: 'cache' } };
  }
  if (planUpstreamSpan(request, now()).kind === 'future') {
    return { outcome: { record: toFutureRecord(request, now()), source: 'none' } };
  }
  return { stored };
}

function isImmutable({ final, complete }: StoredWindow): boolean {
  return final && complete;
}

async function fetchRecord(
  deps: FetchWindowDeps,
  request: WindowRequest,
  signal: AbortSignal,
  requester: Requester,
): Promise<Outcome> {
  const { store, now } = deps;
  const isAcceptable = requester.isBackground ? isImmutable : isFresh;
  const { outcome, stored } = await findWithoutCall(deps, request, isAcceptable);
  if (outcome) return outcome;
  try {
    const join = () => joinFlight(deps, request, signal, requester, priorityOf(requester, stored));
    let flight = await join();
    // A client may have started this flight before the window was final.
    if (requester.isBackground && flight.source === 'flight' && !isImmutable(flight.stored)) {
      flight = await join();
    }
    return { record: toRecord(flight.stored, 'ok'), source: flight.source };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const isExpired = error.problem.code === 'gone';
    const problem = (isExpired && (await store.explainMissing?.(request))) || error.problem;
    return stored && (problem.retryable || isExpired)
      ? { record: { ...toRecord(stored, 'stale'), problem }, source: 'cache' }
      : { record: toFailedRecord(request, problem, now()), source: 'none' };
  }
}

function priorityOf({ isBackground }: Requester, stale: StoredWindow | undefined): Priority {
  if (isBackground) return 'backfill';
  return stale ? 'refresh' : 'interactive';
}

async function joinFlight(
  deps: FetchWindowDeps,
  request: WindowRequest,
  signal: AbortSignal,
  { client, isAdmitted }: Requester,
  priority: Priority,
): Promise<{ stored: StoredWindow; source: WindowSource }> {
  const { flights, queueLimit } = deps;
  const entry: QueueEntry = { client, priority };
  const release = isAdmitted ? undefined : queueLimit.acquire(client);
  let source: WindowSource = 'flight';
  try {
    const stored = await flights.run(windowKey(request), signal, entry, (flightSignal, ticket) => {
      source = 'upstream';
      return fetchFromUpstream(deps, request, flightSignal, ticket);
    });
    return { stored, source };
  } finally {
    release?.();
  }
}

async function fetchFromUpstream(
  { store, callWithRetries, now, ...options }: FetchWindowDeps,
  request: WindowRequest,
  signal: AbortSignal,
  ticket: Ticket,
): Promise<StoredWindow> {
  let span: Span = request;
  // The available span changes between attempts.
  const planAttempt = (): UpstreamParams => {
    const at = now();
    const available = planUpstreamSpan(request, at);
    if (available.kind !== 'available') throw new ProblemError(EXPIRED);
    span = available.span;
    return toUpstreamParams(request, span, at);
  };
  const response = await callWithRetries(planAttempt, signal, ticket);
  const stored = toStoredWindow(request, span, response, options);
  await store.put(request, stored);
  return stored;
}
