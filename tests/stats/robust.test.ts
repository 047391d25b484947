import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mean,
  median,
  medianAbsoluteDeviation,
  medianOfSorted,
  quantileOfSorted,
  sortAscending,
} from '../../src/stats/robust.ts';

const values = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 30 });

describe('mean', () => {
  it('averages values, and returns NaN for none', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean(Float64Array.of(2, 4))).toBe(3);
    expect(mean([])).toBeNaN();
  });
});

describe('median', () => {
  it('returns the middle value, or the mean of the middle two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('has as many values below as above', () => {
    fc.assert(
      fc.property(values, (list) => {
        const middle = median(list);
        const below = list.filter((value) => value < middle).length;
        const above = list.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(list.length / 2);
      }),
    );
  });

  it('leaves its argument as it was', () => {
    const list = [3, 1, 2];
    median(list);
    expect(list).toEqual([3, 1, 2]);
  });
});

describe('medianOfSorted', () => {
  it('resolves an even count as requested', () => {
    const sorted = Float64Array.of(1, 2, 4, 9);
    expect(medianOfSorted(sorted)).toBe(3);
    expect(medianOfSorted(sorted, 'lower')).toBe(2);
    expect(medianOfSorted(sorted, 'upper')).toBe(4);
  });
});

describe('medianAbsoluteDeviation', () => {
  it('ignores the size of outliers', () => {
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 5])).toBe(1);
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 5_000])).toBe(1);
  });
});

describe('quantileOfSorted', () => {
  it('interpolates between neighbours', () => {
    const sorted = Float64Array.of(0, 10, 20);
    expect([0, 0.25, 0.5, 1].map((share) => quantileOfSorted(sorted, share))).toEqual([
      0, 5, 10, 20,
    ]);
    expect(quantileOfSorted(new Float64Array(0), 0.5)).toBeNaN();
  });

  it('equals the median at one half', () => {
    fc.assert(
      fc.property(values, (list) => {
        expect(quantileOfSorted(sortAscending(list), 0.5)).toBeCloseTo(median(list), 9);
      }),
    );
  });
});
