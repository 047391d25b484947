// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { expect, it, vi } from 'vitest';
import type { WindowRecord, WindowRequest } from '../../../src/contract/wire/api.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import { useStable } from '../../../src/app/ui/hooks/use-stable.ts';
import { planRequests } from '../../../src/planning/plan-requests.ts';
import { useSeries } from '../../../src/query/series/use-series.ts';
import type { LoadOptions } from '../../../src/query/http/window-client.ts';

const SUBJECTS = [{ appId: 'app-1', metric: 'FirstFrameCost' }] as const;
const PLAN = planRequests(SUBJECTS, { begin: 0, end: 2 * DAY });

/** The second day has failed. */
const answer = ({ begin }: WindowRequest): WindowRecord => ({
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

it.each([
  [false, 0],
  [true, 1],
])('what failed is asked for again where it is looked at too: %s', async (retryOnMount, more) => {
  const load = vi.fn((request: WindowRequest) => Promise.resolve(answer(request)));
  const { client, wrapper } = createPage();
  const deps = { client: { load }, now: () => 9 * DAY };
  const statuses = (options: { retryOnMount?: boolean }) =>
    renderHook(() => useSeries(deps, { plan: PLAN, settleMs: 0, ...options })[0]?.windows, {
      wrapper,
    }).result;
  const settled = [{ status: 'ok' }, { status: 'failed' }];
  const page = statuses({});
  await waitFor(() => expect(page.current).toMatchObject(settled));
  expect(load).toHaveBeenCalledTimes(2);
  const part = statuses({ retryOnMount });
  expect(client.isFetching()).toBe(more);
  // Where it is not asked for again it is shown as failed from the first moment.
  expect(part.current?.[1]?.status).toBe(retryOnMount ? 'loading' : 'failed');
  await waitFor(() => expect(part.current).toMatchObject(settled));
  expect(load).toHaveBeenCalledTimes(2 + more);
});

it('draws hundreds of answers that come at once together, and the next ones when they come', async () => {
  const asked: { request: WindowRequest; resolve: (line: WindowRecord) => void }[] = [];
  const load = (request: WindowRequest) =>
    new Promise<WindowRecord>((resolve) => asked.push({ request, resolve }));
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
  expect(asked).toHaveLength(300);
  const answerFrom = (first: number, last: number) => {
    for (const { request, resolve } of asked.slice(first, last))
      resolve({ ...answer(request), status: 'ok', values: [request.begin / DAY] });
  };
  const before = renders;
  answerFrom(0, 299);
  await waitFor(() => expect(result.current?.windows.at(-2)?.status).toBe('ok'));
  expect(renders - before).toBeLessThan(10);
  expect(result.current?.windows.at(-1)?.status).toBe('loading');
  answerFrom(299, 300);
  await waitFor(() => expect(result.current?.windows.at(-1)?.status).toBe('ok'));
  const { values = [] } = result.current?.series ?? {};
  for (let day = 0; day < 300; day += 1) expect(values[(day * DAY) / STEP]).toBe(day);
});

it('keeps what the next range has of the one before, and gives up what it has not', async () => {
  const gaveUp: number[] = [];
  const load = vi.fn((request: WindowRequest, { signal }: LoadOptions) => {
    signal.addEventListener('abort', () => gaveUp.push(request.begin / DAY));
    // The first day never comes.
    return request.begin === 0
      ? new Promise<WindowRecord>(() => undefined)
      : Promise.resolve({ ...answer(request), status: 'ok' as const, values: [2] });
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
  // What is here already is shown at once.
  expect(result.current).toEqual(['ok', 'loading']);
  await waitFor(() => expect(result.current).toEqual(['ok', 'ok']));
  expect(load).toHaveBeenCalledTimes(3);
  expect(gaveUp).toEqual([0]);
});
