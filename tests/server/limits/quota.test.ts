import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTicket } from '../../../src/server/limits/fair-queue.ts';
import type { Priority } from '../../../src/server/limits/fair-queue.ts';
import { createQuota } from '../../../src/server/limits/quota.ts';
import {
  NOW,
  respondWithValue,
  fetchRecords,
  createManualTime,
  createStubUpstream,
  createHourRequests,
  createTestApp,
  flushPromises,
} from '../../support/server/test-doubles.ts';

const stay = () => new AbortController().signal;
const place = (client = 'a', priority: Priority = 'interactive') =>
  createTicket({ client, priority });

const NOBODY = { interactive: 0, refresh: 0, backfill: 0 };

/** The most entries of `times` (ascending) in any half-open second. */
function busiestSecond(times: readonly number[]): number {
  let from = 0;
  return times.reduce((most, at, index) => {
    while ((times[from] ?? at) <= at - 1_000) from += 1;
    return Math.max(most, index - from + 1);
  }, 0);
}

describe('createQuota', () => {
  it('never lets more than its slots arrive at the upstream in any second, whatever the network does', async () => {
    const call = fc.record({
      /** How long the request and its answer travel, whether the answer comes, how long its body takes. */
      out: fc.integer({ min: 0, max: 3_000 }),
      back: fc.integer({ min: 0, max: 3_000 }),
      answered: fc.boolean(),
      body: fc.integer({ min: 0, max: 2_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(call, { maxLength: 40 }),
        async (slots, calls) => {
          const time = createManualTime();
          const quota = createQuota({ slots, sleep: time.sleep });
          const arrivals: number[] = [];
          const done = Promise.all(
            calls.map(async ({ out, back, answered, body }) => {
              const slot = await quota.take(stay(), place());
              slot.sent();
              slot.sent();
              await time.sleep(out);
              arrivals.push(time.now());
              await time.sleep(back);
              if (answered) slot.answered();
              await time.sleep(body);
              slot.end();
            }),
          );
          await time.advance(calls.length * 10_000 + 1_000);
          await done;
          expect(arrivals).toHaveLength(calls.length);
          expect(busiestSecond(arrivals)).toBeLessThanOrEqual(slots);
          expect(quota.stats()).toMatchObject({ inUse: 0, waiting: NOBODY });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('frees a slot a second after the first byte of its answer', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 1, sleep: time.sleep });
    const slot = await quota.take(stay(), place());
    slot.sent();
    const starts: number[] = [];
    void quota.take(stay(), place()).then(() => starts.push(time.now()));
    await time.advance(300);
    slot.answered();
    await time.advance(50);
    slot.end();
    await time.advance(2_000);
    expect(starts).toEqual([1_302]);
  });

  it('frees the slot of a try without an answer a second after its end', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 1, sleep: time.sleep });
    const slot = await quota.take(stay(), place());
    slot.sent();
    const starts: number[] = [];
    void quota.take(stay(), place()).then(() => starts.push(time.now()));
    await time.advance(500);
    slot.end();
    slot.end();
    await time.advance(2_000);
    expect(starts).toEqual([1_502]);
    expect(quota.stats().inUse).toBe(1);
  });

  it('forgets who leaves the queue', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 1, sleep: time.sleep });
    const slot = await quota.take(stay(), place());
    slot.sent();
    const leaver = new AbortController();
    const left = quota.take(leaver.signal, place());
    const stays = quota.take(stay(), place());
    leaver.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(quota.stats().waiting).toEqual({ ...NOBODY, interactive: 1 });
    slot.end();
    await time.advance(1_002);
    await expect(stays).resolves.toBeDefined();
    await expect(quota.take(leaver.signal, place())).rejects.toThrow('left');
  });

  it('starts nobody while it is paused', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 2, sleep: time.sleep });
    quota.pause(1_000);
    quota.pause(3_000);
    const starts: number[] = [];
    void quota.take(stay(), place()).then(() => starts.push(time.now()));
    await flushPromises();
    expect(quota.stats()).toEqual({
      slots: 2,
      inUse: 0,
      waiting: { ...NOBODY, interactive: 1 },
      paused: true,
    });
    await time.advance(5_000);
    expect(starts).toEqual([3_000]);
  });

  it('may be one that several servers share', async () => {
    const time = createManualTime(NOW);
    const { now, sleep } = time;
    const quota = createQuota({ slots: 2, sleep });
    const arrivals: number[] = [];
    const upstream = createStubUpstream((url) => {
      arrivals.push(now());
      return respondWithValue(url);
    });
    const proxies = [1, 2].map(() => createTestApp(upstream, { quota, now, sleep }));
    const answers = Promise.all(proxies.map((proxy) => fetchRecords(proxy, createHourRequests(3))));
    while (arrivals.length < 6) await time.advance(10);
    expect((await answers).flat().every(({ status }) => status === 'ok')).toBe(true);
    expect(busiestSecond(arrivals)).toBe(2);
  });
});
