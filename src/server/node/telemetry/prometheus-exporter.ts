import { Counter, Gauge } from 'prom-client';
import { WINDOW_STATUSES } from '../../../contract/wire/api.ts';
import { PRIORITIES } from '../../limits/fair-queue.ts';
import { ATTEMPT_OUTCOMES, RETRY_REASONS } from '../../telemetry/metrics.ts';
import type { GaugeReadings, Metrics, MetricsExporter } from '../../telemetry/metrics.ts';
import {
  OPEN_METRICS_CONTENT_TYPE,
  createPrometheusRegistry,
  setCounter,
  toOpenMetrics,
} from './prometheus-registry.ts';

// Upper bounds in seconds.
const ATTEMPT_BUCKETS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const WINDOW_BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60];

const CACHE_LAYERS = ['memory', 'archive', 'flight'] as const;
const OPERATIONS = ['read', 'write'] as const;
const ARCHIVER_STATES = ['pending', 'done', 'lost'] as const;

/** Exports OpenMetrics, or the Prometheus text format to clients that accept only that. */
export function createPrometheusExporter(version: string): MetricsExporter {
  const { registry, counter, gauge, histogram } = createPrometheusRegistry('artc_lens_');
  const attempts = counter(
    'upstream_calls_total',
    'Calls to the upstream API, retries included, by outcome.',
    'outcome',
    ATTEMPT_OUTCOMES,
  );
  const attemptTime = histogram(
    'upstream_call_seconds',
    'Time from sending a call to the last byte of the response.',
    ATTEMPT_BUCKETS,
  );
  const throttles = counter(
    'upstream_throttles_total',
    'Calls that the upstream API rejected because the account quota was used up.',
  );
  const retries = counter('upstream_retries_total', 'Retries by reason.', 'reason', RETRY_REASONS);
  const shortCircuited = counter(
    'upstream_left_alone_total',
    'Calls not sent because a circuit breaker was open.',
  );
  const windows = counter(
    'windows_total',
    'Windows returned, by status.',
    'status',
    WINDOW_STATUSES,
  );
  const windowTime = histogram(
    'window_seconds',
    'Time from the request for a window to its line in the response.',
    WINDOW_BUCKETS,
  );
  const rejected = counter(
    'turned_away_total',
    'Windows and requests rejected because their client was over a limit.',
  );
  const cacheHits = counter(
    'cache_hits_total',
    'Windows returned without a call of their own, by layer.',
    'layer',
    CACHE_LAYERS,
  );
  const cacheMisses = counter('cache_misses_total', 'Windows returned by a call of their own.');
  const archiveFailures = counter(
    'archive_failures_total',
    'Failed archive operations.',
    'operation',
    OPERATIONS,
  );
  const archiveOperations = counter(
    'archive_operations_total',
    'Windows read from and written to the archive.',
    'operation',
    OPERATIONS,
  );
  const damagedFiles = counter(
    'archive_damaged_total',
    'Archived windows found damaged since the start.',
  );
  const quotaSlots = gauge('quota_slots', "This server's share of the account's calls per second.");
  const quotaSlotsInUse = gauge('quota_slots_in_use', 'Slots occupied by a call or cooling down.');
  const quotaPaused = gauge('quota_paused', 'Whether calls are paused after a throttle.');
  const queueLength = gauge('queue_length', 'Calls waiting for a slot, by priority.', 'lane');
  const windowsWaiting = gauge('windows_waiting', 'Windows waiting for the upstream API.');
  const circuitState = gauge(
    'upstream_shut',
    'Whether the circuit breaker of the account is open.',
  );
  const archivedWindows = gauge('archive_windows', 'Windows in the archive.');
  const lostWindows = gauge(
    'archive_lost_windows',
    'Windows whose archived copy is damaged and has not been replaced.',
  );
  const archiveFailing = gauge(
    'archive_failing',
    'Whether the last operation on the archive storage failed.',
  );
  const archiverOn = gauge(
    'recorder_on',
    'Whether finished windows are archived in the background.',
  );
  const archiverWindows = gauge(
    'recorder_windows',
    'Finished windows of the configured apps, by archiving state.',
    'state',
  );
  const archiverFailing = gauge(
    'recorder_failing',
    'Whether the last window to archive could not be fetched.',
  );
  const residentMemory = new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory.',
    registers: [registry],
  });
  const cpuTime = new Counter({
    name: 'process_cpu_seconds_total',
    help: 'CPU time used.',
    registers: [registry],
  });
  gauge('build_info', 'Version of the server and of Node.js.', 'version', 'node')
    .labels(version, process.version)
    .set(1);

  let readGauges: (() => GaugeReadings) | undefined;
  const metrics: Metrics = {
    countAttempt(outcome, duration) {
      attempts.labels(outcome).inc();
      attemptTime.observe(duration / 1_000);
      if (outcome === 'throttled') throttles.inc();
    },
    countRetry: (reason) => retries.labels(reason).inc(),
    countShortCircuited: () => shortCircuited.inc(),
    countWindow(status, source, duration) {
      windows.labels(status).inc();
      windowTime.observe(duration / 1_000);
      if (source === 'flight') cacheHits.labels(source).inc();
      if (source === 'upstream') cacheMisses.inc();
    },
    countRejected: () => rejected.inc(),
    observeGauges: (read) => void (readGauges = read),
  };

  const updateGauges = (readings: GaugeReadings) => {
    const { quota, waiting, circuitOpen, store, archive, archiver } = readings;
    quotaSlots.set(quota.slots);
    quotaSlotsInUse.set(quota.inUse);
    quotaPaused.set(Number(quota.paused));
    for (const priority of PRIORITIES) queueLength.labels(priority).set(quota.waiting[priority]);
    windowsWaiting.set(waiting);
    circuitState.set(Number(circuitOpen));
    setCounter(cacheHits, store.memoryHits, 'memory');
    setCounter(cacheHits, store.archiveHits, 'archive');
    setCounter(archiveFailures, store.readFailures, 'read');
    setCounter(archiveFailures, store.writeFailures, 'write');
    archiveFailing.set(Number(store.failing));
    archivedWindows.set(archive?.windows ?? 0);
    lostWindows.set(archive?.lost ?? 0);
    setCounter(archiveOperations, archive?.reads ?? 0, 'read');
    setCounter(archiveOperations, archive?.writes ?? 0, 'write');
    setCounter(damagedFiles, archive?.damaged ?? 0);
    archiverOn.set(Number(archiver.on));
    for (const state of ARCHIVER_STATES) archiverWindows.labels(state).set(archiver[state]);
    archiverFailing.set(Number(archiver.lastError !== undefined));
  };

  return {
    metrics,
    async expose(accept = '') {
      if (readGauges) updateGauges(readGauges());
      const { user, system } = process.cpuUsage();
      residentMemory.set(process.memoryUsage.rss());
      setCounter(cpuTime, (user + system) / 1e6);
      const text = await registry.metrics();
      const acceptsOnlyText = accept.includes('text/plain') && !accept.includes('openmetrics');
      return acceptsOnlyText
        ? { body: text, type: registry.contentType }
        : { body: toOpenMetrics(text), type: OPEN_METRICS_CONTENT_TYPE };
    },
  };
}
