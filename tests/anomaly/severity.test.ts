import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS } from '../../src/contract/domain/metrics.ts';
import { severityOf, fromSeverity, toSeverity } from '../../src/anomaly/severity.ts';
import { BucketState } from '../../src/series/series.ts';
import { build } from '../support/anomaly/detection-input.ts';

const metric = fc.constantFrom(...METRICS);
const percent = fc.double({ min: 0, max: 100, noNaN: true });

describe('the scale of badness', () => {
  it('leads back to where it came from', () => {
    fc.assert(
      fc.property(metric, percent, (one, value) => {
        expect(fromSeverity(one, toSeverity(one, value))).toBeCloseTo(value, 8);
      }),
    );
  });

  it('has the worse value higher, and both ends of a rate in reach', () => {
    fc.assert(
      fc.property(metric, percent, percent, (one, a, b) => {
        fc.pre(Math.abs(a - b) > 1e-6);
        const isHigherBetter = METRIC_FACTS[one].better === 'higher';
        expect(toSeverity(one, a) > toSeverity(one, b)).toBe(isHigherBetter ? a < b : a > b);
        expect(Math.abs(toSeverity(one, a))).toBeLessThan(10);
      }),
    );
  });

  it('takes a tenth more milliseconds for a tenth wherever they are', () => {
    const steps = [500, 1_000, 4_000].map(
      (value) => toSeverity('FirstFrameCost', 1.1 * value) - toSeverity('FirstFrameCost', value),
    );
    for (const step of steps) expect(step).toBeCloseTo(0.1, 1);
  });

  it('does not take next to nothing for a multiple', () => {
    const rise = toSeverity('AudioStuckRate', 0.02) - toSeverity('AudioStuckRate', 0.01);
    expect(rise).toBeLessThan(0.03);
    const drop = toSeverity('JoinChannelSucRate', 99.98) - toSeverity('JoinChannelSucRate', 99.99);
    expect(drop).toBeLessThan(0.03);
  });

  it('leaves out what has not settled', () => {
    const series = build([900, 1_000, Number.NaN]);
    series.states[1] = BucketState.Provisional;
    const [settled, ...others] = severityOf('FirstFrameCost', series);
    expect(settled).toBeCloseTo(Math.log(950));
    expect(others).toEqual([Number.NaN, Number.NaN]);
  });
});
