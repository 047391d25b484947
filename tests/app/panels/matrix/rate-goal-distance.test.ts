import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateGoalDistance } from '../../../../src/app/panels/matrix/rate-goal-distance.ts';
import type { Metric } from '../../../../src/contract/domain/metrics.ts';
import { METRICS, METRIC_FACTS, meetsGoal } from '../../../../src/contract/domain/metrics.ts';

describe('rateGoalDistance', () => {
  it.each<[Metric, number, number, string]>([
    ['FirstFrameCost', 1_000, 2_000, 'good'],
    ['FirstFrameCost', 1_900, 2_000, 'near'],
    ['FirstFrameCost', 2_100, 2_000, 'bad'],
    ['FirstFrameCost', 3_100, 2_000, 'far'],
    // 94 % misses a goal of 95 % by a fifth of the allowed failures.
    ['JoinChannelSucRate', 99, 95, 'good'],
    ['JoinChannelSucRate', 95.2, 95, 'near'],
    ['JoinChannelSucRate', 94, 95, 'bad'],
    ['JoinChannelSucRate', 92, 95, 'far'],
    ['VideoStuckRate', 0, 0, 'good'],
    ['VideoStuckRate', 0.1, 0, 'far'],
  ])('rates %s of %d against %d as %s', (metric, value, goal, expected) => {
    expect(rateGoalDistance(metric, value, goal)).toBe(expected);
  });

  it('returns good or near exactly for values that meet the goal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...METRICS),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (metric, a, b) => {
          const scale = METRIC_FACTS[metric].unit === 'ms' ? 40 : 1;
          const isMet = ['good', 'near'].includes(rateGoalDistance(metric, a * scale, b * scale));
          expect(isMet).toBe(meetsGoal(metric, a * scale, b * scale));
        },
      ),
    );
  });
});
