import { describe, expect, it } from 'vitest';
import { answerWindows } from '../../../src/server/windows/answer-windows.ts';
import type { CachedWindow, WindowResult } from '../../../src/server/windows/fetch-window.ts';
import { flushPromises, createWindowRequest } from '../../support/server/test-doubles.ts';

const LINE: WindowResult = {
  status: 'ok',
  begin: 0,
  step: 300_000,
  encodedValues: '[]',
  summary: null,
  final: true,
  fetchedAt: 0,
  requestId: null,
};

/** `kept` windows of which each says what is known of it, asked for by hand and at most three at once. */
function setUp(kept: readonly CachedWindow[], room = Infinity) {
  const windows = kept.map((_, index) => createWindowRequest({ channelId: String(index) }));
  const asked: { index: number; release: () => void; signal: AbortSignal }[] = [];
  const given: number[] = [];
  const failed: number[] = [];
  let waiting = 0;
  const leave = answerWindows(
    {
      findKept: ({ channelId }) => Promise.resolve(kept[Number(channelId)] ?? { hasOlder: false }),
      fetchWindow: ({ channelId }, signal) =>
        new Promise((resolve, reject) => {
          asked.push({ index: Number(channelId), release: () => resolve(LINE), signal });
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      enter() {
        if (waiting >= room) throw new Error('one too many');
        waiting += 1;
        return () => void (waiting -= 1);
      },
      atOnce: 3,
    },
    windows,
    { give: (index) => given.push(index), fail: (index) => failed.push(index) },
  );
  return { leave, asked, given, failed, waiting: () => waiting };
}

const unknown = (count: number) =>
  Array.from({ length: count }, (): CachedWindow => ({ hasOlder: false }));

describe('the windows of a request', () => {
  it('are asked for a few at a time, each once, until all are there', async () => {
    const { asked, given, waiting } = setUp(unknown(10));
    await flushPromises();
    expect([asked.length, waiting()]).toEqual([3, 7]);
    for (let n = 0; n < 10; n += 1) {
      asked[n]?.release();
      await flushPromises();
      expect(asked.length - given.length).toBeLessThanOrEqual(3);
    }
    expect(given).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(waiting()).toBe(0);
  });

  it('that are there are given at once, whatever waits before them', async () => {
    const { given } = setUp([...unknown(10), { line: LINE, hasOlder: true }]);
    await flushPromises();
    expect(given).toEqual([10]);
  });

  it('of which there is an older answer wait for those of which there is none', async () => {
    const old = Array.from({ length: 4 }, (): CachedWindow => ({ hasOlder: true }));
    const { asked } = setUp([...unknown(3), ...old, ...unknown(3)]);
    await flushPromises();
    for (let n = 0; n < 10; n += 1) {
      asked[n]?.release();
      await flushPromises();
    }
    expect(asked.map(({ index }) => index)).toEqual([0, 1, 2, 7, 8, 9, 3, 4, 5, 6]);
  });

  it('fail one by one where there is no room for more to wait', async () => {
    const { asked, given, failed } = setUp(unknown(10), 4);
    await flushPromises();
    for (let n = 0; n < 7; n += 1) {
      asked[n]?.release();
      await flushPromises();
    }
    expect([given.length, failed.length]).toEqual([7, 3]);
  });

  it('that are left are never asked for, and count no more', async () => {
    const { leave, asked, given, failed, waiting } = setUp(unknown(10));
    await flushPromises();
    leave(new Error('left'));
    await flushPromises();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
    expect([given, failed, waiting()]).toEqual([[], [], 0]);
  });
});

describe('looking up', () => {
  it('is for a few windows of a request at a time, so that others have their turn', async () => {
    let underWay = 0;
    let most = 0;
    const releases: (() => void)[] = [];
    const given: number[] = [];
    answerWindows(
      {
        findKept: () =>
          new Promise((resolve) => {
            underWay += 1;
            most = Math.max(most, underWay);
            releases.push(() => {
              underWay -= 1;
              resolve({ line: LINE, hasOlder: true });
            });
          }),
        fetchWindow: () => Promise.reject(new Error('all of them are kept')),
        enter: () => () => undefined,
        atOnce: 100,
      },
      Array.from({ length: 1_000 }, (_, n) => createWindowRequest({ channelId: String(n) })),
      { give: (index) => given.push(index), fail: () => undefined },
    );
    for (let n = 0; n < 1_000; n += 1) {
      releases[n]?.();
      await flushPromises();
    }
    expect(most).toBe(16);
    expect(given).toHaveLength(1_000);
  });
});
