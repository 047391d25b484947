import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuota } from '../../../src/simulator/api/quota.ts';
import { DEMO_CREDENTIALS } from '../../../src/simulator/simulator.ts';
import {
  NOW,
  createSignedRequest,
  createTestSimulator,
  readJson,
} from '../../support/simulator.ts';

/** Intervals between arrivals, with bursts. */
const intervals = fc.array(fc.oneof(fc.constant(0), fc.nat(30), fc.nat(1_500)), {
  minLength: 60,
  maxLength: 400,
});

function toArrivals(gaps: readonly number[]): number[] {
  let at = NOW;
  return gaps.map((gap) => (at += gap));
}

function countInSecond(instants: readonly number[], begin: number): number {
  return instants.filter((at) => at >= begin && at < begin + 1_000).length;
}

async function sendBurst(count: number, simulator: ReturnType<typeof createTestSimulator>) {
  const requests = await Promise.all(Array.from({ length: count }, () => createSignedRequest()));
  return Promise.all(requests.map((request) => simulator(request)));
}

describe('createQuota', () => {
  it('grants at most 50 slots per sliding second, and rejects only when all are taken', () => {
    fc.assert(
      fc.property(intervals, (gaps) => {
        const quota = createQuota(50);
        const taken: number[] = [];
        const takenWhenRejected: number[] = [];
        for (const at of toArrivals(gaps)) {
          if (quota.take(at).taken) taken.push(at);
          else takenWhenRejected.push(countInSecond(taken, at - 999));
        }
        for (const count of takenWhenRejected) expect(count).toBe(50);
        for (const at of taken) expect(countInSecond(taken, at)).toBeLessThanOrEqual(50);
      }),
      { numRuns: 200 },
    );
  });

  it('returns the time until the next slot', () => {
    fc.assert(
      fc.property(intervals, (gaps) => {
        const quota = createQuota(50);
        for (const at of toArrivals(gaps)) {
          const slot = quota.take(at);
          if (slot.taken) continue;
          expect(slot.retryAfter).toBeGreaterThan(0);
          expect(quota.take(at + slot.retryAfter - 1).taken).toBe(false);
          expect(quota.take(at + slot.retryAfter).taken).toBe(true);
          return;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('grants no second quota when the clock is set back', () => {
    const quota = createQuota(1);
    expect(quota.take(NOW).taken).toBe(true);
    expect(quota.take(NOW - 10_000).taken).toBe(false);
  });

  it('makes the simulator answer 50 requests of a burst and throttle the others', async () => {
    const responses = await sendBurst(60, createTestSimulator());
    expect(responses.map((response) => response.status)).toEqual([
      ...Array<number>(50).fill(200),
      ...Array<number>(10).fill(400),
    ]);
    const last = responses.at(-1);
    if (!last) throw new Error('no response');
    const { headers, body } = await readJson(last);
    expect(body['Code']).toBe('Throttling.User');
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('x-acs-retry-after')).toBe('1000');
  });

  it('makes the simulator answer again a second later', async () => {
    let now = NOW;
    const simulator = createTestSimulator({ now: () => now, qps: 2 });
    await sendBurst(2, simulator);
    now += 999;
    expect((await sendBurst(1, simulator))[0]?.status).toBe(400);
    now += 1;
    expect((await sendBurst(2, simulator)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('does not count requests with an unknown key', async () => {
    const simulator = createTestSimulator({ qps: 1 });
    const credentials = { ...DEMO_CREDENTIALS, accessKeyId: 'other' };
    for (let i = 0; i < 3; i += 1) {
      expect((await simulator(await createSignedRequest({ credentials }))).status).toBe(404);
    }
    expect((await simulator(await createSignedRequest())).status).toBe(200);
  });

  it('counts requests with invalid parameters', async () => {
    const simulator = createTestSimulator({ qps: 1 });
    const invalid = await simulator(await createSignedRequest({ params: {} }));
    expect((await readJson(invalid)).body['Code']).toBe('MissingMetricType');
    const valid = await simulator(await createSignedRequest());
    expect((await readJson(valid)).body['Code']).toBe('Throttling.User');
  });
});
