import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import type { WindowRecord } from '../../../src/contract/wire/api.ts';
import { DAY, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import { nextBucketAt, windowQueryOptions } from '../../../src/query/queries/window-query.ts';

const request = { appId: 'app-1', metric: 'FirstFrameCost', begin: 0, end: DAY } as const;

const buildRecord = (changes: Partial<WindowRecord>): WindowRecord => ({
  index: 0,
  status: 'ok',
  begin: 0,
  step: STEP,
  values: [1],
  summary: null,
  final: false,
  fetchedAt: 0,
  requestId: null,
  ...changes,
});

/** Number of loads when the query is fetched at `at` and again at `later`. */
async function countLoads(
  record: Partial<WindowRecord>,
  at: number,
  later: number,
): Promise<number> {
  let now = at;
  const load = vi.fn(() => Promise.resolve(buildRecord(record)));
  const client = new QueryClient();
  const options = windowQueryOptions({ client: { load }, now: () => now }, request);
  await client.fetchQuery(options).catch(() => undefined);
  now = later;
  await client.fetchQuery(options).catch(() => undefined);
  return load.mock.calls.length;
}

describe('windowQueryOptions', () => {
  it.each([
    ['a final window once, even years later', { final: true, fetchedAt: DAY }, DAY, 1_000 * DAY, 1],
    ['an open window once within its bucket', { fetchedAt: MINUTE }, MINUTE, 4 * MINUTE, 1],
    [
      'an open window again when the next bucket is due',
      { fetchedAt: MINUTE },
      MINUTE,
      5 * MINUTE + 20_000,
      2,
    ],
    [
      'an open window again that was old on arrival',
      { fetchedAt: MINUTE },
      6 * MINUTE,
      6 * MINUTE,
      2,
    ],
    [
      'a stale final window again',
      { final: true, status: 'stale' as const, fetchedAt: 0 },
      DAY,
      DAY,
      2,
    ],
    [
      'a failed window again',
      {
        status: 'failed' as const,
        problem: { code: 'throttled' as const, message: '', retryable: true },
      },
      0,
      0,
      2,
    ],
  ])('fetches %s', async (_case, record, at, later, loads) => {
    expect(await countLoads(record, at, later)).toBe(loads);
  });

  it('rejects with the problem of a failed window', async () => {
    const problem = { code: 'no_permission', message: 'No.', retryable: false } as const;
    const load = () => Promise.resolve(buildRecord({ status: 'failed', problem }));
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
  ])('returns for %i the time %i', (at, next) => expect(nextBucketAt(at)).toBe(next));
});
