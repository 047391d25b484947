// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { expect, it, vi } from 'vitest';
import type { WindowLine, WindowRequest } from '../../src/contract/api.ts';
import { DAY, STEP } from '../../src/contract/time.ts';
import { useSeriesSet } from '../../src/query/use-series-set.ts';

const SPAN = { begin: 0, end: 2 * DAY };
const SUBJECTS = [{ appId: 'app-1', metric: 'FirstFrameCost' }] as const;

/** The second day has failed. */
const answer = ({ begin }: WindowRequest): WindowLine => ({
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

it.each([
  [false, 0],
  [true, 1],
])('what failed is asked for again where it is looked at too: %s', async (retryOnMount, more) => {
  const load = vi.fn((request: WindowRequest) => Promise.resolve(answer(request)));
  const client = new QueryClient();
  const wrapper = ({ children }: PropsWithChildren) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const deps = { client: { load }, now: () => 9 * DAY };
  const statuses = (options: { retryOnMount?: boolean }) =>
    renderHook(
      () =>
        useSeriesSet(deps, { subjects: SUBJECTS, span: SPAN, settleMs: 0, ...options })[0]?.windows,
      { wrapper },
    ).result;
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
