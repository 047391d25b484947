import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollingMean, rollingMedian } from '../../src/stats/rolling.ts';

const value = fc.option(fc.double({ min: -5, max: 5, noNaN: true }), { nil: Number.NaN });
const inputs = fc.tuple(fc.array(value, { maxLength: 40 }), fc.integer({ min: 0, max: 6 }));
const pickPresent = (values: readonly number[], i: number, halfWindow: number) =>
  values
    .slice(Math.max(0, i - halfWindow), i + halfWindow + 1)
    .filter((candidate) => !Number.isNaN(candidate));

describe('rollingMean', () => {
  it('averages the present values around each value, or returns NaN for too few', () => {
    fc.assert(
      fc.property(inputs, ([values, halfWindow]) => {
        const means = rollingMean(Float64Array.from(values), halfWindow, 0.5);
        for (const [i, mean] of means.entries()) {
          const near = pickPresent(values, i, halfWindow);
          if (near.length < 0.5 * (2 * halfWindow + 1)) expect(mean).toBeNaN();
          else expect(mean).toBeCloseTo(near.reduce((sum, item) => sum + item, 0) / near.length, 8);
        }
      }),
    );
  });
});

describe('rollingMedian', () => {
  it('returns the lower median of the present values around each value, or NaN', () => {
    fc.assert(
      fc.property(inputs, ([values, halfWindow]) => {
        const medians = rollingMedian(Float64Array.from(values), halfWindow);
        for (const [i, median] of medians.entries()) {
          const near = pickPresent(values, i, halfWindow).toSorted((a, b) => a - b);
          expect(median).toBe(near[(near.length - 1) >> 1] ?? Number.NaN);
        }
      }),
    );
  });
});
