// Wires the way of a window: what is kept, single flight, lanes and quota, gate, signature, upstream.
import { MINUTE } from '../contract/time.ts';
import type { EpochMs } from '../contract/time.ts';
import { createCall } from './call.ts';
import { createFetchWindow } from './fetch-window.ts';
import type { FetchWindow } from './fetch-window.ts';
import type { Log } from './log.ts';
import type { Meter } from './meter.ts';
import { createQueueBound } from './queue-bound.ts';
import type { QueueBound } from './queue-bound.ts';
import { createQuota } from './quota.ts';
import type { QuotaStats } from './quota.ts';
import type { Settings } from './settings.ts';
import { createSingleFlight } from './single-flight.ts';
import { createUpstreamGate } from './upstream-gate.ts';
import { createUpstream } from './upstream.ts';
import type { CredentialSource, Fetch } from './upstream.ts';
import type { Sleep } from './wait.ts';
import type { WindowEntry, WindowStore } from './window-store.ts';

export interface FlowDeps {
  settings: Pick<Settings, 'qps' | 'endpoint' | 'settleMinutes' | 'rateScale'>;
  store: WindowStore;
  credentials: CredentialSource;
  fetch: Fetch;
  now: () => EpochMs;
  sleep: Sleep;
  random: () => number;
  nonce: () => string;
  meter: Meter;
  log: Log;
}

export interface Flow {
  fetchWindow: FetchWindow;
  /** How much each visitor has under way. */
  bound: QueueBound;
  stats(): { quota: QuotaStats; upstreamShut: boolean };
}

export function createFlow(deps: FlowDeps): Flow {
  const { settings, store, credentials, fetch, now, sleep, random, nonce, meter, log } = deps;
  const { qps, endpoint, settleMinutes, rateScale } = settings;
  const quota = createQuota({ slots: qps, sleep });
  const gate = createUpstreamGate({ now, log });
  const bound = createQueueBound({ slots: qps, meter });
  const upstream = createUpstream({ endpoint, credentials, fetch, now, sleep, nonce });
  const fetchWindow = createFetchWindow({
    store,
    flights: createSingleFlight<WindowEntry>(),
    bound,
    call: createCall({ quota, gate, upstream, now, sleep, random, meter, log }),
    meter,
    now,
    settleMs: settleMinutes * MINUTE,
    rateScale,
  });
  return {
    fetchWindow,
    bound,
    stats: () => ({ quota: quota.stats(), upstreamShut: gate.isShut }),
  };
}
