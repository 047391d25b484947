import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY } from '../../src/contract/domain/time.ts';
import { computeBaselineBand } from '../../src/anomaly/baseline-band.ts';
import { buildCalmDays, changeWithin, detect } from '../support/anomaly/detection-input.ts';
import { buildSettled } from '../support/build-series.ts';

describe('computeBaselineBand', () => {
  it('contains four of five values, and the median', () => {
    const series = buildSettled(buildCalmDays(10));
    const band = computeBaselineBand(detect(series));
    let inside = 0;
    for (const [i, value] of series.values.entries()) {
      const [low = 0, median = 0, high = 0] = [band?.low[i], band?.median[i], band?.high[i]];
      expect(low).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(high);
      if (value >= low && value <= high) inside++;
    }
    expect(inside / series.values.length).toBeGreaterThan(0.75);
    expect(inside / series.values.length).toBeLessThan(0.85);
  });

  it('puts low below high where higher is better', () => {
    const rates = buildSettled(buildCalmDays(7).map((value) => 100 - value / 1_000));
    const band = computeBaselineBand(detect(rates, 'JoinChannelSucRate'));
    expect(band?.low[100]).toBeLessThan(band?.high[100] ?? 0);
    expect(band?.median[100]).toBeCloseTo(rates.values[100] ?? 0, 0);
  });

  it('ignores anomalies', () => {
    const incident = changeWithin(
      buildCalmDays(7),
      4 * BUCKETS_PER_DAY,
      4 * BUCKETS_PER_DAY + 200,
      (value) => 1.5 * value,
    );
    const [calm, hit] = [buildCalmDays(7), incident].map((values) =>
      computeBaselineBand(detect(buildSettled(values))),
    );
    for (const i of [50, 4 * BUCKETS_PER_DAY + 50]) {
      expect(hit?.high[i]).toBeCloseTo(calm?.high[i] ?? 0, -1.5);
    }
  });

  it('returns nothing for less than four days', () => {
    expect(computeBaselineBand(detect(buildSettled(buildCalmDays(3))))).toBeUndefined();
  });
});
