import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter } from '../../../src/server/limits/rate-limiter.ts';

describe('createRateLimiter', () => {
  it('never exceeds the limit in any interval', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }), { maxLength: 200 }), (pauses) => {
        let now = 0;
        const limiter = createRateLimiter({ limit: 5, per: 1_000, now: () => now });
        const taken: number[] = [];
        for (const pause of pauses) {
          now += pause;
          if (limiter.wait('a') > 0) continue;
          limiter.count('a');
          taken.push(now);
        }
        for (const at of taken) {
          expect(
            taken.filter((other) => other >= at && other < at + 1_000).length,
          ).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it('counts amounts and returns the time until there is room for one', () => {
    let now = 0;
    const limiter = createRateLimiter({ limit: 10, per: 1_000, now: () => now });
    limiter.count('a', 4);
    now = 300;
    limiter.count('a', 5);
    expect([limiter.wait('a'), limiter.wait('b')]).toEqual([0, 0]);
    limiter.count('a', 30);
    // There is room for one only after the thirty have expired too.
    expect(limiter.wait('a')).toBe(1_000);
    now = 1_299;
    expect(limiter.wait('a')).toBe(1);
    now = 1_300;
    expect(limiter.wait('a')).toBe(0);
  });

  it('never returns a wait longer than the interval when the clock is changed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5_000, max: 5_000 })), (steps) => {
        let now = 100_000;
        const limiter = createRateLimiter({ limit: 2, per: 1_000, now: () => now });
        for (const step of steps) {
          now += step;
          limiter.count('a', 3);
          expect(limiter.wait('a')).toBeLessThanOrEqual(1_000);
        }
        now -= 7_200_000;
        const wait = limiter.wait('a');
        expect(wait).toBeLessThanOrEqual(1_000);
        now += wait;
        expect(limiter.wait('a')).toBe(0);
      }),
    );
  });
});
