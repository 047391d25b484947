import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS, meetsGoal } from '../../src/contract/domain/metrics.ts';
import type { Metric } from '../../src/contract/domain/metrics.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import { computeStats } from '../../src/stats/series-stats.ts';
import { BEGIN, buildProvisional, buildSeries } from '../support/build-series.ts';
import type { Bucket } from '../support/build-series.ts';

const build = (...buckets: Bucket[]) => buildSeries(buckets);

const LOWER: Metric = 'FirstFrameCost';
const HIGHER: Metric = 'JoinChannelSucRate';
const oneToHundred = Array.from({ length: 100 }, (_, i) => i + 1);

describe('computeStats', () => {
  it('finds the highest value as worst where lower is better', () => {
    const stats = computeStats(build(900, 2_400, 1_000, 2_400), LOWER, 2_000);
    expect(stats).toEqual({
      expected: 4,
      answered: 4,
      present: 4,
      mean: 1_675,
      last: { value: 2_400, at: BEGIN + 3 * STEP, provisional: false },
      median: 1_700,
      tail: 2_400,
      worst: { value: 2_400, at: BEGIN + STEP },
      withinGoal: 0.5,
    });
  });

  it('finds the lowest value as worst where higher is better', () => {
    const stats = computeStats(build(99, 90, 97), HIGHER, 95);
    expect(stats).toMatchObject({
      median: 97,
      tail: 90,
      worst: { value: 90, at: BEGIN + STEP },
      withinGoal: 2 / 3,
    });
  });

  it('finds the tail by nearest rank from the better end', () => {
    expect(computeStats(build(...oneToHundred), LOWER, 50)).toMatchObject({
      tail: 95,
      median: 50.5,
    });
    expect(computeStats(build(...oneToHundred), HIGHER, 50)).toMatchObject({
      tail: 6,
      median: 50.5,
    });
  });

  it('counts a value equal to the goal as within the goal', () => {
    expect(computeStats(build(95), HIGHER, 95).withinGoal).toBe(1);
    expect(computeStats(build(2_000), LOWER, 2_000).withinGoal).toBe(1);
  });

  it('returns the value of a constant series', () => {
    for (const values of [[7], [7, 7, 7, 7]]) {
      expect(computeStats(build(...values), LOWER, 5)).toMatchObject({
        present: values.length,
        mean: 7,
        median: 7,
        tail: 7,
        worst: { value: 7, at: BEGIN },
        withinGoal: 0,
      });
    }
  });

  it('returns null for gaps only, and for an empty series', () => {
    const nothing = {
      present: 0,
      mean: null,
      last: null,
      median: null,
      tail: null,
      worst: null,
      withinGoal: null,
    };
    expect(computeStats(build('Gap', 'Gap', 'Gap'), LOWER, 1)).toEqual({
      expected: 3,
      answered: 3,
      ...nothing,
    });
    expect(computeStats(build(), LOWER, 1)).toEqual({ expected: 0, answered: 0, ...nothing });
  });

  it('uses a provisional value only as the last value', () => {
    const stats = computeStats(build(10, 20, buildProvisional(900), 'Pending'), LOWER, 15);
    expect(stats).toMatchObject({
      expected: 2,
      present: 2,
      mean: 15,
      worst: { value: 20 },
      last: { value: 900, at: BEGIN + 2 * STEP, provisional: true },
    });
    expect(computeStats(build(buildProvisional(3)), LOWER, 1)).toMatchObject({
      present: 0,
      median: null,
      last: { value: 3, provisional: true },
    });
  });

  it('counts expected and answered buckets by state', () => {
    const stats = computeStats(
      build(1, 'Gap', 'Loading', 'Failed', 'Expired', 'Pending'),
      LOWER,
      1,
    );
    expect(stats).toMatchObject({ expected: 5, answered: 2, present: 1 });
  });

  it('does not change the series', () => {
    const series = build(3, 1, 2);
    computeStats(series, LOWER, 2);
    expect([...series.values]).toEqual([3, 1, 2]);
  });

  const values = fc.integer({ min: 0, max: 1_000 });
  const anyBucket = fc.oneof(
    { weight: 6, arbitrary: values },
    { weight: 1, arbitrary: fc.constant<Bucket>('Gap') },
    { weight: 1, arbitrary: values.map(buildProvisional) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Bucket>('Pending', 'Loading', 'Failed', 'Expired'),
    },
  );
  const inputs = fc.record({
    buckets: fc.array(anyBucket, { maxLength: 80 }),
    metric: fc.constantFrom(...METRICS),
    goal: values,
  });

  it('equals a naive implementation', () => {
    fc.assert(
      fc.property(inputs, ({ buckets, metric, goal }) => {
        const stats = computeStats(build(...buckets), metric, goal);
        const settled = buckets.filter((bucket) => typeof bucket === 'number');
        expect(stats.present).toBe(settled.length);
        expect(stats.expected).toBeLessThanOrEqual(buckets.length);
        if (settled.length === 0) return;
        // Best first.
        const sign = METRIC_FACTS[metric].better === 'higher' ? -1 : 1;
        const sorted = settled.toSorted((a, b) => sign * (a - b));
        expect(stats.worst?.value).toBe(sorted.at(-1));
        expect(stats.mean).toBeCloseTo(settled.reduce((a, b) => a + b, 0) / settled.length, 6);
        const good = settled.filter((value) => meetsGoal(metric, value, goal)).length;
        expect(stats.withinGoal).toBe(good / settled.length);
        const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
        expect(stats.median).toBe(middle.reduce((a, b) => a + b, 0) / middle.length);
        const tail = stats.tail ?? Number.NaN;
        const atLeastAsGood = settled.filter((value) => sign * (value - tail) <= 0).length;
        const better = settled.filter((value) => sign * (value - tail) < 0).length;
        expect(atLeastAsGood * 100).toBeGreaterThanOrEqual(95 * settled.length);
        expect(better * 100).toBeLessThan(95 * settled.length);
      }),
      { numRuns: 500 },
    );
  });
});
