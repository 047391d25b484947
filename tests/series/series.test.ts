import { describe, expect, it } from 'vitest';
import { STEP } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import {
  BucketState,
  alignSeries,
  hasValues,
  isAll,
  shiftSeries,
  sliceSeries,
} from '../../src/series/series.ts';
import { BEGIN, buildSettled } from '../support/build-series.ts';

const at = (bucket: number): number => BEGIN + bucket * STEP;
const span = (from: number, to: number): Span => ({ begin: at(from), end: at(to) });

describe('isAll', () => {
  it('holds when every bucket is in the state, or none exists', () => {
    const series = buildSettled([1, 2]);
    expect(isAll(series, BucketState.Settled)).toBe(true);
    expect(isAll(buildSettled([]), BucketState.Loading)).toBe(true);
    series.states[1] = BucketState.Gap;
    expect(isAll(series, BucketState.Settled)).toBe(false);
  });
});

describe('hasValues', () => {
  it('holds when a bucket is settled or provisional', () => {
    const series = buildSettled([1, 2]);
    series.states.fill(BucketState.Failed);
    expect(hasValues(series)).toBe(false);
    series.states[1] = BucketState.Provisional;
    expect(hasValues(series)).toBe(true);
  });
});

describe('sliceSeries', () => {
  const series = buildSettled([1, 2, 3, 4]);

  it.each([
    ['a part', 1, 3, [2, 3]],
    ['more than there is', -5, 9, [1, 2, 3, 4]],
    ['its first bucket', -2, 1, [1]],
    ['nothing before it', -4, 0, []],
    ['nothing after it', 4, 9, []],
  ])('returns %s', (_case, from, to, values) => {
    const slice = sliceSeries(series, span(from, to));
    expect([...slice.values]).toEqual(values);
    expect(slice.states).toHaveLength(values.length);
    if (values.length > 0) expect(slice.begin).toBe(at(Math.max(0, from)));
  });

  it('shares the values, and returns the series itself for all of its span', () => {
    expect(sliceSeries(series, span(0, 4))).toBe(series);
    expect(sliceSeries(series, span(1, 2)).values.buffer).toBe(series.values.buffer);
  });
});

describe('alignSeries', () => {
  const series = buildSettled([1, 2, 3, 4, 5, 6]);
  const pair = (from: number, to: number, by: number) => ({ ...span(from, to), delta: by * STEP });

  it('shares the values of a series that moves as a whole', () => {
    const aligned = alignSeries(series, [pair(10, 16, 10)]);
    expect(aligned.begin).toBe(at(10));
    expect(aligned.values).toBe(series.values);
  });

  it('has a gap where a time has no counterpart, and omits buckets without one', () => {
    // Bucket 12 of the axis and bucket 2 of the series have no counterpart.
    const aligned = alignSeries(series, [pair(10, 12, 10), pair(13, 14, 11), pair(14, 16, 10)]);
    expect(aligned.begin).toBe(at(10));
    expect([...aligned.values]).toEqual([1, 2, Number.NaN, 3, 5, 6]);
    expect(aligned.states[2]).toBe(BucketState.Gap);
    expect([...aligned.states].filter((state) => state === BucketState.Settled)).toHaveLength(5);
  });

  it('has gaps where the series is shorter than its pairs', () => {
    const part = sliceSeries(series, span(3, 6));
    const aligned = alignSeries(part, [pair(10, 12, 10), pair(13, 17, 11)]);
    expect(aligned.values.findIndex((value) => !Number.isNaN(value))).toBe(4);
    expect([...aligned.values.subarray(4)]).toEqual([4, 5, 6]);
    expect(
      alignSeries(sliceSeries(series, span(0, 0)), [pair(10, 12, 10), pair(13, 17, 11)]),
    ).toEqual(expect.objectContaining({ begin: at(10) }));
  });
});

describe('shiftSeries', () => {
  it('moves only the begin', () => {
    const series = buildSettled([1, 2]);
    const moved = shiftSeries(series, 7 * STEP);
    expect(moved).toEqual({ ...series, begin: at(7) });
    expect(moved.values).toBe(series.values);
  });
});
