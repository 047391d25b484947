import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import { computePoints, weightedMean } from '../../../src/simulator/model/metric-model.ts';
import { createWorld } from '../../../src/simulator/model/world.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { CALM_WORLD, CLASSROOM, NOW, computeDays } from '../../support/simulator.ts';

const YESTERDAY = Date.UTC(2026, 10, 21);

describe('createWorld', () => {
  it('has other noise but equal levels for another seed', () => {
    const other = createWorld({ seed: 'another', apps: DEMO_APPS, incidents: 'none' });
    const [a, b] = [CALM_WORLD, other].map((world) => computeDays(world, { begin: YESTERDAY }, 1));
    expect(a).not.toEqual(b);
    const ratio = (weightedMean(a ?? []) ?? 0) / (weightedMean(b ?? []) ?? 1);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
  });

  it('gives a bucket the same value whatever the range of the query', () => {
    const day = new Map(
      computeDays(CALM_WORLD, { begin: YESTERDAY }, 1).map((point) => [point.at, point]),
    );
    fc.assert(
      fc.property(fc.nat(287), fc.nat(40), (from, length) => {
        const begin = YESTERDAY + from * STEP;
        const end = begin + length * STEP;
        const part = computePoints(
          CALM_WORLD,
          { appId: CLASSROOM, metric: 'FirstFrameCost', begin, end },
          NOW,
        );
        const withinDay = part.filter((point) => point.at < YESTERDAY + DAY);
        expect(withinDay).toEqual(withinDay.map((point) => day.get(point.at)));
      }),
    );
  });
});
