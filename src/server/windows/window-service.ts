// Wires the way of a window: what is kept, single flight, lanes and quota, gate, upstream.
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { Archive } from '../archive/archive.ts';
import { createCall } from '../upstream/call-with-retries.ts';
import { createFetchWindow, createFindKept } from './fetch-window.ts';
import type { FetchWindow, FindKept } from './fetch-window.ts';
import type { Log } from '../telemetry/log.ts';
import type { Meter } from '../telemetry/metrics.ts';
import { createQueueBound } from '../limits/queue-limit.ts';
import type { QueueBound } from '../limits/queue-limit.ts';
import { backfillSlots } from '../limits/quota.ts';
import type { Quota, QuotaStats } from '../limits/quota.ts';
import { createRecorder } from '../archive/archiver.ts';
import type { Recorder } from '../archive/archiver.ts';
import type { Settings } from '../settings/settings.ts';
import { createSingleFlight } from './single-flight.ts';
import { createUpstreamGate } from '../upstream/breakers.ts';
import type { CredentialSource, Upstream } from '../upstream/upstream-client.ts';
import type { Sleep, Tick } from '../timers.ts';
import type { WindowEntry, WindowStore } from '../store/window-store.ts';

export interface FlowDeps {
  settings: Pick<Settings, 'qps' | 'settleMinutes' | 'rateScale'>;
  store: WindowStore;
  upstream: Upstream;
  quota: Quota;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: Tick;
  sleep: Sleep;
  random: () => number;
  meter: Meter;
  log: Log;
  /** Where the upstream's keys come from; other keys may be taken where the old ones were not. */
  credentials?: Pick<CredentialSource, 'onChange'> | undefined;
}

export interface Flow {
  fetchWindow: FetchWindow;
  findKept: FindKept;
  /** How much each visitor has under way. */
  bound: QueueBound;
  stats(): { quota: QuotaStats; waiting: number; upstreamShut: boolean; keysRefused: boolean };
}

export function createFlow(deps: FlowDeps): Flow {
  const { store, upstream, quota, now, tick, sleep, random, meter, log } = deps;
  const { qps, settleMinutes, rateScale } = deps.settings;
  const gate = createUpstreamGate({ tick, log });
  deps.credentials?.onChange?.(() => gate.forgetRefusals());
  const bound = createQueueBound({ slots: qps, meter });
  const fetchWindow = createFetchWindow({
    store,
    flights: createSingleFlight<WindowEntry>(),
    bound,
    call: createCall({ quota, gate, upstream, tick, sleep, random, meter, log }),
    meter,
    now,
    tick,
    settleMs: settleMinutes * MINUTE,
    rateScale,
  });
  return {
    fetchWindow,
    findKept: createFindKept({ store, now, tick, meter }),
    bound,
    stats: () => ({
      quota: quota.stats(),
      waiting: bound.waiting(),
      upstreamShut: gate.isShut,
      keysRefused: gate.isRefused,
    }),
  };
}

export interface RecorderWiring {
  settings: Pick<Settings, 'qps' | 'settleMinutes' | 'apps' | 'record'>;
  flow: Flow;
  archive?: Archive | undefined;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: Tick;
  sleep: Sleep;
  log: Log;
  /** Ends it. */
  stopping?: AbortSignal;
}

/** Begins to record what the upstream will forget, where that is wanted. */
export function startRecorder(deps: RecorderWiring): Recorder | undefined {
  const { settings, flow, archive, now, tick, sleep, log } = deps;
  if (!settings.record || !archive) return undefined;
  const asker = { client: 'recorder', inBackground: true };
  const recorder = createRecorder({
    appIds: settings.apps.map(({ id }) => id),
    archive,
    fetchWindow: (request, signal) => flow.fetchWindow(request, signal, asker),
    workers: backfillSlots(settings.qps),
    now,
    tick,
    sleep,
    settleMs: settings.settleMinutes * MINUTE,
    log,
  });
  void recorder.run(deps.stopping ?? new AbortController().signal);
  return recorder;
}
