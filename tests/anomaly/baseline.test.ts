import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY, DAY } from '../../src/contract/domain/time.ts';
import { toSeverities } from '../../src/anomaly/severity.ts';
import { estimateBaseline } from '../../src/anomaly/baseline.ts';
import { buildCalmDays, changeWithin } from '../support/anomaly/detection-input.ts';
import { BEGIN, buildSettled } from '../support/build-series.ts';

const toColumn = (values: readonly number[]) =>
  toSeverities('FirstFrameCost', buildSettled(values));

describe('estimateBaseline', () => {
  const calm = toColumn(buildCalmDays(7));

  it('estimates the level of each time of day', () => {
    const { expected, residual, isWeekly } = estimateBaseline(calm, BEGIN);
    expect(isWeekly).toBe(false);
    for (const [i, severity] of expected.entries()) {
      const rhythm = 100 * Math.sin(((i % BUCKETS_PER_DAY) / BUCKETS_PER_DAY) * 2 * Math.PI);
      expect(Math.exp(severity)).toBeCloseTo(1_050 + rhythm, -1.5);
      expect(residual[i]).toBeCloseTo((calm[i] ?? 0) - severity, 12);
    }
  });

  it('ignores incidents on less than half of the days', () => {
    const baseline = estimateBaseline(calm, BEGIN);
    const twoOfFour = toColumn(
      changeWithin(
        buildCalmDays(4),
        2 * BUCKETS_PER_DAY,
        4 * BUCKETS_PER_DAY,
        (value) => 3 * value,
      ),
    );
    for (const [i, severity] of estimateBaseline(twoOfFour, BEGIN).expected.entries()) {
      expect(Math.abs(severity - (baseline.expected[i] ?? 0))).toBeLessThan(0.05);
    }
  });

  it('ignores excluded buckets unless no others exist', () => {
    const day = (value: number, i: number) =>
      Math.floor(i / BUCKETS_PER_DAY) > 1 ? 2 * value : value;
    const column = toColumn(buildCalmDays(6).map(day));
    const excluded = new Uint8Array(column.length).fill(1, 2 * BUCKETS_PER_DAY);
    const { expected } = estimateBaseline(column, BEGIN, excluded);
    expect(Math.exp(expected[0] ?? 0)).toBeCloseTo(1_050, -2);
    const all = estimateBaseline(column, BEGIN, excluded.fill(1));
    expect(Math.exp(all.expected[0] ?? 0)).toBeCloseTo(2_050, -2);
  });

  it('depends neither on where a day begins nor on the order of days', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const days = order.flatMap((day) =>
          buildCalmDays(6).slice(day * BUCKETS_PER_DAY, (day + 1) * BUCKETS_PER_DAY),
        );
        const middle = 3 * BUCKETS_PER_DAY + 100;
        const [shuffled, sorted] = [toColumn(days), toColumn(buildCalmDays(6))];
        expect(estimateBaseline(shuffled, BEGIN).expected[middle]).toBeCloseTo(
          estimateBaseline(sorted, BEGIN).expected[middle] ?? 0,
          10,
        );
        const shifted = shuffled.slice(37);
        expect(estimateBaseline(shifted, BEGIN + 37 * 300_000).expected[middle - 37]).toBeCloseTo(
          estimateBaseline(sorted, BEGIN).expected[middle] ?? 0,
          2,
        );
      }),
      { numRuns: 20 },
    );
  });

  it('tells weekdays apart from two weeks on', () => {
    const week = (value: number, i: number) =>
      Math.floor(i / BUCKETS_PER_DAY) % 7 > 4 ? 1.3 * value : value;
    const short = estimateBaseline(toColumn(buildCalmDays(13).map(week)), BEGIN);
    const long = estimateBaseline(toColumn(buildCalmDays(14).map(week)), BEGIN);
    const saturday = 5 * BUCKETS_PER_DAY + 140;
    expect(short.residual[saturday]).toBeGreaterThan(0.2);
    expect(long.isWeekly).toBe(true);
    expect(Math.abs(long.residual[saturday] ?? 1)).toBeLessThan(0.05);
    expect(long.dailyResidual[saturday]).toBeGreaterThan(0.2);
  });

  it('estimates sigma per time of day, and at least one hundredth', () => {
    const night = (value: number, i: number) =>
      i % BUCKETS_PER_DAY < 100 ? value + 150 * Math.sin(i * i * 7.13) : value;
    const { sigma } = estimateBaseline(toColumn(buildCalmDays(8).map(night)), BEGIN);
    expect(sigma[50]).toBeGreaterThan(2 * (sigma[200] ?? 1));
    const flat = estimateBaseline(
      toColumn(Array.from({ length: 5 * BUCKETS_PER_DAY }, () => 900)),
      BEGIN,
    );
    expect(new Set(flat.sigma)).toEqual(new Set([0.01]));
  });

  it('returns NaN for times of day without values', () => {
    const hole = changeWithin(buildCalmDays(5), 0, 5 * BUCKETS_PER_DAY, (value) => value).map(
      (value, i) => (i % BUCKETS_PER_DAY < 60 ? Number.NaN : value),
    );
    const { expected } = estimateBaseline(toColumn(hole), BEGIN);
    expect(expected[30]).toBeNaN();
    expect(expected[100]).toBeGreaterThan(0);
    expect(expected.length).toBe((5 * DAY) / 300_000);
  });
});
