import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY, DAY } from '../../src/contract/domain/time.ts';
import { severityOf } from '../../src/anomaly/severity.ts';
import { estimateBaseline, movingMean } from '../../src/anomaly/baseline.ts';
import { BEGIN, build, calmMs, within } from '../support/anomaly/detection-input.ts';

const columnOf = (values: readonly number[]) => severityOf('FirstFrameCost', build(values));

describe('what is usual', () => {
  const calm = columnOf(calmMs(7));

  it('is a time of day’s own level', () => {
    const { expected, residual, isWeekly } = estimateBaseline(calm, BEGIN);
    expect(isWeekly).toBe(false);
    for (const [i, one] of expected.entries()) {
      const rhythm = 100 * Math.sin(((i % BUCKETS_PER_DAY) / BUCKETS_PER_DAY) * 2 * Math.PI);
      expect(Math.exp(one)).toBeCloseTo(1_050 + rhythm, -1.5);
      expect(residual[i]).toBeCloseTo((calm[i] ?? 0) - one, 12);
    }
  });

  it('is not moved by trouble in fewer days than half', () => {
    const usual = estimateBaseline(calm, BEGIN);
    const twoOfFour = columnOf(
      within(calmMs(4), 2 * BUCKETS_PER_DAY, 4 * BUCKETS_PER_DAY, (value) => 3 * value),
    );
    for (const [i, one] of estimateBaseline(twoOfFour, BEGIN).expected.entries()) {
      expect(Math.abs(one - (usual.expected[i] ?? 0))).toBeLessThan(0.05);
    }
  });

  it('listens to nothing that is left out, unless there is nothing else', () => {
    const day = (value: number, i: number) =>
      Math.floor(i / BUCKETS_PER_DAY) > 1 ? 2 * value : value;
    const column = columnOf(calmMs(6).map(day));
    const leftOut = new Uint8Array(column.length).fill(1, 2 * BUCKETS_PER_DAY);
    const { expected } = estimateBaseline(column, BEGIN, leftOut);
    expect(Math.exp(expected[0] ?? 0)).toBeCloseTo(1_050, -2);
    const all = estimateBaseline(column, BEGIN, leftOut.fill(1));
    expect(Math.exp(all.expected[0] ?? 0)).toBeCloseTo(2_050, -2);
  });

  it('does not depend on where a day begins, nor in what order days came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const days = order.flatMap((day) =>
          calmMs(6).slice(day * BUCKETS_PER_DAY, (day + 1) * BUCKETS_PER_DAY),
        );
        const middle = 3 * BUCKETS_PER_DAY + 100;
        const [one, other] = [columnOf(days), columnOf(calmMs(6))];
        expect(estimateBaseline(one, BEGIN).expected[middle]).toBeCloseTo(
          estimateBaseline(other, BEGIN).expected[middle] ?? 0,
          10,
        );
        const shifted = one.slice(37);
        expect(estimateBaseline(shifted, BEGIN + 37 * 300_000).expected[middle - 37]).toBeCloseTo(
          estimateBaseline(other, BEGIN).expected[middle] ?? 0,
          2,
        );
      }),
      { numRuns: 20 },
    );
  });

  it('knows weekdays once there are two of each', () => {
    const week = (value: number, i: number) =>
      Math.floor(i / BUCKETS_PER_DAY) % 7 > 4 ? 1.3 * value : value;
    const one = estimateBaseline(columnOf(calmMs(13).map(week)), BEGIN);
    const two = estimateBaseline(columnOf(calmMs(14).map(week)), BEGIN);
    const saturday = 5 * BUCKETS_PER_DAY + 140;
    expect(one.residual[saturday]).toBeGreaterThan(0.2);
    expect(two.isWeekly).toBe(true);
    expect(Math.abs(two.residual[saturday] ?? 1)).toBeLessThan(0.05);
    expect(two.dailyResidual[saturday]).toBeGreaterThan(0.2);
  });

  it('takes the spread of a time of day from its own hours, and never less than one hundredth', () => {
    const night = (value: number, i: number) =>
      i % BUCKETS_PER_DAY < 100 ? value + 150 * Math.sin(i * i * 7.13) : value;
    const { sigma } = estimateBaseline(columnOf(calmMs(8).map(night)), BEGIN);
    expect(sigma[50]).toBeGreaterThan(2 * (sigma[200] ?? 1));
    const flat = estimateBaseline(
      columnOf(Array.from({ length: 5 * BUCKETS_PER_DAY }, () => 900)),
      BEGIN,
    );
    expect(new Set(flat.sigma)).toEqual(new Set([0.01]));
  });

  it('knows nothing of times of which nothing is there', () => {
    const hole = within(calmMs(5), 0, 5 * BUCKETS_PER_DAY, (value) => value).map((value, i) =>
      i % BUCKETS_PER_DAY < 60 ? Number.NaN : value,
    );
    const { expected } = estimateBaseline(columnOf(hole), BEGIN);
    expect(expected[30]).toBeNaN();
    expect(expected[100]).toBeGreaterThan(0);
    expect(expected.length).toBe((5 * DAY) / 300_000);
  });
});

describe('movingMean', () => {
  it('is the mean of what is there around each value, or nothing', () => {
    const value = fc.option(fc.double({ min: -5, max: 5, noNaN: true }), { nil: Number.NaN });
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 40 }),
        fc.integer({ min: 0, max: 6 }),
        (values, reach) => {
          const means = movingMean(Float64Array.from(values), reach, 0.5);
          for (const [i, mean] of means.entries()) {
            const near = values
              .slice(Math.max(0, i - reach), i + reach + 1)
              .filter((one) => !Number.isNaN(one));
            if (near.length < 0.5 * (2 * reach + 1)) expect(mean).toBeNaN();
            else expect(mean).toBeCloseTo(near.reduce((sum, one) => sum + one, 0) / near.length, 8);
          }
        },
      ),
    );
  });
});
