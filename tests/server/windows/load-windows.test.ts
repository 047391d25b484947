import { describe, expect, it } from 'vitest';
import type { WindowRecord } from '../../../src/contract/wire/api.ts';
import type { EncodedValues } from '../../../src/server/store/encoded-values.ts';
import type { FindCached } from '../../../src/server/windows/fetch-window.ts';
import { loadWindows } from '../../../src/server/windows/load-windows.ts';
import { createWindowRequest, flushPromises } from '../../support/server/test-doubles.ts';

type CacheResult = Awaited<ReturnType<FindCached>>;

const RECORD: WindowRecord<EncodedValues> = {
  status: 'ok',
  begin: 0,
  step: 300_000,
  values: '[]',
  summary: null,
  final: true,
  fetchedAt: 0,
  requestId: null,
};

/** Loads one window per cache result, three at a time; `limit` bounds the windows under way. */
function startLoading(cacheResults: readonly CacheResult[], limit = Infinity) {
  const requests = cacheResults.map((_, index) =>
    createWindowRequest({ channelId: String(index) }),
  );
  const fetches: { index: number; finish: () => void; signal: AbortSignal }[] = [];
  const loaded: number[] = [];
  const failed: number[] = [];
  let underWay = 0;
  const cancel = loadWindows(
    {
      findCached: ({ channelId }) =>
        Promise.resolve(cacheResults[Number(channelId)] ?? { hasStaleCopy: false }),
      fetchWindow: ({ channelId }, signal) =>
        new Promise((resolve, reject) => {
          fetches.push({ index: Number(channelId), finish: () => resolve(RECORD), signal });
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      acquire() {
        if (underWay >= limit) throw new Error('limit reached');
        underWay += 1;
        return () => void (underWay -= 1);
      },
      concurrency: 3,
    },
    requests,
    { onRecord: (index) => loaded.push(index), onError: (index) => failed.push(index) },
  );
  return { cancel, fetches, loaded, failed, underWay: () => underWay };
}

const createMissing = (count: number) =>
  Array.from({ length: count }, (): CacheResult => ({ hasStaleCopy: false }));

describe('loadWindows', () => {
  it('fetches each window once, with bounded concurrency, until all are loaded', async () => {
    const { fetches, loaded, underWay } = startLoading(createMissing(10));
    await flushPromises();
    expect([fetches.length, underWay()]).toEqual([3, 10]);
    for (let n = 0; n < 10; n += 1) {
      fetches[n]?.finish();
      await flushPromises();
      expect(fetches.length - loaded.length).toBeLessThanOrEqual(3);
      expect(underWay()).toBe(9 - n);
    }
    expect(loaded).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('returns a cached window immediately, however many windows are queued before it', async () => {
    const { loaded } = startLoading([
      ...createMissing(10),
      { record: RECORD, hasStaleCopy: false },
    ]);
    await flushPromises();
    expect(loaded).toEqual([10]);
  });

  it('fetches windows without any copy before windows with a stale copy', async () => {
    const stale = Array.from({ length: 4 }, (): CacheResult => ({ hasStaleCopy: true }));
    const { fetches } = startLoading([...createMissing(3), ...stale, ...createMissing(3)]);
    await flushPromises();
    for (let n = 0; n < 10; n += 1) {
      fetches[n]?.finish();
      await flushPromises();
    }
    expect(fetches.map(({ index }) => index)).toEqual([0, 1, 2, 7, 8, 9, 3, 4, 5, 6]);
  });

  it('fails only the windows beyond the queue limit', async () => {
    const { fetches, loaded, failed } = startLoading(createMissing(10), 7);
    await flushPromises();
    for (let n = 0; n < 7; n += 1) {
      fetches[n]?.finish();
      await flushPromises();
    }
    expect([loaded.length, failed.length]).toEqual([7, 3]);
  });

  it('aborts fetches, drops queued windows and releases all of them when cancelled', async () => {
    const { cancel, fetches, loaded, failed, underWay } = startLoading(createMissing(10));
    await flushPromises();
    cancel(new Error('cancelled'));
    await flushPromises();
    expect(fetches.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
    expect([loaded, failed, underWay()]).toEqual([[], [], 0]);
  });

  it('looks up at most 16 windows at once', async () => {
    let lookups = 0;
    let maxLookups = 0;
    const finishers: (() => void)[] = [];
    const loaded: number[] = [];
    loadWindows(
      {
        findCached: () =>
          new Promise((resolve) => {
            lookups += 1;
            maxLookups = Math.max(maxLookups, lookups);
            finishers.push(() => {
              lookups -= 1;
              resolve({ record: RECORD, hasStaleCopy: false });
            });
          }),
        fetchWindow: () => Promise.reject(new Error('all windows are cached')),
        acquire: () => () => undefined,
        concurrency: 100,
      },
      Array.from({ length: 1_000 }, (_, n) => createWindowRequest({ channelId: String(n) })),
      { onRecord: (index) => loaded.push(index), onError: () => undefined },
    );
    for (let n = 0; n < 1_000; n += 1) {
      finishers[n]?.();
      await flushPromises();
    }
    expect(maxLookups).toBe(16);
    expect(loaded).toHaveLength(1_000);
  });
});
