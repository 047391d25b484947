// Wires the way of a window: what is kept, single flight, lanes and quota, gate, upstream.
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { Archive } from '../archive/archive.ts';
import { createCallUpstream } from '../upstream/call-with-retries.ts';
import { createFetchWindow, createFindCached } from './fetch-window.ts';
import type { FetchWindow, FindCached } from './fetch-window.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { createQueueLimit } from '../limits/queue-limit.ts';
import type { QueueLimit } from '../limits/queue-limit.ts';
import { backfillSlots } from '../limits/quota.ts';
import type { Quota, QuotaStats } from '../limits/quota.ts';
import { createArchiver } from '../archive/archiver.ts';
import type { Archiver } from '../archive/archiver.ts';
import type { Settings } from '../settings/settings.ts';
import { createSingleFlight } from './single-flight.ts';
import { createCircuitBreakers } from '../upstream/breakers.ts';
import type { CredentialSource, UpstreamClient } from '../upstream/upstream-client.ts';
import type { Sleep, MonotonicClock } from '../timers.ts';
import type { StoredWindow, WindowStore } from '../store/window-store.ts';

export interface WindowServiceDeps {
  settings: Pick<Settings, 'qps' | 'settleMinutes' | 'rateScale'>;
  store: WindowStore;
  upstream: UpstreamClient;
  quota: Quota;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
  sleep: Sleep;
  random: () => number;
  metrics: Metrics;
  log: Log;
  /** Where the upstream's keys come from; other keys may be taken where the old ones were not. */
  credentials?: Pick<CredentialSource, 'onChange'> | undefined;
}

export interface WindowService {
  fetchWindow: FetchWindow;
  findKept: FindCached;
  /** How much each visitor has under way. */
  queueLimit: QueueLimit;
  stats(): { quota: QuotaStats; waiting: number; circuitOpen: boolean; keysRefused: boolean };
}

export function createWindowService(deps: WindowServiceDeps): WindowService {
  const { store, upstream, quota, now, tick, sleep, random, metrics, log } = deps;
  const { qps, settleMinutes, rateScale } = deps.settings;
  const gate = createCircuitBreakers({ tick, log });
  deps.credentials?.onChange?.(() => gate.resetRejections());
  const queueLimit = createQueueLimit({ slots: qps, metrics });
  const fetchWindow = createFetchWindow({
    store,
    flights: createSingleFlight<StoredWindow>(),
    bound: queueLimit,
    call: createCallUpstream({ quota, gate, upstream, tick, sleep, random, metrics, log }),
    metrics,
    now,
    tick,
    settleMs: settleMinutes * MINUTE,
    rateScale,
  });
  return {
    fetchWindow,
    findKept: createFindCached({ store, now, tick, metrics }),
    queueLimit,
    stats: () => ({
      quota: quota.stats(),
      waiting: queueLimit.waiting(),
      circuitOpen: gate.isOpen,
      keysRefused: gate.isRejected,
    }),
  };
}

export interface StartArchiverDeps {
  settings: Pick<Settings, 'qps' | 'settleMinutes' | 'apps' | 'record'>;
  flow: WindowService;
  archive?: Archive | undefined;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
  sleep: Sleep;
  log: Log;
  /** Ends it. */
  stopping?: AbortSignal;
}

/** Begins to record what the upstream will forget, where that is wanted. */
export function startArchiver(deps: StartArchiverDeps): Archiver | undefined {
  const { settings, flow, archive, now, tick, sleep, log } = deps;
  if (!settings.record || !archive) return undefined;
  const requester = { client: 'recorder', isBackground: true };
  const archiver = createArchiver({
    appIds: settings.apps.map(({ id }) => id),
    archive,
    fetchWindow: (request, signal) => flow.fetchWindow(request, signal, requester),
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
