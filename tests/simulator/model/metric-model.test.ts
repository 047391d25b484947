import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS, meetsGoal } from '../../../src/contract/domain/metrics.ts';
import type { Metric } from '../../../src/contract/domain/metrics.ts';
import { HOUR } from '../../../src/contract/domain/time.ts';
import { computePoints, weightedMean } from '../../../src/simulator/model/metric-model.ts';
import type { MetricQuery, Point } from '../../../src/simulator/model/metric-model.ts';
import { isSuccessRate } from '../../../src/simulator/model/metric-parameters.ts';
import { createWorld } from '../../../src/simulator/model/world.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { CALM_WORLD, CLASSROOM, NOW, computeDays, mean } from '../../support/simulator.ts';

const YESTERDAY = Date.UTC(2026, 10, 21);
const WEEK_AGO = Date.UTC(2026, 10, 15);
const SEGMENTS = [
  {},
  { os: 'iOS' },
  { os: 'Android' },
  { terminal: 'web' },
  { terminal: 'mobile' },
] as const;

function computeYesterday(changes: Partial<MetricQuery> = {}, world = CALM_WORLD): Point[] {
  return computeDays(world, { begin: YESTERDAY, ...changes }, 1);
}

function computeLevel(changes: Partial<MetricQuery>): number {
  return weightedMean(computeYesterday(changes)) ?? 0;
}

function computeHours(metric: Metric, from: number, to: number): Point[] {
  const span = { begin: YESTERDAY + from * HOUR, end: YESTERDAY + to * HOUR };
  return computePoints(CALM_WORLD, { appId: CLASSROOM, metric, ...span }, NOW);
}

/** RMS of the steps between buckets relative to the mean. */
function computeRoughness(points: readonly Point[]): number {
  const steps = points.slice(1).map((point, i) => point.value - (points[i]?.value ?? point.value));
  return Math.sqrt(mean(steps.map((step) => step * step))) / mean(points.map(({ value }) => value));
}

function computeCorrelation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const [deltaA, deltaB] = [a.map((value) => value - meanA), b.map((value) => value - meanB)];
  const product = deltaA.reduce((sum, delta, i) => sum + delta * (deltaB[i] ?? 0), 0);
  return (
    product /
    Math.sqrt(
      deltaA.reduce((sum, delta) => sum + delta * delta, 0) *
        deltaB.reduce((sum, delta) => sum + delta * delta, 0),
    )
  );
}

describe('computePoints', () => {
  const weekly = createWorld({ seed: 1, apps: DEMO_APPS });
  const partitions = [
    [{}, [{ terminal: 'web' }, { terminal: 'mobile' }]],
    [
      { os: 'Android' },
      [
        { os: 'Android', terminal: 'web' },
        { os: 'Android', terminal: 'mobile' },
      ],
    ],
    [
      { os: 'iOS' },
      [
        { os: 'iOS', terminal: 'web' },
        { os: 'iOS', terminal: 'mobile' },
      ],
    ],
  ] as const;

  it.each(METRICS)('makes %s of a segment the mean of its parts, weighted by joins', (metric) => {
    for (const [segment, parts] of partitions) {
      const points = computeYesterday({ metric, ...segment }, weekly);
      const partsByBucket = new Map<number, Point[]>();
      for (const point of parts.flatMap((part) => computeYesterday({ metric, ...part }, weekly))) {
        partsByBucket.set(point.at, [...(partsByBucket.get(point.at) ?? []), point]);
      }
      expect(points.map(({ at }) => at)).toEqual([...partsByBucket.keys()].sort((a, b) => a - b));
      for (const point of points) {
        const partPoints = partsByBucket.get(point.at) ?? [];
        expect(point.joins).toBe(partPoints.reduce((sum, { joins }) => sum + joins, 0));
        expect(point.value).toBeCloseTo(weightedMean(partPoints) ?? Number.NaN, 8);
      }
    }
  });

  const LEVELS: Readonly<Record<Metric, readonly [min: number, max: number]>> = {
    JoinChannelSucRate: [97, 99.5],
    VideoStuckRate: [1.5, 4],
    AudioStuckRate: [0.6, 2],
    FirstFrameCost: [700, 1_400],
  };
  it.each(METRICS)('keeps the weekly mean of %s within its range', (metric) => {
    const [min, max] = LEVELS[metric];
    for (const { id } of DEMO_APPS) {
      const points = computeDays(CALM_WORLD, { appId: id, metric, begin: WEEK_AGO }, 7);
      const level = weightedMean(points) ?? 0;
      expect(level).toBeGreaterThan(min);
      expect(level).toBeLessThan(max);
    }
  });

  it.each(METRICS)('meets the goal of %s in 99.9 % of the buckets without incidents', (metric) => {
    for (const seed of [1, 2, 3]) {
      const world = createWorld({ seed, apps: DEMO_APPS, incidents: 'none' });
      for (const { id } of DEMO_APPS) {
        for (const segment of SEGMENTS) {
          const query = { appId: id, metric, begin: WEEK_AGO, ...segment };
          const points = computeDays(world, query, 7);
          const good = points.filter(({ value }) =>
            meetsGoal(metric, value, METRIC_FACTS[metric].goal),
          );
          expect(points.length).toBe(7 * 288);
          expect(good.length / points.length).toBeGreaterThan(0.999);
        }
      }
    }
  });

  it('makes Android slower than iOS and web stutter more than mobile', () => {
    expect(computeLevel({ os: 'Android' })).toBeGreaterThan(1.1 * computeLevel({ os: 'iOS' }));
    const metric = 'VideoStuckRate';
    expect(computeLevel({ metric, terminal: 'web' })).toBeGreaterThan(
      1.1 * computeLevel({ metric, terminal: 'mobile' }),
    );
  });

  it.each(METRICS.slice(1))(`makes %s get worse together with ${METRICS[0]}`, (metric) => {
    const toDegradation = (name: Metric) => {
      const sign = METRIC_FACTS[name].better === 'higher' ? -1 : 1;
      return computeYesterday({ metric: name }).map(({ value }) => sign * value);
    };
    expect(computeCorrelation(toDegradation(METRICS[0]), toDegradation(metric))).toBeGreaterThan(
      0.5,
    );
  });

  it.each(METRICS.filter((metric) => !isSuccessRate(metric)))(
    'makes %s less noisy with more traffic',
    (metric) => {
      // 19:00 to 22:00 and 2:00 to 5:00 in Shanghai.
      const evening = computeHours(metric, 11, 14);
      const night = computeHours(metric, 18, 21);
      const rare = computeYesterday({ metric, os: 'Android', terminal: 'web' });
      expect(computeRoughness(evening)).toBeLessThan(computeRoughness(night));
      expect(computeRoughness(computeYesterday({ metric }))).toBeLessThan(
        0.5 * computeRoughness(rare),
      );
    },
  );

  it('makes evenings slower than nights', () => {
    // 12:00 UTC is 20:00 in Shanghai, 19:00 UTC is 3:00.
    const hourlyMean = (hour: number) =>
      mean(
        computeYesterday()
          .filter(({ at }) => Math.floor((at - YESTERDAY) / HOUR) === hour)
          .map(({ value }) => value),
      );
    expect(hourlyMean(12) / hourlyMean(19)).toBeGreaterThan(1.1);
  });

  it('leaves most buckets of iOS in a browser empty', () => {
    for (const { id } of DEMO_APPS) {
      const query = { appId: id, begin: WEEK_AGO, os: 'iOS', terminal: 'web' } as const;
      const share = computeDays(CALM_WORLD, query, 7).length / (7 * 288);
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(0.5);
    }
  });

  it('returns nothing for the future', () => {
    expect(computeDays(CALM_WORLD, { begin: Date.UTC(2026, 10, 24) }, 1)).toEqual([]);
  });
});
