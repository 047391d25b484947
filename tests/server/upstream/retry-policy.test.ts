import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RetryKind } from '../../../src/server/upstream/classify-error.ts';
import {
  MAX_ATTEMPTS,
  RETRY_CAP,
  RETRY_DEADLINE,
  backoff,
  decideRetry,
  retryAfterOf,
} from '../../../src/server/upstream/retry-policy.ts';

const half = () => 0.5;
const failure = (retry: RetryKind, retryAfterMs?: number) => ({
  retry,
  problem: { retryAfterMs },
});
const first = { tries: 1, elapsedMs: 0, used: new Set<'nonce' | 'clock'>() };

describe('decideRetry', () => {
  it.each<[string, ReturnType<typeof failure>, Partial<typeof first>, number | undefined]>([
    ['never, whatever is left', failure('never'), {}, undefined],
    ['a transient failure after half of 200 ms', failure('transient'), {}, 100],
    ['longer each time', failure('transient'), { tries: 4 }, 800],
    ['not a seventh time', failure('transient'), { tries: MAX_ATTEMPTS }, undefined],
    [
      'not beyond the deadline',
      failure('transient'),
      { elapsedMs: RETRY_DEADLINE - 50 },
      undefined,
    ],
    ['a throttle when it is told to', failure('throttle', 3_000), {}, 3_000],
    ['not when it is told to come after the deadline', failure('throttle', 90_000), {}, undefined],
    ['a used nonce at once', failure('nonce'), {}, 0],
    ['a used nonce once only', failure('nonce'), { used: new Set(['nonce'] as const) }, undefined],
    ['a wrong clock at once', failure('clock'), {}, 0],
    ['a wrong clock once only', failure('clock'), { used: new Set(['clock'] as const) }, undefined],
  ])('tries %s', (_what, what, so, delay) => {
    expect(decideRetry(what, { ...first, ...so }, half)).toBe(delay);
  });

  it('waits anything from nothing to the doubled base, at most the cap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (tries, chance) => {
          const delay = backoff(tries, () => chance);
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThanOrEqual(Math.min(RETRY_CAP, 200 * 2 ** (tries - 1)));
        },
      ),
    );
  });
});

describe('retryAfterOf', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  it.each<[Record<string, string>, number | undefined]>([
    [{}, undefined],
    [{ 'retry-after': '2' }, 2_000],
    [{ 'x-acs-retry-after': '1500' }, 1_500],
    [{ 'retry-after': '1', 'x-acs-retry-after': '2500' }, 2_500],
    [{ 'retry-after': '3', 'x-acs-retry-after': '2500' }, 3_000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 12:00:04 GMT' }, 4_000],
    [
      { 'retry-after': 'Fri, 20 Nov 2026 12:00:04 GMT', date: 'Fri, 20 Nov 2026 12:00:01 GMT' },
      3_000,
    ],
    [{ 'retry-after': 'Fri, 20 Nov 2020 12:00:04 GMT' }, 0],
    [{ 'retry-after': 'soon', 'x-acs-retry-after': '-1' }, undefined],
  ])('reads %j', (headers, expected) => {
    expect(retryAfterOf(new Headers(headers), now)).toBe(expected);
  });
});
