// oxlint-disable vitest/expect-expect -- reportMeasurement expects
import { it, onTestFinished } from 'vitest';
import { runDamageRounds, runKillRounds } from '../support/server/archive-durability.ts';
import { sendFuzzedBodies } from '../support/server/fuzzed-bodies.ts';
import { createRandom } from '../support/server/referee.ts';
import { createReporter } from '../support/measurements.ts';
import { createTemporaryDirectory } from './built-server.ts';

const reportMeasurement = createReporter('soak');

const ROUNDS = Number(process.env['SOAK_KILLS'] ?? 100);

function directoryOfTest(): string {
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  return directory;
}

it('kill -9', async () => {
  const { rounds, acknowledged, lost, damaged } = await runKillRounds(
    directoryOfTest(),
    ROUNDS,
    createRandom(),
  );
  reportMeasurement(
    `${rounds} rounds of kill -9 while days are written`,
    `${lost} of ${acknowledged} acknowledged windows lost, ${damaged} files damaged`,
    '0 lost',
    lost === 0 && damaged === 0,
  );
});

it('damage', async () => {
  const { copies, detected, unharmed, undetected } = await runDamageRounds(
    directoryOfTest(),
    1_000,
    createRandom(),
  );
  reportMeasurement(
    `${copies} truncations and bit flips`,
    `${undetected} wrong values given out (${detected} caught, ${unharmed} in no part that matters)`,
    '0 wrong',
    undetected === 0,
  );
});

it('made-up bodies', async () => {
  const { calls, rejected, unexpectedCalls } = await sendFuzzedBodies(10_000);
  reportMeasurement(
    '10,000 made-up request bodies',
    `${unexpectedCalls.length} stray calls (${calls} calls, ${rejected} bodies refused)`,
    'every call is the one action to the configured endpoint',
    unexpectedCalls.length === 0,
  );
});
