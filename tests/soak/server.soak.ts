// oxlint-disable vitest/expect-expect -- reportMeasurement expects
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { it, onTestFinished } from 'vitest';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import { createReporter } from '../support/measurements.ts';
import { createRandom, startReferee } from '../support/server/referee.ts';
import {
  createDayRequests,
  createTemporaryDirectory,
  fetchWindows,
  runLoad,
  startServer,
} from './built-server.ts';
import type { SoakServer } from './built-server.ts';

const reportMeasurement = createReporter('soak');

const REQUESTS = Number(process.env['SOAK_REQUESTS'] ?? 10_000);
const FAST_REQUESTS = Math.min(REQUESTS, 2_000);
const FAULT_RATE = 0.08;
// Throttles and calls without a response; part of FAULT_RATE.
const DISRUPTION_RATE = 0.003;
const LOAD_SECONDS = Number(process.env['SOAK_SECONDS'] ?? 20);
const LOAD_RATE = 200;
const SEGMENTS = 'all ios android web mobile ios-web ios-mobile android-web android-mobile';
const FILES = 100_000;
const CHANNELS = 5_000;

it('respects quota, timeouts and memory limits under faults', async () => {
  const referee = await startTestReferee(FAULT_RATE - DISRUPTION_RATE, 1_000, DISRUPTION_RATE);
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const env = { ARTC_ENDPOINT: referee.url, ARTC_DATA_DIR: directory };
  const windows = createDayRequests(REQUESTS);
  const server = await startServer(env);
  const counts = await fetchWindows(server.url, windows);
  const { arrivals, maxPerSecond, failed, disrupted, badSignatures, repeatedNonces } =
    referee.report();
  const scenario = `${REQUESTS.toLocaleString('en')} windows, ${FAULT_RATE * 100} % faults including throttles and timeouts, responses in 0–1,000 ms`;
  reportMeasurement(
    `${scenario}: calls that reach the upstream`,
    `at most ${maxPerSecond} per 1,000 ms (${arrivals} calls, ${failed} failed, ${disrupted} throttled or timed out)`,
    '≤ 50 per 1,000 ms',
    maxPerSecond <= 50,
  );
  reportMeasurement(
    `${scenario}: signatures verified with the vendor's code`,
    `${badSignatures} invalid, ${repeatedNonces} repeated nonces`,
    '0',
    badSignatures + repeatedNonces === 0,
  );
  const ok = counts.get('ok') ?? 0;
  reportMeasurement(`${scenario}: windows loaded`, `${ok} of ${REQUESTS}`, 'all', ok === REQUESTS);

  reportLoad('from memory', server, windows.slice(0, 100), 10);
  reportMeasurement(
    'peak resident memory after this load',
    `${server.peakMemoryMb().toFixed(0)} MB`,
    '≤ 250 MB',
    server.peakMemoryMb() <= 250,
  );
  await server.stop();

  const restarted = await startServer({ ...env, ARTC_ENDPOINT: 'http://127.0.0.1:1' });
  const first = runLoad(restarted.url, windows.slice(-LOAD_RATE), { rate: LOAD_RATE, seconds: 1 });
  reportMeasurement(
    'one window from disk in the first second after the start',
    `p99 ${first.p99.toFixed(0)} ms, p50 ${first.p50.toFixed(0)} ms`,
    'none failed',
    first.failed === 0,
  );
  reportLoad('from disk, upstream down', restarted, windows, 25);
  await restarted.stop();
});

it('uses the quota with a fast upstream and finishes open windows on SIGTERM', async () => {
  const referee = await startTestReferee(0, 80);
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const server = await startServer({ ARTC_ENDPOINT: referee.url, ARTC_DATA_DIR: directory });
  await fetchWindows(server.url, createDayRequests(FAST_REQUESTS));
  const { callsPerSecond, maxPerSecond } = referee.report();
  reportMeasurement(
    `${FAST_REQUESTS.toLocaleString('en')} windows, responses in 0–80 ms: calls per second`,
    `${callsPerSecond.toFixed(1)} (at most ${maxPerSecond} per 1,000 ms)`,
    '≥ 46, at most 50',
    callsPerSecond >= 46 && maxPerSecond <= 50,
  );

  referee.reconfigure({ faultRate: 0, maxDelayMs: 1_000 });
  const pending = fetchWindows(
    server.url,
    createDayRequests(FAST_REQUESTS + 40).slice(FAST_REQUESTS),
  );
  while (referee.report().arrivals < 20) await delay(10);
  const stoppedAt = performance.now();
  const exitCode = await server.stop();
  const seconds = (performance.now() - stoppedAt) / 1_000;
  const ok = (await pending).get('ok') ?? 0;
  reportMeasurement(
    'SIGTERM while 40 windows are pending',
    `${ok} of 40 finished, exit code ${exitCode} after ${seconds.toFixed(1)} s`,
    'all finished, exit code 0, ≤ 10 s',
    ok === 40 && exitCode === 0 && seconds <= 10,
  );
});

it('exits on SIGTERM while the upstream does not respond', async () => {
  const referee = await startTestReferee(0, 80);
  referee.reconfigure({ faultRate: 0, maxDelayMs: 1e9 });
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const server = await startServer({ ARTC_ENDPOINT: referee.url, ARTC_DATA_DIR: directory });
  const isAborted = fetchWindows(server.url, createDayRequests(40)).then(
    () => false,
    () => true,
  );
  while (referee.report().arrivals < 20) await delay(10);
  const stoppedAt = performance.now();
  const exitCode = await server.stop();
  const seconds = (performance.now() - stoppedAt) / 1_000;
  reportMeasurement(
    'SIGTERM while 40 windows are pending and the upstream does not respond',
    `exit code ${exitCode} after ${seconds.toFixed(1)} s`,
    'exit code 0, ≤ 10 s',
    (await isAborted) && exitCode === 0 && seconds <= 10,
  );
});

it.each([
  [
    `${4 * METRICS.length * SEGMENTS.split(' ').length} series of four apps`,
    METRICS.flatMap((metric) =>
      SEGMENTS.split(' ').flatMap((segment) =>
        [1, 2, 3, 4].map((app) => join(`app-${app}`, metric, segment)),
      ),
    ),
  ],
  [
    `${CHANNELS.toLocaleString('en')} channels`,
    Array.from({ length: CHANNELS }, (_, i) =>
      join('app-1', METRICS[i % METRICS.length] ?? '', `all~channel-room_${i}-0123456789abcdef`),
    ),
  ],
])('starts quickly with many archived windows of %s', async (description, series) => {
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const today = Math.floor(Date.now() / DAY) * DAY;
  for (const [i, path] of series.entries()) {
    const folder = join(directory, 'default', path);
    mkdirSync(folder, { recursive: true });
    const days = Math.floor((FILES + i) / series.length);
    for (let day = 1; day <= days; day += 1) {
      const name = new Date(today - day * DAY).toISOString().slice(0, 10);
      writeFileSync(join(folder, `${name}.json.gz`), '');
    }
  }
  const times: number[] = [];
  let cpuSeconds = 0;
  for (let round = 0; round < 5; round += 1) {
    const server = await startServer({ ARTC_DATA_DIR: directory });
    times.push(server.startTimeMs);
    cpuSeconds = server.cpuSeconds();
    await server.stop();
  }
  const [median = 0] = times.toSorted((a, b) => a - b).slice(2);
  reportMeasurement(
    `start with ${FILES.toLocaleString('en')} archived windows of ${description} (median of 5)`,
    `${(median / 1_000).toFixed(2)} s (${cpuSeconds.toFixed(2)} s of processor time)`,
    '≤ 1.5 s',
    median <= 1_500,
  );
});

it('disconnects slow clients while it serves others', async () => {
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const server = await startServer({
    ARTC_ENDPOINT: 'http://127.0.0.1:1',
    ARTC_DATA_DIR: directory,
  });
  const startedAt = performance.now();
  const closeTimes = Array.from({ length: 300 }, (_, i) => {
    const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
    socket.write(
      ['', 'GET / HT', `GET / HTTP/1.1\r\nHost: ${server.url.slice(7)}\r\nX: `][i % 3] ?? '',
    );
    socket.resume();
    return new Promise<number>((resolve) =>
      socket.once('close', () => resolve(performance.now() - startedAt)),
    );
  });
  let areConnected = true;
  const allClosed = Promise.all(closeTimes).finally(() => (areConnected = false));
  const hasSlowClients = () => areConnected;
  let slowest = 0;
  let served = 0;
  while (hasSlowClients()) {
    const sentAt = performance.now();
    const { ok } = await fetch(`${server.url}/api/config`);
    slowest = Math.max(slowest, performance.now() - sentAt);
    if (ok) served += 1;
    await delay(50);
  }
  const lastClose = Math.max(...(await allClosed)) / 1_000;
  reportMeasurement(
    '300 slow clients beside a normal one',
    `disconnected after ${lastClose.toFixed(1)} s; ${served} normal requests served, the slowest in ${slowest.toFixed(0)} ms`,
    '≤ 8 s',
    lastClose <= 8 && served > 0,
  );
  await server.stop();
});

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function startTestReferee(faultRate: number, maxDelayMs: number, disruptionRate = 0) {
  const referee = await startReferee({
    faultRate,
    disruptionRate,
    maxDelayMs,
    random: createRandom(7),
  });
  onTestFinished(referee.close);
  return referee;
}

function reportLoad(
  source: string,
  server: SoakServer,
  windows: readonly object[],
  maxP99Ms: number,
): void {
  const cpuBefore = server.cpuSeconds();
  const result = runLoad(server.url, windows, {
    rate: LOAD_RATE,
    seconds: LOAD_SECONDS,
  });
  const cpuMs = ((server.cpuSeconds() - cpuBefore) * 1_000) / result.completed;
  const { p50, p99, failed, perSecond } = result;
  reportMeasurement(
    `one window ${source} at ${LOAD_RATE} requests per second, p99`,
    `${p99.toFixed(1)} ms (p50 ${p50.toFixed(1)} ms, ${perSecond.toFixed(0)} per second, ${failed} failed; ${cpuMs.toFixed(1)} ms of processor time each)`,
    `≤ ${maxP99Ms} ms`,
    p99 <= maxP99Ms && failed === 0,
  );
}
