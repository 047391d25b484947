import type { EpochMs } from '../contract/domain/time.ts';
import type { Credentials } from '../signature/acs3.ts';
import type { Archive } from './archive/archive.ts';
import { ARCHIVER_OFF, startArchiver } from './archive/archiver.ts';
import type { ArchiverState } from './archive/archiver.ts';
import { createQuota } from './limits/quota.ts';
import type { Quota } from './limits/quota.ts';
import type { Settings } from './settings/settings.ts';
import { createTieredStore } from './archive/tiered-store.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { SILENT_LOG } from './telemetry/log.ts';
import type { Log } from './telemetry/log.ts';
import { NOOP_METRICS } from './telemetry/metrics.ts';
import type { MetricsExporter } from './telemetry/metrics.ts';
import { createReadiness } from './telemetry/readiness.ts';
import type { Readiness } from './telemetry/readiness.ts';
import { monotonicNow, sleepOnTimers } from './timers.ts';
import type { MonotonicClock, Sleep } from './timers.ts';
import { createUpstreamClient } from './upstream/upstream-client.ts';
import type { CredentialSource, Fetch } from './upstream/upstream-client.ts';
import { createUpstreamClock } from './upstream/upstream-clock.ts';
import { createWindowService } from './windows/window-service.ts';
import type { WindowService } from './windows/window-service.ts';

/** Memory for windows, about 10,000 days. */
const MEMORY_BYTES = 32 * 1_048_576;

export interface ServiceDeps {
  settings: Settings;
  fetch: Fetch;
  /** This machine's clock. */
  now: () => EpochMs;
  random: () => number;
  tick?: MonotonicClock;
  sleep?: Sleep;
  quota?: Quota;
  /** Defaults to silence. */
  log?: Log;
  /** Defaults to the keys in `settings`. */
  credentials?: CredentialSource | undefined;
  nonce?: () => string;
  /** Undefined: windows are kept in memory only. */
  archive?: Archive | undefined;
  /** False while the server drains. */
  isReady?: () => boolean;
  /** Undefined: /metrics does not exist. */
  metricsExporter?: MetricsExporter | undefined;
  /** Stops background work. */
  stopping?: AbortSignal;
}

export interface Services {
  settings: Settings;
  log: Log;
  /** The upstream's time. */
  now: () => EpochMs;
  windowService: WindowService;
  archive: Archive | undefined;
  archiverState: () => ArchiverState;
  readiness: () => Readiness;
  /** Sets the app that readiness checks may use to probe credentials. */
  setProbeApp: (appId: string | undefined) => void;
  metricsExporter: MetricsExporter | undefined;
}

/** Builds the services and starts the archiver. Throws TypeError if there are no credentials. */
export function createServices(deps: ServiceDeps): Services {
  const { settings, archive, metricsExporter, log = SILENT_LOG } = deps;
  const { tick = monotonicNow, sleep = sleepOnTimers } = deps;
  const clock = createUpstreamClock(deps.now, log);
  const { now } = clock;
  const memory = createMemoryStore(MEMORY_BYTES);
  const isConfigured = (appId: string) => settings.apps.some(({ id }) => id === appId);
  const store = createTieredStore({ memory, archive, isConfigured, now, tick, log });
  const upstream = createUpstreamClient({
    endpoint: settings.endpoint,
    credentials: deps.credentials ?? fixedCredentials(settings.credentials),
    fetch: deps.fetch,
    clock,
    sleep,
    nonce: deps.nonce ?? (() => crypto.randomUUID()),
  });
  const quota = deps.quota ?? createQuota({ slots: settings.qps, sleep });
  const metrics = metricsExporter?.metrics ?? NOOP_METRICS;
  const shared = { ...deps, now, tick, sleep, log };
  const windowService = createWindowService({ ...shared, store, upstream, quota, metrics });
  const archiver = startArchiver({ ...shared, windowService });
  const archiverState = () => archiver?.state() ?? ARCHIVER_OFF;
  metricsExporter?.metrics.observeGauges(() => ({
    ...windowService.stats(),
    store: store.stats(),
    archive: archive?.stats(),
    archiver: archiverState(),
  }));
  let probeApp: string | undefined;
  const readiness = createReadiness({
    ...shared,
    store,
    windowService,
    isReady: deps.isReady ?? (() => true),
    getProbeApp: () => settings.apps[0]?.id ?? probeApp,
  });
  return {
    settings,
    log,
    now,
    windowService,
    archive,
    archiverState,
    readiness,
    setProbeApp: (appId) => void (probeApp = appId),
    metricsExporter,
  };
}

function fixedCredentials(credentials: Credentials | undefined): CredentialSource {
  if (!credentials) throw new TypeError('the server needs credentials to sign requests with');
  return () => Promise.resolve(credentials);
}
