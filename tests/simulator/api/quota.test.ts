import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNonceStore } from '../../../src/simulator/api/nonces.ts';
import { createQuota } from '../../../src/simulator/api/quota.ts';
import { DEMO_CREDENTIALS } from '../../../src/simulator/simulator.ts';
import {
  NOW,
  readJson,
  createSignedRequest,
  createTestSimulator,
} from '../../support/simulator.ts';

/** Pauses between arrivals, bursts included. */
const pauses = fc.array(fc.oneof(fc.constant(0), fc.nat(30), fc.nat(1_500)), {
  minLength: 60,
  maxLength: 400,
});

function arrivalsOf(gaps: readonly number[]): number[] {
  let at = NOW;
  return gaps.map((gap) => (at += gap));
}

/** How many of the sorted instants lie in `[at, at + 1000)`. */
function inSecond(instants: readonly number[], at: number): number {
  return instants.filter((it) => it >= at && it < at + 1_000).length;
}

/** So many calls in one instant. */
async function burst(count: number, simulator: ReturnType<typeof createTestSimulator>) {
  const requests = await Promise.all(Array.from({ length: count }, () => createSignedRequest()));
  return Promise.all(requests.map((request) => simulator(request)));
}

describe('the quota', () => {
  it('takes at most 50 in any sliding second, and refuses none that would fit', () => {
    fc.assert(
      fc.property(pauses, (gaps) => {
        const quota = createQuota(50);
        const taken: number[] = [];
        const fullWhenRefused: number[] = [];
        for (const at of arrivalsOf(gaps)) {
          if (quota.take(at).taken) taken.push(at);
          else fullWhenRefused.push(inSecond(taken, at - 999));
        }
        for (const full of fullWhenRefused) expect(full).toBe(50);
        for (const at of taken) expect(inSecond(taken, at)).toBeLessThanOrEqual(50);
      }),
      { numRuns: 200 },
    );
  });
  it('says when the next call fits', () => {
    fc.assert(
      fc.property(pauses, (gaps) => {
        const quota = createQuota(50);
        for (const at of arrivalsOf(gaps)) {
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
  it('is not opened twice by a clock that is set back', () => {
    const quota = createQuota(1);
    expect(quota.take(NOW).taken).toBe(true);
    expect(quota.take(NOW - 10_000).taken).toBe(false);
  });
});

describe('the simulator’s quota', () => {
  it('answers 50 of a burst and throttles the rest', async () => {
    const responses = await burst(60, createTestSimulator());
    expect(responses.map((response) => response.status)).toEqual([
      ...Array<number>(50).fill(200),
      ...Array<number>(10).fill(400),
    ]);
    const last = responses.at(-1);
    if (!last) throw new Error('no answer');
    const { headers, body } = await readJson(last);
    expect(body['Code']).toBe('Throttling.User');
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('x-acs-retry-after')).toBe('1000');
  });
  it('is free again a second later', async () => {
    let now = NOW;
    const simulator = createTestSimulator({ now: () => now, qps: 2 });
    await burst(2, simulator);
    now += 999;
    expect((await burst(1, simulator))[0]?.status).toBe(400);
    now += 1;
    expect((await burst(2, simulator)).map((it) => it.status)).toEqual([200, 200]);
  });
  it('is not used up by strangers', async () => {
    const simulator = createTestSimulator({ qps: 1 });
    const stranger = { ...DEMO_CREDENTIALS, accessKeyId: 'other' };
    for (let i = 0; i < 3; i += 1) {
      expect((await simulator(await createSignedRequest({ credentials: stranger }))).status).toBe(
        404,
      );
    }
    expect((await simulator(await createSignedRequest())).status).toBe(200);
  });
  it('is used up by calls with wrong parameters', async () => {
    const simulator = createTestSimulator({ qps: 1 });
    expect(
      (await readJson(await simulator(await createSignedRequest({ params: {} })))).body['Code'],
    ).toBe('MissingMetricType');
    expect((await readJson(await simulator(await createSignedRequest()))).body['Code']).toBe(
      'Throttling.User',
    );
  });
});

describe('the memory for nonces', () => {
  it('holds no more than it may', () => {
    const nonces = createNonceStore(3);
    expect(['a', 'b', 'c', 'd'].map((nonce) => nonces.use(nonce, NOW))).toEqual(
      Array(4).fill(true),
    );
    expect(nonces.use('d', NOW)).toBe(false);
    expect(nonces.use('a', NOW)).toBe(true);
  });
});
