import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS } from '../../../src/contract/domain/metrics.ts';
import type { Unit } from '../../../src/contract/domain/metrics.ts';
import {
  METRIC_PARAMETERS,
  clampValue,
  isSuccessRate,
} from '../../../src/simulator/model/metric-parameters.ts';

describe('METRIC_PARAMETERS', () => {
  it('gives every metric its own noise', () => {
    const indices = METRICS.map((metric) => METRIC_PARAMETERS[metric].noiseIndex);
    expect(new Set(indices).size).toBe(METRICS.length);
  });

  it.each(METRICS.filter((metric) => !isSuccessRate(metric)))('gives %s scatter', (metric) => {
    expect(METRIC_PARAMETERS[metric].scatter).toBeGreaterThan(0);
  });
});

describe('clampValue', () => {
  const CASES: Readonly<Record<Unit, readonly [value: number, clamped: number][]>> = {
    percent: [
      [-1, 0],
      [3, 3],
      [140, 100],
    ],
    ms: [
      [-1, 35],
      [30, 35],
      [140, 140],
      [5_000, 5_000],
    ],
  };
  it.each(METRICS)('limits %s to the range of its unit', (metric) => {
    for (const [value, clamped] of CASES[METRIC_FACTS[metric].unit]) {
      expect(clampValue(metric, value, 100)).toBe(clamped);
    }
  });
});
