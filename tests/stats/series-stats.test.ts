import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS, meetsGoal } from '../../src/contract/domain/metrics.ts';
import type { Metric } from '../../src/contract/domain/metrics.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import { BucketState } from '../../src/series/series.ts';
import type { Series } from '../../src/series/series.ts';
import { computeStats } from '../../src/stats/series-stats.ts';

const BEGIN = 1_790_000_100_000;
const { Gap, Settled, Provisional, Pending, Loading, Failed, Expired } = BucketState;

/** A series of [state, value] pairs; a bare number is a settled value, null a gap. */
function series(...buckets: (number | null | [BucketState, number?])[]): Series {
  const cells = buckets.map((bucket): [BucketState, number?] => {
    if (bucket === null) return [Gap];
    return typeof bucket === 'number' ? [Settled, bucket] : bucket;
  });
  return {
    begin: BEGIN,
    step: STEP,
    values: Float64Array.from(cells, ([, value]) => value ?? Number.NaN),
    states: Uint8Array.from(cells, ([state]) => state),
  };
}

const LOWER: Metric = 'FirstFrameCost';
const HIGHER: Metric = 'JoinChannelSucRate';
const oneToHundred = Array.from({ length: 100 }, (_, i) => i + 1);

describe('figuresOf', () => {
  it('takes the highest as worst where lower is better', () => {
    const figures = computeStats(series(900, 2_400, 1_000, 2_400), LOWER, 2_000);
    expect(figures).toEqual({
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

  it('takes the lowest as worst where higher is better', () => {
    const figures = computeStats(series(99, 90, 97), HIGHER, 95);
    expect(figures).toMatchObject({
      median: 97,
      tail: 90,
      worst: { value: 90, at: BEGIN + STEP },
      withinGoal: 2 / 3,
    });
  });

  it('cuts the tail by nearest rank from the good end', () => {
    expect(computeStats(series(...oneToHundred), LOWER, 50)).toMatchObject({
      tail: 95,
      median: 50.5,
    });
    expect(computeStats(series(...oneToHundred), HIGHER, 50)).toMatchObject({
      tail: 6,
      median: 50.5,
    });
  });

  it('counts a value equal to the goal as within it', () => {
    expect(computeStats(series(95), HIGHER, 95).withinGoal).toBe(1);
    expect(computeStats(series(2_000), LOWER, 2_000).withinGoal).toBe(1);
  });

  it('is all the one value for a constant, or for a single point', () => {
    for (const values of [[7], [7, 7, 7, 7]]) {
      expect(computeStats(series(...values), LOWER, 5)).toMatchObject({
        present: values.length,
        mean: 7,
        median: 7,
        tail: 7,
        worst: { value: 7, at: BEGIN },
        withinGoal: 0,
      });
    }
  });

  it('has figures of nothing for gaps only, and for nothing', () => {
    const nothing = {
      present: 0,
      mean: null,
      last: null,
      median: null,
      tail: null,
      worst: null,
      withinGoal: null,
    };
    expect(computeStats(series(null, null, null), LOWER, 1)).toEqual({
      expected: 3,
      answered: 3,
      ...nothing,
    });
    expect(computeStats(series(), LOWER, 1)).toEqual({ expected: 0, answered: 0, ...nothing });
  });

  it('lets a provisional value be the last, and nothing else', () => {
    const figures = computeStats(series(10, 20, [Provisional, 900], [Pending]), LOWER, 15);
    expect(figures).toMatchObject({
      expected: 2,
      present: 2,
      mean: 15,
      worst: { value: 20 },
      last: { value: 900, at: BEGIN + 2 * STEP, provisional: true },
    });
    expect(computeStats(series([Provisional, 3]), LOWER, 1)).toMatchObject({
      present: 0,
      median: null,
      last: { value: 3, provisional: true },
    });
  });

  it('expects data of gaps and of what is loading, failed or gone, and tells what was answered', () => {
    const figures = computeStats(
      series(1, null, [Loading], [Failed], [Expired], [Pending]),
      LOWER,
      1,
    );
    expect(figures).toMatchObject({ expected: 5, answered: 2, present: 1 });
  });

  it('leaves the series as it was', () => {
    const given = series(3, 1, 2);
    computeStats(given, LOWER, 2);
    expect([...given.values]).toEqual([3, 1, 2]);
  });

  const value = fc.integer({ min: 0, max: 1_000 });
  const bucket = fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: value.map((each): [BucketState, number] => [Provisional, each]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<[BucketState]>([Pending], [Loading], [Failed], [Expired]),
    },
  );
  const inputs = fc.record({
    buckets: fc.array(bucket, { maxLength: 80 }),
    metric: fc.constantFrom(...METRICS),
    goal: value,
  });

  it('agrees with sorting and counting by hand', () => {
    fc.assert(
      fc.property(inputs, ({ buckets, metric, goal }) => {
        const figures = computeStats(series(...buckets), metric, goal);
        const settled = buckets.filter((each) => typeof each === 'number');
        expect(figures.present).toBe(settled.length);
        expect(figures.expected).toBeLessThanOrEqual(buckets.length);
        if (settled.length === 0) return;
        // From the best to the worst.
        const sign = METRIC_FACTS[metric].better === 'higher' ? -1 : 1;
        const sorted = settled.toSorted((a, b) => sign * (a - b));
        expect(figures.worst?.value).toBe(sorted.at(-1));
        expect(figures.mean).toBeCloseTo(settled.reduce((a, b) => a + b, 0) / settled.length, 6);
        const good = settled.filter((each) => meetsGoal(metric, each, goal)).length;
        expect(figures.withinGoal).toBe(good / settled.length);
        const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
        expect(figures.median).toBe(middle.reduce((a, b) => a + b, 0) / middle.length);
        const tail = figures.tail ?? Number.NaN;
        const asGood = settled.filter((each) => sign * (each - tail) <= 0).length;
        const better = settled.filter((each) => sign * (each - tail) < 0).length;
        expect(asGood * 100).toBeGreaterThanOrEqual(95 * settled.length);
        expect(better * 100).toBeLessThan(95 * settled.length);
      }),
      { numRuns: 500 },
    );
  });
});
