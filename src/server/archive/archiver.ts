// Archives finished windows before the upstream deletes them.
import type { WindowRequest } from '../../contract/wire/api.ts';
import { windowKey } from '../../contract/domain/subject-key.ts';
import type { Problem, ProblemCode } from '../../contract/wire/problem.ts';
import { HOUR, MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { createKeyedBackoff } from '../limits/keyed-backoff.ts';
import { backfillSlots } from '../limits/quota.ts';
import type { Settings } from '../settings/settings.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import type { MonotonicClock, Sleep } from '../timers.ts';
import type { Archive } from './archive.ts';
import { nextDayAt, planBackfill } from './backfill-plan.ts';

/** Counts finished windows that the upstream still has. */
export interface ArchiverState {
  on: boolean;
  pending: number;
  done: number;
  /** Older windows, since an app's first archived day, that are not archived. */
  lost: number;
  /** Absent after a success. */
  lastError?: ProblemCode;
}

export const ARCHIVER_OFF: ArchiverState = { on: false, pending: 0, done: 0, lost: 0 };

// The clock may be set, and copies may become damaged.
const MAX_SLEEP: Millis = HOUR;
const MIN_SLEEP: Millis = 1_000;
const ERROR_DELAY: Millis = MINUTE;
// Consecutive failures before the whole app backs off.
const APP_FAILURE_THRESHOLD = 3;
// Consecutive failed writes before the archive backs off.
const ARCHIVE_FAILURE_THRESHOLD = 3;
const ARCHIVE_KEY = 'archive';

export interface ArchiverDeps {
  appIds: readonly string[];
  archive: Pick<Archive, 'getPresence' | 'reach'>;
  /** Fetches and archives a window. */
  fetchWindow: (
    request: WindowRequest,
    signal: AbortSignal,
  ) => Promise<{ final: boolean; problem?: Problem | undefined }>;
  workers: number;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
  sleep: Sleep;
  settleMs: Millis;
  log: Log;
}

export interface Archiver {
  /** Runs until the signal aborts; never rejects. */
  run(signal: AbortSignal): Promise<void>;
  state(): ArchiverState;
}

function createArchiver(deps: ArchiverDeps): Archiver {
  const { appIds, archive, fetchWindow, workers, now, tick, sleep, settleMs, log } = deps;
  const windowBackoff = createKeyedBackoff(tick);
  const appBackoff = createKeyedBackoff(tick, APP_FAILURE_THRESHOLD);
  const archiveBackoff = createKeyedBackoff(tick, ARCHIVE_FAILURE_THRESHOLD, ERROR_DELAY);
  let state: ArchiverState = { ...ARCHIVER_OFF, on: true };

  const reportError = (lastError: ProblemCode) => {
    if (state.lastError !== lastError) log.warn('archiving failed', { code: lastError });
    state = { ...state, lastError };
  };

  const reportSuccess = (request: WindowRequest) => {
    windowBackoff.succeeded(windowKey(request));
    appBackoff.succeeded(request.appId);
    archiveBackoff.succeeded(ARCHIVE_KEY);
    const { lastError: _, ...others } = state;
    state = { ...others, pending: others.pending - 1, done: others.done + 1 };
  };

  const reportFailure = (request: WindowRequest, code: ProblemCode) => {
    reportError(code);
    windowBackoff.failed(windowKey(request));
    appBackoff.failed(request.appId);
  };

  const isArchived = async (request: WindowRequest) =>
    (await archive.getPresence(request)) === 'archived';

  const archiveWindow = async (request: WindowRequest, signal: AbortSignal) => {
    try {
      const { problem, final } = await fetchWindow(request, signal);
      if (await isArchived(request)) reportSuccess(request);
      else if (problem) reportFailure(request, problem.code);
      // Not final yet by the upstream's clock.
      else if (!final) windowBackoff.failed(windowKey(request));
      else {
        // Fetched but not written: the archive is at fault.
        reportError('internal');
        archiveBackoff.failed(ARCHIVE_KEY);
      }
    } catch (error) {
      if (signal.aborted) return;
      log.error('archiving failed', errorFacts(error));
      reportFailure(request, 'internal');
    }
  };

  const delayOf = (request: WindowRequest): Millis =>
    Math.max(
      windowBackoff.delay(windowKey(request)),
      appBackoff.delay(request.appId),
      archiveBackoff.delay(ARCHIVE_KEY),
    );

  const archiveAll = async (
    windows: readonly WindowRequest[],
    workerSignals: readonly AbortSignal[],
  ) => {
    const queue = windows.values();
    const work = async (workerSignal: AbortSignal) => {
      for (const request of queue) {
        if (workerSignal.aborted) return;
        // A client may have fetched it.
        if (delayOf(request) > 0 || (await isArchived(request))) continue;
        await archiveWindow(request, workerSignal);
      }
    };
    await Promise.all(workerSignals.map(work));
  };

  const updatePlan = async () => {
    const { pending, done, lost } = await planBackfill(appIds, archive, now(), settleMs);
    if (lost > state.lost) log.warn('windows were lost', { windows: lost - state.lost });
    state = { ...state, pending: pending.length, done, lost };
    return pending;
  };

  const sleepUntilDue = (pending: readonly WindowRequest[], signal: AbortSignal) => {
    if (pending.length === 0) log.info('archive is complete', { windows: state.done });
    const delay = pending
      .map(delayOf)
      .reduce((min, next) => Math.min(min, next), nextDayAt(now(), settleMs) - now());
    return sleep(Math.min(MAX_SLEEP, Math.max(MIN_SLEEP, delay)), signal);
  };

  return {
    state: () => state,
    async run(signal) {
      // Node.js warns of a leak if many listeners share a signal.
      const workerSignals = Array.from({ length: workers }, () => AbortSignal.any([signal]));
      while (!signal.aborted) {
        try {
          const pending = await updatePlan();
          const due = pending.filter((request) => delayOf(request) === 0);
          if (due.length === 0) await sleepUntilDue(pending, signal);
          else await archiveAll(due, workerSignals);
        } catch (error) {
          if (signal.aborted) return;
          log.error('archiver retries later', errorFacts(error));
          await sleep(ERROR_DELAY, signal).catch(() => undefined);
        }
      }
    },
  };
}

export interface StartArchiverDeps extends Pick<ArchiverDeps, 'now' | 'tick' | 'sleep' | 'log'> {
  settings: Pick<Settings, 'qps' | 'settleMinutes' | 'apps' | 'record'>;
  archive?: Archive | undefined;
  windowService: {
    fetchWindow: (
      request: WindowRequest,
      signal: AbortSignal,
      requester: { client: string; isBackground: boolean },
    ) => ReturnType<ArchiverDeps['fetchWindow']>;
  };
  stopping?: AbortSignal | undefined;
}

/** Returns undefined if the settings disable the archiver. */
export function startArchiver(deps: StartArchiverDeps): Archiver | undefined {
  const { settings, archive, windowService, now, tick, sleep, log } = deps;
  if (!settings.record || !archive) return undefined;
  const requester = { client: 'recorder', isBackground: true };
  const archiver = createArchiver({
    appIds: settings.apps.map(({ id }) => id),
    archive,
    fetchWindow: (request, signal) => windowService.fetchWindow(request, signal, requester),
    workers: backfillSlots(settings.qps),
    now,
    tick,
    sleep,
    settleMs: settings.settleMinutes * MINUTE,
    log,
  });
  void archiver.run(deps.stopping ?? new AbortController().signal);
  return archiver;
}
