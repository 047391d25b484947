// oxlint-disable vitest/expect-expect -- reportMeasurement expects
import { it, onTestFinished } from 'vitest';
import { createReporter } from '../support/measurements.ts';
import { runDamageRounds, runKillRounds } from '../support/server/archive-durability.ts';
import { sendFuzzedBodies } from '../support/server/fuzzed-bodies.ts';
import { createRandom } from '../support/server/referee.ts';
import { createTemporaryDirectory } from './built-server.ts';

const reportMeasurement = createReporter('soak');

const ROUNDS = Number(process.env['SOAK_KILLS'] ?? 100);

function createTestDirectory(): string {
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  return directory;
}

it('loses no acknowledged window when the process is killed', async () => {
  const { rounds, acknowledged, lost, damaged } = await runKillRounds(
    createTestDirectory(),
    ROUNDS,
    createRandom(),
  );
  reportMeasurement(
    `${rounds} rounds of kill -9 while days are written`,
    `${lost} of ${acknowledged} acknowledged windows lost, ${damaged} files damaged`,
    '0 lost, 0 damaged',
    lost === 0 && damaged === 0,
  );
});

it('returns no wrong value from a damaged file', async () => {
  const { copies, detected, unharmed, undetected } = await runDamageRounds(
    createTestDirectory(),
    1_000,
    createRandom(),
  );
  reportMeasurement(
    `${copies} truncations and bit flips`,
    `${undetected} wrong values returned (${detected} detected, ${unharmed} without effect)`,
    '0 wrong values',
    undetected === 0,
  );
});

it('never calls another action, whatever the request body', async () => {
  const { calls, rejected, unexpectedCalls } = await sendFuzzedBodies(10_000);
  reportMeasurement(
    '10,000 fuzzed request bodies',
    `${unexpectedCalls.length} unexpected calls (${calls} calls, ${rejected} bodies rejected)`,
    'only the configured action and endpoint',
    unexpectedCalls.length === 0,
  );
});
