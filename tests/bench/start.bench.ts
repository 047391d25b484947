// oxlint-disable vitest/expect-expect -- reportMeasurement expects
// What the built server costs: its start, its rest, its files, and 600 windows it has.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { it, onTestFinished } from 'vitest';
import { createRandom, startReferee } from '../support/server/referee.ts';
import {
  fetchWindows,
  createTemporaryDirectory,
  createDayRequests,
  startServer,
} from '../soak/built-server.ts';
import { createReporter } from '../support/measurements.ts';
import { median } from '../../src/stats/robust.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
const WINDOWS = 600;
const reportMeasurement = createReporter('bench');

it('the server', async () => {
  const referee = await startReferee({ faultRate: 0, maxDelayMs: 5, random: createRandom(5) });
  onTestFinished(referee.close);
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const env = { ARTC_ENDPOINT: referee.url, ARTC_DATA_DIR: directory };

  const starts: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await startServer(env);
    starts.push(server.startTimeMs);
    await server.stop();
  }
  const started = median(starts);
  reportMeasurement(
    'server start, from the command to listening',
    `${started.toFixed(0)} ms`,
    '≤ 500 ms',
    started <= 500,
  );

  const server = await startServer({ ...env, ARTC_QPS: '1000' });
  const idle = server.peakMemoryMb();
  reportMeasurement(
    'resident memory of the idle server, at its peak',
    `${idle.toFixed(0)} MB`,
    '≤ 120 MB',
    idle <= 120,
  );

  const [script = ''] =
    /\/assets\/index-[\w-]+\.js/.exec(readFileSync('dist/page/index.html', 'utf8')) ?? [];
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rates.push(askForFiles(server.url, script));
  const rate = median(rates);
  reportMeasurement(
    'static answers a second of one process, the client beside it',
    `${rate.toFixed(0)}, not modified; ${askForFiles(server.url, '/favicon.svg', false).toFixed(0)} of a small file`,
    '≥ 3,000',
    rate >= 3_000,
  );

  const windows = createDayRequests(WINDOWS);
  await fetchWindows(server.url, windows);
  const times: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [begun, worked] = [performance.now(), server.cpuSeconds()];
    await fetchWindows(server.url, windows);
    times.push(performance.now() - begun);
    cpu.push((server.cpuSeconds() - worked) * 1_000);
  }
  const took = median(times);
  reportMeasurement(
    `${WINDOWS} windows from memory, from the request to the last byte read`,
    `${took.toFixed(0)} ms (${median(cpu).toFixed(0)} ms of the server's processor time)`,
    '≤ 60 ms',
    took <= 60,
  );
  await server.stop();
});

/** Answers a second, of two seconds of asking over 32 connections by a program of its own. */
function askForFiles(url: string, path: string, isKnown = true): number {
  const { stdout } = spawnSync(
    process.execPath,
    ['tests/bench/static-file-load.mjs', url, path, isKnown ? 'known' : 'new'],
    { encoding: 'utf8' },
  );
  return Number(stdout);
}
