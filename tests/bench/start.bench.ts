// oxlint-disable vitest/expect-expect -- reportMeasurement expects
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { it, onTestFinished } from 'vitest';
import {
  createDayRequests,
  createTemporaryDirectory,
  fetchWindows,
  startServer,
} from '../soak/built-server.ts';
import { createReporter } from '../support/measurements.ts';
import { median } from '../../src/stats/robust.ts';
import { createRandom, startReferee } from '../support/server/referee.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
const WINDOWS = 600;
const reportMeasurement = createReporter('bench');

it('server: start, memory, static files and windows from memory', async () => {
  const referee = await startReferee({ faultRate: 0, maxDelayMs: 5, random: createRandom(5) });
  onTestFinished(referee.close);
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const env = { ARTC_ENDPOINT: referee.url, ARTC_DATA_DIR: directory };

  const startTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await startServer(env);
    startTimes.push(server.startTimeMs);
    await server.stop();
  }
  const startTime = median(startTimes);
  reportMeasurement(
    'server start, from the command to listening',
    `${startTime.toFixed(0)} ms`,
    '≤ 500 ms',
    startTime <= 500,
  );

  const server = await startServer({ ...env, ARTC_QPS: '1000' });
  const idleMemory = server.peakMemoryMb();
  reportMeasurement(
    'peak resident memory of the idle server',
    `${idleMemory.toFixed(0)} MB`,
    '≤ 120 MB',
    idleMemory <= 120,
  );

  const [script = ''] =
    /\/assets\/index-[\w-]+\.js/.exec(readFileSync('dist/page/index.html', 'utf8')) ?? [];
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rates.push(runFileLoad(server.url, script));
  const rate = median(rates);
  reportMeasurement(
    'static responses per second of one process, with the client on the same machine',
    `${rate.toFixed(0)} not modified; ${runFileLoad(server.url, '/favicon.svg', false).toFixed(0)} of a small file`,
    '≥ 3,000',
    rate >= 3_000,
  );

  const windows = createDayRequests(WINDOWS);
  await fetchWindows(server.url, windows);
  const times: number[] = [];
  const cpuTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [startedAt, cpuBefore] = [performance.now(), server.cpuSeconds()];
    await fetchWindows(server.url, windows);
    times.push(performance.now() - startedAt);
    cpuTimes.push((server.cpuSeconds() - cpuBefore) * 1_000);
  }
  const duration = median(times);
  reportMeasurement(
    `${WINDOWS} windows from memory, from the request to the last byte`,
    `${duration.toFixed(0)} ms (${median(cpuTimes).toFixed(0)} ms of the server's processor time)`,
    '≤ 60 ms',
    duration <= 60,
  );
  await server.stop();
});

/** Responses per second, measured by a process of its own. */
function runFileLoad(url: string, path: string, isCached = true): number {
  const { stdout } = spawnSync(
    process.execPath,
    ['tests/bench/static-file-load.mjs', url, path, isCached ? 'known' : 'new'],
    { encoding: 'utf8' },
  );
  return Number(stdout);
}
