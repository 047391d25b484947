import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS } from '../../src/contract/domain/metrics.ts';
import { toSeverities, fromSeverity, toSeverity } from '../../src/anomaly/severity.ts';
import { BucketState } from '../../src/series/series.ts';
import { buildSettled } from '../support/build-series.ts';

const metrics = fc.constantFrom(...METRICS);
const percent = fc.double({ min: 0, max: 100, noNaN: true });

describe('toSeverity', () => {
  it('is inverted by fromSeverity', () => {
    fc.assert(
      fc.property(metrics, percent, (metric, value) => {
        expect(fromSeverity(metric, toSeverity(metric, value))).toBeCloseTo(value, 8);
      }),
    );
  });

  it('is higher for worse values, and bounded at both ends of a rate', () => {
    fc.assert(
      fc.property(metrics, percent, percent, (metric, a, b) => {
        fc.pre(Math.abs(a - b) > 1e-6);
        const isHigherBetter = METRIC_FACTS[metric].better === 'higher';
        expect(toSeverity(metric, a) > toSeverity(metric, b)).toBe(isHigherBetter ? a < b : a > b);
        expect(Math.abs(toSeverity(metric, a))).toBeLessThan(10);
      }),
    );
  });

  it('rises by a tenth for a tenth more milliseconds, at any level', () => {
    const steps = [500, 1_000, 4_000].map(
      (value) => toSeverity('FirstFrameCost', 1.1 * value) - toSeverity('FirstFrameCost', value),
    );
    for (const step of steps) expect(step).toBeCloseTo(0.1, 1);
  });

  it('hardly differs between tiny rates', () => {
    const rise = toSeverity('AudioStuckRate', 0.02) - toSeverity('AudioStuckRate', 0.01);
    expect(rise).toBeLessThan(0.03);
    const drop = toSeverity('JoinChannelSucRate', 99.98) - toSeverity('JoinChannelSucRate', 99.99);
    expect(drop).toBeLessThan(0.03);
  });
});

describe('toSeverities', () => {
  it('omits values that have not settled', () => {
    const series = buildSettled([900, 1_000, Number.NaN]);
    series.states[1] = BucketState.Provisional;
    const [settled, ...others] = toSeverities('FirstFrameCost', series);
    expect(settled).toBeCloseTo(Math.log(950));
    expect(others).toEqual([Number.NaN, Number.NaN]);
  });
});
