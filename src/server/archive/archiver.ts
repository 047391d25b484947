// In the background: fetches what is long over and not archived yet, before the upstream forgets it.
import type { WindowRequest } from '../../contract/wire/api.ts';
import type { ProblemCode } from '../../contract/wire/problem.ts';
import { HOUR, MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { Archive } from './archive.ts';
import type { WindowResult } from '../windows/fetch-window.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import { nextDayAt, planBackfill } from './backfill-plan.ts';
import { createKeyedBackoff } from '../limits/keyed-backoff.ts';
import type { Sleep, MonotonicClock } from '../timers.ts';
import { windowKey } from '../../contract/domain/subject-key.ts';

/** How far the recorder is. */
export interface ArchiverState {
  on: boolean;
  /** Finished windows the upstream still has and the archive has not. */
  pending: number;
  /** Finished windows the upstream still has and the archive has too. */
  done: number;
  /** Windows since an app's first archived day that nobody has any more. */
  lost: number;
  /** Why the last window could not be had; undefined once one could be had again. */
  lastError?: ProblemCode;
}

/** The state where nothing is recorded. */
export const ARCHIVER_OFF: ArchiverState = { on: false, pending: 0, done: 0, lost: 0 };

/** The longest it sleeps: clocks are set, and copies go bad. */
const LOOK_EVERY: Millis = HOUR;
const SHORTEST_SLEEP: Millis = 1_000;
const AFTER_TROUBLE: Millis = MINUTE;
/** So many failures of one app in a row are the app's, not the windows'. */
const FAILURES_OF_APP = 3;
/** So many in a row are the archive's; it is tried again within a minute, as a disk may be repaired any time. */
const FAILURES_OF_ARCHIVE = 3;
const ARCHIVE = 'archive';

export interface ArchiverDeps {
  appIds: readonly string[];
  archive: Pick<Archive, 'getPresence' | 'reach'>;
  /** Fetches a window and archives it. */
  fetchWindow: (request: WindowRequest, signal: AbortSignal) => Promise<WindowResult>;
  /** How many it fetches at a time. */
  workers: number;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
  sleep: Sleep;
  settleMs: Millis;
  log: Log;
}

export interface Archiver {
  /** Works until the signal aborts; never rejects. */
  run(signal: AbortSignal): Promise<void>;
  state(): ArchiverState;
}

export function createArchiver(deps: ArchiverDeps): Archiver {
  const { appIds, archive, workers, now, tick, sleep, settleMs, log } = deps;
  const windowRest = createKeyedBackoff(tick);
  const appRest = createKeyedBackoff(tick, FAILURES_OF_APP);
  const archiveRest = createKeyedBackoff(tick, FAILURES_OF_ARCHIVE, AFTER_TROUBLE);
  let state: ArchiverState = { ...ARCHIVER_OFF, on: true };

  const tell = (lastError: ProblemCode) => {
    if (state.lastError !== lastError) log.warn('recording failed', { code: lastError });
    state = { ...state, lastError };
  };

  const note = (request: WindowRequest, failure: ProblemCode | undefined) => {
    if (failure === undefined) {
      windowRest.worked(windowKey(request));
      appRest.worked(request.appId);
      archiveRest.worked(ARCHIVE);
      const { lastError: _, ...rest } = state;
      state = { ...rest, pending: rest.pending - 1, done: rest.done + 1 };
      return;
    }
    tell(failure);
    windowRest.failed(windowKey(request));
    appRest.failed(request.appId);
  };

  const record = async (request: WindowRequest, signal: AbortSignal) => {
    try {
      const { problem, final } = await deps.fetchWindow(request, signal);
      const isRecorded = (await archive.getPresence(request)) === 'archived';
      if (isRecorded || problem) note(request, isRecorded ? undefined : problem?.code);
      // By the upstream's word it is too early: no trouble, but no reason to ask at once again either.
      else if (!final) windowRest.failed(windowKey(request));
      else {
        // Answered, and not kept: the archive's fault, neither the window's nor the app's.
        tell('internal');
        archiveRest.failed(ARCHIVE);
      }
    } catch (error) {
      if (signal.aborted) return;
      log.error('recording failed', errorFacts(error));
      note(request, 'internal');
    }
  };

  const waitFor = (request: WindowRequest): Millis =>
    Math.max(
      windowRest.wait(windowKey(request)),
      appRest.wait(request.appId),
      archiveRest.wait(ARCHIVE),
    );

  /** Goes through windows once, a worker a signal, leaving out what has begun to rest meanwhile. */
  const goThrough = async (windows: readonly WindowRequest[], signals: readonly AbortSignal[]) => {
    const rest = windows.values();
    const work = async (signal: AbortSignal) => {
      for (const request of rest) {
        if (signal.aborted) return;
        // A reader may have had it fetched meanwhile.
        if (waitFor(request) > 0 || (await archive.getPresence(request)) === 'archived') continue;
        await record(request, signal);
      }
    };
    await Promise.all(signals.map(work));
  };

  const look = async () => {
    const { pending, done, lost } = await planBackfill(appIds, archive, now(), settleMs);
    if (lost > state.lost) log.warn('windows were lost', { windows: lost - state.lost });
    state = { ...state, pending: pending.length, done, lost };
    return pending;
  };

  /** Sleeps until there is something to do. */
  const idle = (pending: readonly WindowRequest[], signal: AbortSignal) => {
    if (pending.length === 0) log.info('everything is recorded', { windows: state.done });
    const wait = pending
      .map(waitFor)
      .reduce((one, other) => Math.min(one, other), nextDayAt(now(), settleMs) - now());
    return sleep(Math.min(LOOK_EVERY, Math.max(SHORTEST_SLEEP, wait)), signal);
  };

  return {
    state: () => state,
    async run(signal) {
      // A controller a worker: runtimes warn of a leak when many listen to one signal.
      const leavers = Array.from({ length: workers }, () => new AbortController());
      const leave = () => leavers.forEach((leaver) => leaver.abort(signal.reason));
      signal.addEventListener('abort', leave, { once: true });
      while (!signal.aborted) {
        try {
          const pending = await look();
          const ready = pending.filter((request) => waitFor(request) === 0);
          if (ready.length === 0) await idle(pending, signal);
          else
            await goThrough(
              ready,
              leavers.map((leaver) => leaver.signal),
            );
        } catch (error) {
          if (signal.aborted) return;
          // An archive that cannot say what it has may be able to later.
          log.error('recorder looks again later', errorFacts(error));
          await sleep(AFTER_TROUBLE, signal).catch(() => undefined);
        }
      }
    },
  };
}
