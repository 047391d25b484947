import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/contract/domain/time.ts';
import { failWith, neverRespond, throttle } from '../../../src/simulator/faults/faults.ts';
import type { Call, Scenario } from '../../../src/simulator/faults/faults.ts';
import {
  always,
  firstAttempts,
  firstOf,
  randomly,
  when,
} from '../../../src/simulator/faults/scenarios.ts';
import {
  NOW,
  buildParams,
  createSignedRequest,
  createTestSimulator,
} from '../../support/simulator.ts';

function buildCall(changes: Partial<Call>): Call {
  return {
    serial: 1,
    attempt: 1,
    at: NOW,
    params: {},
    query: { appId: 'a', metric: 'FirstFrameCost', begin: NOW - DAY, end: NOW },
    ...changes,
  };
}

/** Which of 5,000 calls have a fault. */
function drawFaults(seed: number): boolean[] {
  const scenario = randomly(0.08, [neverRespond(), throttle()], seed);
  return Array.from(
    { length: 5_000 },
    (_, serial) => scenario(buildCall({ serial })) !== undefined,
  );
}

describe('Scenario', () => {
  it('receives each call with parameters, attempt and serial number', async () => {
    const calls: Call[] = [];
    const scenario: Scenario = (call) => void calls.push(call);
    const simulator = createTestSimulator({ scenario });
    await simulator(await createSignedRequest());
    await simulator(await createSignedRequest({ params: buildParams({ Os: 'iOS' }) }));
    await simulator(await createSignedRequest());
    expect(calls.map(({ serial, attempt, query }) => [serial, attempt, query.os])).toEqual([
      [1, 1, undefined],
      [2, 1, 'iOS'],
      [3, 2, undefined],
    ]);
    expect(calls[0]).toMatchObject({ at: NOW, params: buildParams() });
  });
});

describe('firstAttempts', () => {
  it('applies the fault to the first attempts of every query', async () => {
    const simulator = createTestSimulator({
      scenario: firstAttempts(2, failWith('InternalError')),
    });
    const statuses = [];
    for (let i = 0; i < 4; i += 1) {
      statuses.push((await simulator(await createSignedRequest())).status);
    }
    expect(statuses).toEqual([500, 500, 200, 200]);
  });
});

describe('randomly', () => {
  it('applies faults to about the given share, the same calls for the same seed', () => {
    const share = drawFaults(1).filter(Boolean).length / 5_000;
    expect(share).toBeGreaterThan(0.065);
    expect(share).toBeLessThan(0.095);
    expect(drawFaults(1)).toEqual(drawFaults(1));
    expect(drawFaults(1)).not.toEqual(drawFaults(2));
  });
});

describe('firstOf', () => {
  it('uses the first scenario that has a fault', () => {
    const [first, second] = [neverRespond(), throttle()];
    const scenario = firstOf(
      when((call) => call.serial === 1, first),
      always(second),
    );
    expect(scenario(buildCall({ serial: 1 }))).toBe(first);
    expect(scenario(buildCall({ serial: 2 }))).toBe(second);
    expect(firstOf()(buildCall({}))).toBeUndefined();
  });
});
