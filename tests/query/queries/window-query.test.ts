import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import type { WindowRecord } from '../../../src/contract/wire/api.ts';
import { DAY, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import { nextBucketAt, windowQueryOptions } from '../../../src/query/queries/window-query.ts';

const request = { appId: 'app-1', metric: 'FirstFrameCost', begin: 0, end: DAY } as const;

const line = (more: Partial<WindowRecord>): WindowRecord => ({
  index: 0,
  status: 'ok',
  begin: 0,
  step: STEP,
  values: [1],
  summary: null,
  final: false,
  fetchedAt: 0,
  requestId: null,
  ...more,
});

async function timesAsked(
  answer: Partial<WindowRecord>,
  at: number,
  later: number,
): Promise<number> {
  let now = at;
  const load = vi.fn(() => Promise.resolve(line(answer)));
  const client = new QueryClient();
  const options = windowQueryOptions({ client: { load }, now: () => now }, request);
  await client.fetchQuery(options).catch(() => undefined);
  now = later;
  await client.fetchQuery(options).catch(() => undefined);
  return load.mock.calls.length;
}

describe('windowQueryOptions', () => {
  it.each([
    ['a final window, years later', { final: true, fetchedAt: DAY }, DAY, 1_000 * DAY, 1],
    ['an open window within its bucket', { fetchedAt: MINUTE }, MINUTE, 4 * MINUTE, 1],
    [
      'an open window once the next bucket is due',
      { fetchedAt: MINUTE },
      MINUTE,
      5 * MINUTE + 20_000,
      2,
    ],
    ['an open window that was old when it came', { fetchedAt: MINUTE }, 6 * MINUTE, 6 * MINUTE, 2],
    ['a stale final window', { final: true, status: 'stale' as const, fetchedAt: 0 }, DAY, DAY, 2],
    [
      'a failed window',
      {
        status: 'failed' as const,
        problem: { code: 'throttled' as const, message: '', retryable: true },
      },
      0,
      0,
      2,
    ],
  ])('asks for %s', async (_what, answer, at, later, times) => {
    expect(await timesAsked(answer, at, later)).toBe(times);
  });

  it('throws the Problem of a failed window', async () => {
    const problem = { code: 'no_permission', message: 'No.', retryable: false } as const;
    const load = () => Promise.resolve(line({ status: 'failed', problem }));
    const options = windowQueryOptions({ client: { load }, now: () => 0 }, request);
    await expect(new QueryClient().fetchQuery(options)).rejects.toMatchObject({ problem });
  });
});

describe('nextBucketAt', () => {
  it.each([
    [0, 20_000],
    [20_000, STEP + 20_000],
    [STEP, STEP + 20_000],
    [STEP + 19_999, STEP + 20_000],
    [STEP + 20_000, 2 * STEP + 20_000],
  ])('%i -> %i', (at, next) => expect(nextBucketAt(at)).toBe(next));
});
