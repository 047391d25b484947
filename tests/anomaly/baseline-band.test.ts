import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY } from '../../src/contract/domain/time.ts';
import { computeBaselineBand } from '../../src/anomaly/baseline-band.ts';
import { build, calmMs, watch, within } from '../support/anomaly/detection-input.ts';

describe('the usual band', () => {
  it('holds four of five values, and the median between its rims', () => {
    const series = build(calmMs(10));
    const band = computeBaselineBand(watch(series));
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

  it('stands upright where higher is better too', () => {
    const rates = build(calmMs(7).map((value) => 100 - value / 1_000));
    const band = computeBaselineBand(watch(rates, 'JoinChannelSucRate'));
    expect(band?.low[100]).toBeLessThan(band?.high[100] ?? 0);
    expect(band?.median[100]).toBeCloseTo(rates.values[100] ?? 0, 0);
  });

  it('is not moved by what stands out', () => {
    const incident = within(
      calmMs(7),
      4 * BUCKETS_PER_DAY,
      4 * BUCKETS_PER_DAY + 200,
      (value) => 1.5 * value,
    );
    const [calm, hit] = [calmMs(7), incident].map((values) =>
      computeBaselineBand(watch(build(values))),
    );
    for (const i of [50, 4 * BUCKETS_PER_DAY + 50]) {
      expect(hit?.high[i]).toBeCloseTo(calm?.high[i] ?? 0, -1.5);
    }
  });

  it('is none before there are four days', () => {
    expect(computeBaselineBand(watch(build(calmMs(3))))).toBeUndefined();
  });
});
