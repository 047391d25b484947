// The proxy's figures as Prometheus and its kin read them: OpenMetrics, or the older text where asked.
import { Counter, Gauge } from 'prom-client';
import { PRIORITIES } from '../../limits/fair-queue.ts';
import { RETRY_REASONS, ATTEMPT_OUTCOMES, WINDOW_STATUSES } from '../../telemetry/metrics.ts';
import type { Metrics, MetricsExporter, GaugeReadings } from '../../telemetry/metrics.ts';
import {
  OPEN_METRICS_CONTENT_TYPE,
  setCounter,
  createPrometheusRegistry,
  toOpenMetrics,
} from './prometheus-registry.ts';

const TRY_BUCKETS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const WINDOW_BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60];

const LAYERS = ['memory', 'archive', 'flight'] as const;
const OPERATIONS = ['read', 'write'] as const;
const RECORDER_STATES = ['pending', 'done', 'lost'] as const;

/** A set of figures of its own, all beginning at zero. */
export function createPrometheusExporter(version: string): MetricsExporter {
  const { registry, counter, gauge, histogram } = createPrometheusRegistry('artc_lens_');
  const tries = counter(
    'upstream_calls_total',
    'Calls sent upstream, retries included, by how they ended.',
    'outcome',
    ATTEMPT_OUTCOMES,
  );
  const tryTime = histogram(
    'upstream_call_seconds',
    'From sending a call to the last byte of its answer.',
    TRY_BUCKETS,
  );
  const throttles = counter(
    'upstream_throttles_total',
    'Calls the upstream refused because the quota of the account was used up.',
  );
  const retries = counter(
    'upstream_retries_total',
    'Calls that were tried again, by why.',
    'reason',
    RETRY_REASONS,
  );
  const leftAlone = counter(
    'upstream_left_alone_total',
    'Calls not made because the upstream was down or refused the keys a moment ago.',
  );
  const windows = counter(
    'windows_total',
    'Windows answered, by status.',
    'status',
    WINDOW_STATUSES,
  );
  const windowTime = histogram(
    'window_seconds',
    'From asking for a window to having its line.',
    WINDOW_BUCKETS,
  );
  const turnedAway = counter(
    'turned_away_total',
    'Windows and requests of visitors who had too much under way.',
  );
  const hits = counter(
    'cache_hits_total',
    'Windows answered without a call of their own, by layer.',
    'layer',
    LAYERS,
  );
  const misses = counter('cache_misses_total', 'Windows answered by a call of their own.');
  const failures = counter(
    'archive_failures_total',
    'Times the medium of the archive failed.',
    'operation',
    OPERATIONS,
  );
  const archived = counter(
    'archive_operations_total',
    'Windows read from and written to the archive.',
    'operation',
    OPERATIONS,
  );
  const damaged = counter('archive_damaged_total', 'Copies found damaged since the start.');
  const slots = gauge('quota_slots', "This server's share of the calls a second of the account.");
  const slotsInUse = gauge(
    'quota_slots_in_use',
    'Slots with a call under way, or resting after one.',
  );
  const paused = gauge('quota_paused', 'Whether nobody may call because of a throttle.');
  const queue = gauge('queue_length', 'Calls waiting for a slot, by lane.', 'lane');
  const waitingWindows = gauge('windows_waiting', 'Windows that wait for the upstream.');
  const shut = gauge('upstream_shut', 'Whether the upstream is being left alone.');
  const kept = gauge('archive_windows', 'Windows in the archive.');
  const lost = gauge(
    'archive_lost_windows',
    'Windows whose archived copy is damaged and not replaced.',
  );
  const failing = gauge(
    'archive_failing',
    'Whether the medium of the archive failed the last time.',
  );
  const recording = gauge('recorder_on', 'Whether finished windows are recorded.');
  const recorded = gauge(
    'recorder_windows',
    'Finished windows of the configured apps, by what became of them.',
    'state',
  );
  const recorderFailing = gauge(
    'recorder_failing',
    'Whether the last window to record could not be had.',
  );
  const memory = new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory.',
    registers: [registry],
  });
  const cpu = new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time used.',
    registers: [registry],
  });
  gauge('build_info', 'What runs here.', 'version', 'node').labels(version, process.version).set(1);

  const metrics: Metrics = {
    countAttempt(outcome, took) {
      tries.labels(outcome).inc();
      tryTime.observe(took / 1_000);
      if (outcome === 'throttled') throttles.inc();
    },
    countRetry: (reason) => retries.labels(reason).inc(),
    countShortCircuited: () => leftAlone.inc(),
    countWindow(status, source, took) {
      windows.labels(status).inc();
      windowTime.observe(took / 1_000);
      if (source === 'flight') hits.labels(source).inc();
      if (source === 'upstream') misses.inc();
    },
    countRejected: () => turnedAway.inc(),
    observeGauges: (next) => void (read = next),
  };
  let read: (() => GaugeReadings) | undefined;

  const lookUp = ({ quota, waiting, circuitOpen, store, archive, archiver }: GaugeReadings) => {
    slots.set(quota.slots);
    slotsInUse.set(quota.inUse);
    paused.set(Number(quota.paused));
    for (const priority of PRIORITIES) queue.labels(priority).set(quota.waiting[priority]);
    waitingWindows.set(waiting);
    shut.set(Number(circuitOpen));
    setCounter(hits, store.memoryHits, 'memory');
    setCounter(hits, store.archiveHits, 'archive');
    setCounter(failures, store.readFailures, 'read');
    setCounter(failures, store.writeFailures, 'write');
    failing.set(Number(store.failing));
    kept.set(archive?.windows ?? 0);
    lost.set(archive?.lost ?? 0);
    setCounter(archived, archive?.reads ?? 0, 'read');
    setCounter(archived, archive?.writes ?? 0, 'write');
    setCounter(damaged, archive?.damaged ?? 0);
    recording.set(Number(archiver.on));
    for (const state of RECORDER_STATES) recorded.labels(state).set(archiver[state]);
    recorderFailing.set(Number(archiver.lastError !== undefined));
  };

  return {
    metrics,
    async expose(accept = '') {
      if (read) lookUp(read());
      const { user, system } = process.cpuUsage();
      memory.set(process.memoryUsage.rss());
      setCounter(cpu, (user + system) / 1e6);
      const text = await registry.metrics();
      // Whoever names only the older text gets that.
      const wantsOld = accept.includes('text/plain') && !accept.includes('openmetrics');
      return wantsOld
        ? { body: text, type: registry.contentType }
        : { body: toOpenMetrics(text), type: OPEN_METRICS_CONTENT_TYPE };
    },
  };
}
