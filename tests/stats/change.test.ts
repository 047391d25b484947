import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Metric } from '../../src/contract/domain/metrics.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import { BucketState } from '../../src/series/series.ts';
import { compareValues, computeChange } from '../../src/stats/change.ts';
import { BEGIN, buildSettled } from '../support/build-series.ts';

// Null makes a gap.
const build = (values: readonly (number | null)[], begin = BEGIN) =>
  buildSettled(
    values.map((value) => value ?? Number.NaN),
    begin,
  );

// Aperiodic noise around `level`.
const buildDay = (level: number, size: number, seed: number) =>
  Array.from({ length: 288 }, (_, i) => level + size * Math.sin((i + 1) * (i + seed) * 12.9898));

describe('compareValues', () => {
  it.each<[Metric, number, number, string]>([
    ['JoinChannelSucRate', 97, 99, 'worse'],
    ['JoinChannelSucRate', 99, 97, 'better'],
    ['VideoStuckRate', 2.4, 3, 'better'],
    ['AudioStuckRate', 3, 2.4, 'worse'],
    ['FirstFrameCost', 1_200, 1_000, 'worse'],
    ['FirstFrameCost', 1_005, 1_000, 'same'],
    ['VideoStuckRate', 2.01, 2, 'same'],
  ])('calls %s at %d after %d %s', (metric, now, before, verdict) => {
    expect(compareValues(metric, now, before).verdict).toBe(verdict);
  });

  it('returns a ratio only for milliseconds of sufficient size', () => {
    expect(compareValues('VideoStuckRate', 2.5, 2)).toMatchObject({ difference: 0.5, ratio: null });
    expect(compareValues('FirstFrameCost', 1_100, 1_000).ratio).toBeCloseTo(0.1);
    expect(compareValues('FirstFrameCost', 40, 4).ratio).toBeNull();
  });

  it('inverts the verdict when the values are swapped', () => {
    const value = fc.double({ min: 100, max: 5_000, noNaN: true });
    const opposite = { better: 'worse', worse: 'better', same: 'same' } as const;
    fc.assert(
      fc.property(value, value, (a, b) => {
        // At the threshold, the two bases differ.
        fc.pre(Math.abs(Math.abs(a - b) / Math.min(a, b) - 0.01) > 0.001);
        const verdict = compareValues('FirstFrameCost', a, b).verdict;
        expect(compareValues('FirstFrameCost', b, a).verdict).toBe(opposite[verdict]);
      }),
    );
  });
});

describe('computeChange', () => {
  it('compares only buckets that both series have', () => {
    const now = build([1_000, 1_000, null, 9_000]);
    const before = build([900, null, 900, 9_000]);
    expect(computeChange(now, before, 'FirstFrameCost')).toMatchObject({
      pairs: 2,
      now: 5_000,
      before: 4_950,
      difference: 50,
    });
  });

  it('ignores unsettled buckets', () => {
    const now = build([1_000, 1_000, 4_000]);
    now.states[2] = BucketState.Provisional;
    expect(computeChange(now, build([1_000, 1_000, 1_000]), 'FirstFrameCost')).toMatchObject({
      pairs: 2,
      difference: 0,
      verdict: 'same',
    });
  });

  it('aligns the series by time', () => {
    const now = build([1, 2, 3]);
    const before = build([9, 1, 2, 3], BEGIN - STEP);
    expect(computeChange(now, before, 'VideoStuckRate')).toMatchObject({ pairs: 3, difference: 0 });
  });

  it.each([
    ['nothing before', build([1, 2]), build([null, null])],
    ['nothing now', build([]), build([1])],
    ['no time in common', build([1]), build([1], BEGIN + STEP)],
  ])('returns null with %s', (_case, now, before) => {
    expect(computeChange(now, before, 'VideoStuckRate')).toBeNull();
  });

  it('uses summaries for complete periods, and means where one has gaps', () => {
    const summaries = { now: 1_300, before: 1_000 };
    const complete = build([1_000, 1_000, 1_000]);
    const withGap = build([1_000, null, 1_000]);
    expect(computeChange(complete, complete, 'FirstFrameCost', summaries)?.difference).toBe(300);
    expect(computeChange(complete, withGap, 'FirstFrameCost', summaries)?.difference).toBe(0);
    expect(
      computeChange(complete, complete, 'FirstFrameCost', { now: 1_300, before: null })?.difference,
    ).toBe(0);
  });

  it('considers calm days the same, whatever their noise', () => {
    for (const [seed, size] of [
      [1, 20],
      [7, 80],
      [13, 200],
    ] as const) {
      const change = computeChange(
        build(buildDay(1_000, size, seed)),
        build(buildDay(1_000, size, seed + 31)),
        'FirstFrameCost',
      );
      expect(change?.verdict).toBe('same');
    }
  });

  it('detects a shift that exceeds the noise', () => {
    const change = computeChange(
      build(buildDay(1_080, 60, 1)),
      build(buildDay(1_000, 60, 31)),
      'FirstFrameCost',
    );
    expect(change).toMatchObject({ verdict: 'worse' });
    expect(change?.noise).toBeLessThan(40);
  });

  it('detects an incident of any size', () => {
    const incident = buildDay(1_000, 30, 1).map((value, i) =>
      i > 200 && i < 240 ? value * 3 : value,
    );
    expect(
      computeChange(build(incident), build(buildDay(1_000, 30, 31)), 'FirstFrameCost')?.verdict,
    ).toBe('worse');
  });

  it('does not depend on buckets beyond the common ones', () => {
    const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, values, fc.nat(20), (now, padding, extra) => {
        const padded = [...padding.slice(0, extra), ...now, ...padding];
        const begin = BEGIN - Math.min(extra, padding.length) * STEP;
        const expected = computeChange(build(now), build(now), 'VideoStuckRate');
        expect(computeChange(build(now), build(padded, begin), 'VideoStuckRate')).toEqual(expected);
      }),
    );
  });
});
