import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { useStable } from '../../../src/app/ui/hooks/use-stable.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import type { WindowRecord, WindowRequest } from '../../../src/contract/wire/api.ts';
import { planRequests } from '../../../src/planning/plan-requests.ts';
import type { LoadOptions } from '../../../src/query/http/window-client.ts';
import { useSeries } from '../../../src/query/series/use-series.ts';

const SUBJECTS = [{ appId: 'app-1', metric: 'FirstFrameCost' }] as const;
const PLAN = planRequests(SUBJECTS, { begin: 0, end: 2 * DAY });

/** The first day succeeds, later ones fail. */
const buildRecord = ({ begin }: WindowRequest): WindowRecord => ({
  index: 0,
  begin,
  step: STEP,
  summary: null,
  final: true,
  fetchedAt: 9 * DAY,
  requestId: null,
  ...(begin === 0
    ? { status: 'ok', values: [1] }
    : {
        status: 'failed',
        values: [],
        problem: { code: 'upstream_error', message: 'Down.', retryable: true },
      }),
});

function createPage() {
  const client = new QueryClient();
  const wrapper = ({ children }: PropsWithChildren) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { client, wrapper };
}

describe('useSeries', () => {
  it.each([
    [false, 0],
    [true, 1],
  ])('with retryOnMount %s requests %i failed windows again', async (retryOnMount, retries) => {
    const load = vi.fn((request: WindowRequest) => Promise.resolve(buildRecord(request)));
    const { client, wrapper } = createPage();
    const deps = { client: { load }, now: () => 9 * DAY };
    const renderWindows = (options: { retryOnMount?: boolean }) =>
      renderHook(() => useSeries(deps, { plan: PLAN, settleMs: 0, ...options })[0]?.windows, {
        wrapper,
      }).result;
    const settled = [{ status: 'ok' }, { status: 'failed' }];
    const page = renderWindows({});
    await waitFor(() => expect(page.current).toMatchObject(settled));
    expect(load).toHaveBeenCalledTimes(2);
    const panel = renderWindows({ retryOnMount });
    expect(client.isFetching()).toBe(retries);
    // Relies on react-query's internal optimistic results.
    expect(panel.current?.[1]?.status).toBe(retryOnMount ? 'loading' : 'failed');
    await waitFor(() => expect(panel.current).toMatchObject(settled));
    expect(load).toHaveBeenCalledTimes(2 + retries);
  });

  it('renders hundreds of simultaneous records together, and later ones when they arrive', async () => {
    const loads: { request: WindowRequest; resolve: (record: WindowRecord) => void }[] = [];
    const load = (request: WindowRequest) =>
      new Promise<WindowRecord>((resolve) => loads.push({ request, resolve }));
    const deps = { client: { load }, now: () => 400 * DAY };
    const plan = planRequests(SUBJECTS, { begin: 0, end: 300 * DAY });
    const { wrapper } = createPage();
    let renders = 0;
    const { result } = renderHook(
      () => {
        renders += 1;
        return useSeries(deps, { plan, settleMs: 0 })[0];
      },
      { wrapper },
    );
    expect(loads).toHaveLength(300);
    const resolveLoads = (first: number, last: number) => {
      for (const { request, resolve } of loads.slice(first, last))
        resolve({ ...buildRecord(request), status: 'ok', values: [request.begin / DAY] });
    };
    const before = renders;
    resolveLoads(0, 299);
    await waitFor(() => expect(result.current?.windows.at(-2)?.status).toBe('ok'));
    expect(renders - before).toBeLessThan(10);
    expect(result.current?.windows.at(-1)?.status).toBe('loading');
    resolveLoads(299, 300);
    await waitFor(() => expect(result.current?.windows.at(-1)?.status).toBe('ok'));
    const { values = [] } = result.current?.series ?? {};
    for (let day = 0; day < 300; day += 1) expect(values[(day * DAY) / STEP]).toBe(day);
  });

  it('keeps the windows that the next range shares and cancels the others', async () => {
    const cancelledDays: number[] = [];
    const load = vi.fn((request: WindowRequest, { signal }: LoadOptions) => {
      signal.addEventListener('abort', () => cancelledDays.push(request.begin / DAY));
      // The first day never arrives.
      return request.begin === 0
        ? new Promise<WindowRecord>(() => undefined)
        : Promise.resolve({ ...buildRecord(request), status: 'ok' as const, values: [2] });
    });
    const deps = { client: { load }, now: () => 9 * DAY };
    const { wrapper } = createPage();
    const { result, rerender } = renderHook(
      ({ from }) =>
        useSeries(deps, {
          plan: useStable(planRequests(SUBJECTS, { begin: from * DAY, end: (from + 2) * DAY })),
          settleMs: 0,
        })[0]?.windows.map(({ status }) => status),
      { wrapper, initialProps: { from: 0 } },
    );
    await waitFor(() => expect(result.current).toEqual(['loading', 'ok']));
    rerender({ from: 1 });
    expect(result.current).toEqual(['ok', 'loading']);
    await waitFor(() => expect(result.current).toEqual(['ok', 'ok']));
    expect(load).toHaveBeenCalledTimes(3);
    expect(cancelledDays).toEqual([0]);
  });
});
