import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import type { WindowRecord, WindowRequest } from '../../../src/contract/wire/api.ts';
import { refreshWindows, retryWindows } from '../../../src/query/live/retry-windows.ts';
import { windowQueryOptions } from '../../../src/query/queries/window-query.ts';

const NOW = 9 * DAY;
const STATUSES: readonly WindowRecord['status'][] = ['ok', 'stale', 'failed'];

/** Three displayed days with the statuses above; `takeLoads` returns the days loaded since. */
async function showWindows() {
  let loadedDays: number[] = [];
  const load = ({ begin }: WindowRequest): Promise<WindowRecord> => {
    const day = begin / DAY;
    loadedDays.push(day);
    const status = STATUSES[day] ?? 'ok';
    const record = { index: 0, begin, step: STEP, values: [1], summary: null, final: true };
    return Promise.resolve({ ...record, status, fetchedAt: NOW, requestId: null });
  };
  const client = new QueryClient();
  const deps = { client: { load }, now: () => NOW };
  for (const day of STATUSES.keys()) {
    const span = { begin: day * DAY, end: (day + 1) * DAY };
    const request = { appId: 'app-1', metric: 'FirstFrameCost', ...span } as const;
    new QueryObserver(client, windowQueryOptions(deps, request)).subscribe(() => undefined);
  }
  const takeLoads = () => {
    const days = loadedDays.toSorted();
    loadedDays = [];
    return days;
  };
  while (client.isFetching() > 0) await new Promise((resolve) => setTimeout(resolve));
  takeLoads();
  return { client, takeLoads };
}

describe('retryWindows', () => {
  it('refetches failed and stale windows', async () => {
    const { client, takeLoads } = await showWindows();
    await retryWindows(client);
    expect(takeLoads()).toEqual([1, 2]);
  });

  it('refetches only the windows of the given spans', async () => {
    const { client, takeLoads } = await showWindows();
    await retryWindows(client, [
      { begin: 0, end: DAY },
      { begin: 2 * DAY, end: 3 * DAY },
    ]);
    expect(takeLoads()).toEqual([2]);
  });
});

describe('refreshWindows', () => {
  it('refetches windows that are not final', async () => {
    const { client, takeLoads } = await showWindows();
    await refreshWindows(client, NOW + DAY);
    expect(takeLoads()).toEqual([1, 2]);
  });
});
