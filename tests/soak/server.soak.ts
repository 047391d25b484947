// The built server under load: quota, speed, memory, start and stop.
// oxlint-disable vitest/expect-expect -- reportMeasurement expects
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { it, onTestFinished } from 'vitest';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import { createRandom, startReferee } from '../support/server/referee.ts';
import { createReporter } from '../support/measurements.ts';
import {
  fetchWindows,
  createTemporaryDirectory,
  createDayRequests,
  runLoad,
  startServer,
} from './built-server.ts';
import type { SoakServer } from './built-server.ts';

const reportMeasurement = createReporter('soak');

const REQUESTS = Number(process.env['SOAK_REQUESTS'] ?? 10_000);
const FAST_REQUESTS = Math.min(REQUESTS, 2_000);
const FAULTS = 0.08;
/** Throttles and calls that are never answered, among them. */
const HOLD_UPS = 0.003;
const LOAD_SECONDS = Number(process.env['SOAK_SECONDS'] ?? 20);
const LOAD_RATE = 200;
const SEGMENTS = 'all ios android web mobile ios-web ios-mobile android-web android-mobile';
const FILES = 100_000;
const CHANNELS = 5_000;

it('quota, time-outs and memory under faults', async () => {
  const referee = await refereeOfTest(FAULTS - HOLD_UPS, 1_000, HOLD_UPS);
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const env = { ARTC_ENDPOINT: referee.url, ARTC_DATA_DIR: directory };
  const windows = createDayRequests(REQUESTS);
  const server = await startServer(env);
  const counts = await fetchWindows(server.url, windows);
  const { arrivals, maxPerSecond, failed, disrupted, badSignatures, repeatedNonces } =
    referee.report();
  const what = `${REQUESTS.toLocaleString('en')} windows, ${FAULTS * 100} % faults, throttles and time-outs among them, answers in 0–1,000 ms`;
  reportMeasurement(
    `${what}: arrivals at the referee`,
    `${maxPerSecond} at most in any 1,000 ms (${arrivals} calls, ${failed} of them failed, ${disrupted} by throttles and time-outs)`,
    '≤ 50',
    maxPerSecond <= 50,
  );
  reportMeasurement(
    `${what}: signatures checked with the vendor's code`,
    `${badSignatures} wrong, ${repeatedNonces} nonces repeated`,
    '0',
    badSignatures + repeatedNonces === 0,
  );
  const ok = counts.get('ok') ?? 0;
  reportMeasurement(
    `${what}: windows finished`,
    `${ok} of ${REQUESTS}`,
    'every one',
    ok === REQUESTS,
  );

  noteLoad('from memory', server, windows.slice(0, 100), 10);
  reportMeasurement(
    'resident memory at its peak, after all of that',
    `${server.peakMemoryMb().toFixed(0)} MB`,
    '≤ 250 MB',
    server.peakMemoryMb() <= 250,
  );
  await server.stop();

  const again = await startServer({ ...env, ARTC_ENDPOINT: 'http://127.0.0.1:1' });
  // A program just started runs as it was written, until the engine has compiled what it does often.
  const first = runLoad(again.url, windows.slice(-LOAD_RATE), { rate: LOAD_RATE, seconds: 1 });
  reportMeasurement(
    'a window from disk in the first second after a start',
    `p99 ${first.p99.toFixed(0)} ms, p50 ${first.p50.toFixed(0)} ms`,
    'none failed',
    first.failed === 0,
  );
  noteLoad('from disk, upstream dead', again, windows, 25);
  await again.stop();
});

it('speed of a fast upstream', async () => {
  const referee = await refereeOfTest(0, 80);
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const server = await startServer({ ARTC_ENDPOINT: referee.url, ARTC_DATA_DIR: directory });
  await fetchWindows(server.url, createDayRequests(FAST_REQUESTS));
  const { callsPerSecond, maxPerSecond } = referee.report();
  reportMeasurement(
    `${FAST_REQUESTS.toLocaleString('en')} windows, answers in 0–80 ms: calls a second`,
    `${callsPerSecond.toFixed(1)} (at most ${maxPerSecond} in any 1,000 ms)`,
    '≥ 46, never above 50',
    callsPerSecond >= 46 && maxPerSecond <= 50,
  );

  referee.reconfigure({ faultRate: 0, maxDelayMs: 1_000 });
  const under = fetchWindows(
    server.url,
    createDayRequests(FAST_REQUESTS + 40).slice(FAST_REQUESTS),
  );
  while (referee.report().arrivals < 20) await new Promise((done) => setTimeout(done, 10));
  const asked = performance.now();
  const code = await server.stop();
  const seconds = (performance.now() - asked) / 1_000;
  const ok = (await under).get('ok') ?? 0;
  reportMeasurement(
    'SIGTERM with 40 windows under way',
    `${ok} of 40 finished, exit ${code} after ${seconds.toFixed(1)} s`,
    'all finished, exit 0, ≤ 10 s',
    ok === 40 && code === 0 && seconds <= 10,
  );
});

it('SIGTERM while the upstream does not answer', async () => {
  const referee = await refereeOfTest(0, 80);
  referee.reconfigure({ faultRate: 0, maxDelayMs: 1e9 });
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const server = await startServer({ ARTC_ENDPOINT: referee.url, ARTC_DATA_DIR: directory });
  const cut = fetchWindows(server.url, createDayRequests(40)).then(
    () => false,
    () => true,
  );
  while (referee.report().arrivals < 20) await new Promise((done) => setTimeout(done, 10));
  const asked = performance.now();
  const code = await server.stop();
  const seconds = (performance.now() - asked) / 1_000;
  reportMeasurement(
    'SIGTERM with 40 windows of an upstream that does not answer',
    `exit ${code} after ${seconds.toFixed(1)} s`,
    'exit 0, ≤ 10 s',
    (await cut) && code === 0 && seconds <= 10,
  );
});

it.each([
  [
    '144 series of four apps',
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
])('start with many stored windows of %s', async (what, series) => {
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
  let cpu = 0;
  for (let round = 0; round < 5; round += 1) {
    const server = await startServer({ ARTC_DATA_DIR: directory });
    times.push(server.startTimeMs);
    cpu = server.cpuSeconds();
    await server.stop();
  }
  const [median = 0] = times.toSorted((a, b) => a - b).slice(2);
  reportMeasurement(
    `start with ${FILES.toLocaleString('en')} stored windows of ${what} (median of 5)`,
    `${(median / 1_000).toFixed(2)} s (${cpu.toFixed(2)} s of processor time)`,
    '≤ 1.5 s',
    median <= 1_500,
  );
});

it('slow clients', async () => {
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const server = await startServer({
    ARTC_ENDPOINT: 'http://127.0.0.1:1',
    ARTC_DATA_DIR: directory,
  });
  const begun = performance.now();
  const gone = Array.from({ length: 300 }, (_, i) => {
    const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
    socket.write(
      ['', 'GET / HT', `GET / HTTP/1.1\r\nHost: ${server.url.slice(7)}\r\nX: `][i % 3] ?? '',
    );
    socket.resume();
    return new Promise<number>((resolve) =>
      socket.once('close', () => resolve(performance.now() - begun)),
    );
  });
  let waiting = true;
  const all = Promise.all(gone).finally(() => (waiting = false));
  const isWaiting = () => waiting;
  let slowest = 0;
  let served = 0;
  while (isWaiting()) {
    const asked = performance.now();
    const { ok } = await fetch(`${server.url}/api/config`);
    slowest = Math.max(slowest, performance.now() - asked);
    if (ok) served += 1;
    await new Promise((done) => setTimeout(done, 50));
  }
  const last = Math.max(...(await all)) / 1_000;
  reportMeasurement(
    '300 slow sockets beside an honest client',
    `gone after ${last.toFixed(1)} s; ${served} honest requests served, the slowest in ${slowest.toFixed(0)} ms`,
    '≤ 8 s',
    last <= 8 && served > 0,
  );
  await server.stop();
});

async function refereeOfTest(faultRate: number, maxDelayMs: number, disruptionRate = 0) {
  const referee = await startReferee({
    faultRate,
    disruptionRate,
    maxDelayMs,
    random: createRandom(7),
  });
  onTestFinished(referee.close);
  return referee;
}

function noteLoad(
  where: string,
  server: SoakServer,
  windows: readonly object[],
  bound: number,
): void {
  const before = server.cpuSeconds();
  const result = runLoad(server.url, windows, {
    rate: LOAD_RATE,
    seconds: LOAD_SECONDS,
  });
  const cpuMs = ((server.cpuSeconds() - before) * 1_000) / result.answered;
  const { p50, p99, failed, perSecond } = result;
  reportMeasurement(
    `a window ${where} at ${LOAD_RATE} requests a second, p99`,
    `${p99.toFixed(1)} ms (p50 ${p50.toFixed(1)} ms, ${perSecond.toFixed(0)} a second, ${failed} failed; ${cpuMs.toFixed(1)} ms of processor time each)`,
    `≤ ${bound} ms`,
    p99 <= bound && failed === 0,
  );
}
