import type { WindowRequest } from '../../contract/wire/api.ts';
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { createQueueLimit } from '../limits/queue-limit.ts';
import type { QueueLimit } from '../limits/queue-limit.ts';
import type { Quota, QuotaStats } from '../limits/quota.ts';
import type { Settings } from '../settings/settings.ts';
import type { StoredWindow, WindowStore } from '../store/window-store.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { MonotonicClock, Sleep } from '../timers.ts';
import { createCircuitBreakers } from '../upstream/breakers.ts';
import { createCallWithRetries } from '../upstream/call-with-retries.ts';
import type { CredentialSource, UpstreamClient } from '../upstream/upstream-client.ts';
import { createFetchWindow, createFindCached } from './fetch-window.ts';
import type { FetchWindow } from './fetch-window.ts';
import { createSingleFlight } from './single-flight.ts';
import { streamWindows } from './stream-windows.ts';

// More than the calls in flight, retries included.
const MIN_CONCURRENCY = 100;

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
  /** Changed credentials close rejected circuits. */
  credentials?: Pick<CredentialSource, 'onChange'> | undefined;
}

export interface WindowService {
  streamWindows: (
    requests: readonly WindowRequest[],
    client: string,
    signal: AbortSignal,
  ) => ReadableStream<Uint8Array<ArrayBuffer>>;
  fetchWindow: FetchWindow;
  queueLimit: QueueLimit;
  stats(): {
    quota: QuotaStats;
    waiting: number;
    circuitOpen: boolean;
    credentialsRejected: boolean;
  };
}

export function createWindowService(deps: WindowServiceDeps): WindowService {
  const { store, upstream, quota, now, tick, sleep, random, metrics, log } = deps;
  const { qps, settleMinutes, rateScale } = deps.settings;
  const breakers = createCircuitBreakers({ tick, log });
  deps.credentials?.onChange?.(() => breakers.resetRejections());
  const queueLimit = createQueueLimit({ slots: qps, metrics });
  const callDeps = { quota, breakers, upstream, tick, sleep, random, metrics, log };
  const fetchWindow = createFetchWindow({
    store,
    flights: createSingleFlight<StoredWindow>(),
    queueLimit,
    callWithRetries: createCallWithRetries(callDeps),
    metrics,
    now,
    tick,
    settleMs: settleMinutes * MINUTE,
    rateScale,
  });
  const findCached = createFindCached({ store, now, tick, metrics });
  const concurrency = Math.max(MIN_CONCURRENCY, 2 * qps);
  return {
    streamWindows(requests, client, signal) {
      const requester = { client, isAdmitted: true };
      const streamDeps = {
        findCached,
        fetchWindow: (request: WindowRequest, fetchSignal: AbortSignal) =>
          fetchWindow(request, fetchSignal, requester),
        acquire: () => queueLimit.acquire(client),
        concurrency,
        now,
        log,
      };
      return streamWindows(streamDeps, requests, signal);
    },
    fetchWindow,
    queueLimit,
    stats: () => ({
      quota: quota.stats(),
      waiting: queueLimit.waiting(),
      circuitOpen: breakers.isOpen,
      credentialsRejected: breakers.isRejected,
    }),
  };
}
