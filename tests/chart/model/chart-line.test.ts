import { describe, expect, it } from 'vitest';
import {
  computeExtent,
  findBucket,
  findBucketRange,
  findNewestValue,
  getMainLines,
} from '../../../src/chart/model/chart-line.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import {
  BEGIN,
  buildLine,
  buildProvisional,
  buildSeries,
  buildSpan,
} from '../../support/build-series.ts';

describe('findBucketRange', () => {
  it.each([
    ['all buckets', 0, 4, { from: 0, to: 4 }],
    ['some buckets', 1, 2, { from: 1, to: 3 }],
    ['no buckets outside of the series', -5, 50, { from: 0, to: 4 }],
  ])('returns %s', (_, first, count, expected) => {
    const span = buildSpan(count, BEGIN + first * STEP);
    expect(findBucketRange(buildSeries([1, 2, 3, 4]), span)).toEqual(expected);
  });

  it('is empty if series and span do not overlap', () => {
    const { from, to } = findBucketRange(buildSeries([1, 2]), buildSpan(3, BEGIN + 10 * STEP));
    expect(to).toBeLessThanOrEqual(from);
  });
});

describe('findBucket', () => {
  it('finds the bucket that contains a time, or none', () => {
    const series = buildSeries([1, 2]);
    expect(findBucket(series, BEGIN + STEP + 1)).toBe(1);
    expect(findBucket(series, BEGIN - 1)).toBe(-1);
    expect(findBucket(series, BEGIN + 2 * STEP)).toBe(-1);
  });
});

describe('computeExtent', () => {
  it('includes settled and provisional values within the span', () => {
    const seriesList = [buildSeries([5, 'Gap', buildProvisional(9), 100]), buildSeries([4, 4])];
    expect(computeExtent(seriesList, buildSpan(3))).toEqual({ low: 4, high: 9 });
  });

  it('is undefined without values', () => {
    expect(computeExtent([buildSeries(['Gap', 'Failed'])], buildSpan(2))).toBeUndefined();
  });
});

describe('findNewestValue', () => {
  it('finds the newest settled or provisional value of a visible line', () => {
    const lines = [
      buildLine([1, 2, 'Pending', 'Pending']),
      buildLine([1, 2, buildProvisional(3), 'Pending']),
      buildLine([1, 2, 3, 4], { hidden: true }),
    ];
    expect(findNewestValue(lines, buildSpan(4))).toBe(BEGIN + 2 * STEP);
  });

  it('returns the last bucket without values', () => {
    expect(findNewestValue([buildLine(['Failed', 'Failed'])], buildSpan(2))).toBe(BEGIN + STEP);
  });
});

describe('getMainLines', () => {
  it('returns faint lines only if no other is visible', () => {
    const line = buildLine([1], { key: 'all' });
    const faintLine = buildLine([1], { key: 'ios', faint: true });
    expect(getMainLines([line, faintLine])).toEqual([line]);
    expect(getMainLines([{ ...line, hidden: true }, faintLine])).toEqual([faintLine]);
  });
});
