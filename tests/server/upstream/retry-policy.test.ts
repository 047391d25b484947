import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RetryKind } from '../../../src/server/upstream/classify-error.ts';
import {
  MAX_ATTEMPTS,
  RETRY_CAP,
  RETRY_DEADLINE,
  backoff,
  decideRetry,
  parseRetryAfter,
} from '../../../src/server/upstream/retry-policy.ts';
import type { OneTimeFix } from '../../../src/server/upstream/retry-policy.ts';

const createFailure = (retry: RetryKind, retryAfterMs?: number) => ({
  retry,
  problem: { retryAfterMs },
});
const FIRST_ATTEMPT = { attempt: 1, elapsedMs: 0, usedFixes: new Set<OneTimeFix>() };

describe('decideRetry', () => {
  it.each<
    [string, ReturnType<typeof createFailure>, Partial<typeof FIRST_ATTEMPT>, number | undefined]
  >([
    ['not a final failure', createFailure('never'), {}, undefined],
    ['a transient failure after half of 200 ms', createFailure('transient'), {}, 100],
    ['a later attempt after a longer delay', createFailure('transient'), { attempt: 4 }, 800],
    [
      'not after the last attempt',
      createFailure('transient'),
      { attempt: MAX_ATTEMPTS },
      undefined,
    ],
    [
      'not beyond the deadline',
      createFailure('transient'),
      { elapsedMs: RETRY_DEADLINE - 50 },
      undefined,
    ],
    ['a throttled call after the requested time', createFailure('throttle', 3_000), {}, 3_000],
    [
      'not if the requested time is after the deadline',
      createFailure('throttle', 90_000),
      {},
      undefined,
    ],
    ['a used nonce at once', createFailure('nonce'), {}, 0],
    [
      'a used nonce only once',
      createFailure('nonce'),
      { usedFixes: new Set(['nonce'] as const) },
      undefined,
    ],
    ['a wrong clock at once', createFailure('clock'), {}, 0],
    [
      'a wrong clock only once',
      createFailure('clock'),
      { usedFixes: new Set(['clock'] as const) },
      undefined,
    ],
  ])('retries %s', (_name, failure, changes, delay) => {
    expect(decideRetry(failure, { ...FIRST_ATTEMPT, ...changes }, () => 0.5)).toBe(delay);
  });
});

describe('backoff', () => {
  it('returns a delay between 0 and the doubled base, up to the cap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (attempt, random) => {
          const delay = backoff(attempt, () => random);
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThanOrEqual(Math.min(RETRY_CAP, 200 * 2 ** (attempt - 1)));
        },
      ),
    );
  });
});

describe('parseRetryAfter', () => {
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
  ])('parses %j', (headers, expected) => {
    expect(parseRetryAfter(new Headers(headers), now)).toBe(expected);
  });
});
