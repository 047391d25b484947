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
  neverAborts,
} from '../../support/server/test-doubles.ts';
import { maxPerInterval } from '../../support/server/max-per-interval.ts';

const takeTicket = (client = 'a', priority: Priority = 'interactive') =>
  createTicket({ client, priority });

const EMPTY = { interactive: 0, refresh: 0, backfill: 0 };

describe('createQuota', () => {
  it('limits arrivals at the upstream in any second to its slots, with any network delays', async () => {
    const call = fc.record({
      // Milliseconds that the request, the first byte of its response, and the body take.
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
              const slot = await quota.take(neverAborts(), takeTicket());
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
          expect(maxPerInterval(arrivals, 1_000)).toBeLessThanOrEqual(slots);
          expect(quota.stats()).toMatchObject({ inUse: 0, waiting: EMPTY });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('frees a slot one second after the first byte of the response', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 1, sleep: time.sleep });
    const slot = await quota.take(neverAborts(), takeTicket());
    slot.sent();
    const starts: number[] = [];
    void quota.take(neverAborts(), takeTicket()).then(() => starts.push(time.now()));
    await time.advance(300);
    slot.answered();
    await time.advance(50);
    slot.end();
    await time.advance(2_000);
    expect(starts).toEqual([1_302]);
  });

  it('frees the slot of an attempt without response one second after its end', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 1, sleep: time.sleep });
    const slot = await quota.take(neverAborts(), takeTicket());
    slot.sent();
    const starts: number[] = [];
    void quota.take(neverAborts(), takeTicket()).then(() => starts.push(time.now()));
    await time.advance(500);
    slot.end();
    slot.end();
    await time.advance(2_000);
    expect(starts).toEqual([1_502]);
    expect(quota.stats().inUse).toBe(1);
  });

  it('removes an aborted call from the queue', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 1, sleep: time.sleep });
    const slot = await quota.take(neverAborts(), takeTicket());
    slot.sent();
    const controller = new AbortController();
    const aborted = quota.take(controller.signal, takeTicket());
    const waiting = quota.take(neverAborts(), takeTicket());
    controller.abort(new Error('left'));
    await expect(aborted).rejects.toThrow('left');
    expect(quota.stats().waiting).toEqual({ ...EMPTY, interactive: 1 });
    slot.end();
    await time.advance(1_002);
    await expect(waiting).resolves.toBeDefined();
    await expect(quota.take(controller.signal, takeTicket())).rejects.toThrow('left');
  });

  it('grants no slot while paused', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 2, sleep: time.sleep });
    quota.pause(1_000);
    quota.pause(3_000);
    const starts: number[] = [];
    void quota.take(neverAborts(), takeTicket()).then(() => starts.push(time.now()));
    await flushPromises();
    expect(quota.stats()).toEqual({
      slots: 2,
      inUse: 0,
      waiting: { ...EMPTY, interactive: 1 },
      paused: true,
    });
    await time.advance(5_000);
    expect(starts).toEqual([3_000]);
  });

  it('can be shared by several servers', async () => {
    const time = createManualTime(NOW);
    const { now, sleep } = time;
    const quota = createQuota({ slots: 2, sleep });
    const arrivals: number[] = [];
    const upstream = createStubUpstream((url) => {
      arrivals.push(now());
      return respondWithValue(url);
    });
    const apps = [1, 2].map(() => createTestApp(upstream, { quota, now, sleep }));
    const responses = Promise.all(apps.map((app) => fetchRecords(app, createHourRequests(3))));
    while (arrivals.length < 6) await time.advance(10);
    expect((await responses).flat().every(({ status }) => status === 'ok')).toBe(true);
    expect(maxPerInterval(arrivals, 1_000)).toBe(2);
  });

  it.each([
    [50, 10, 1_000],
    [7, 1, 1_000],
    [2, 1, 2_500],
  ])('of %i slots gives backfill at most %i in any %i ms', async (slots, limit, intervalMs) => {
    const time = createManualTime();
    const quota = createQuota({ slots, sleep: time.sleep });
    const starts: Record<Priority, number[]> = { interactive: [], refresh: [], backfill: [] };
    const runCall = async (priority: Priority) => {
      const slot = await quota.take(neverAborts(), takeTicket(priority, priority));
      slot.sent();
      starts[priority].push(time.now());
      await time.sleep(20);
      slot.answered();
      slot.end();
    };
    for (let n = 0; n < 60; n += 1) void runCall('backfill');
    for (let n = 0; n < 30; n += 1) void runCall('interactive');
    await time.advance(200_000);
    expect([starts.backfill.length, starts.interactive.length]).toEqual([60, 30]);
    expect(maxPerInterval(starts.backfill, intervalMs)).toBe(limit);
    const allStarts = Object.values(starts)
      .flat()
      .sort((a, b) => a - b);
    expect(maxPerInterval(allStarts, 1_000)).toBeLessThanOrEqual(slots);
  });

  it('frees a slot that was not used for sending immediately', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 1, sleep: time.sleep });
    const ticket = takeTicket();
    for (let n = 0; n < 100; n += 1) (await quota.take(neverAborts(), ticket)).end();
    expect([time.now(), quota.stats().inUse]).toEqual([0, 0]);
  });
});
