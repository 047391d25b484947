import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS_A_DAY, DAY } from '../../src/contract/domain/time.ts';
import { badnessOf } from '../../src/anomaly/severity.ts';
import { findUsual, movingMean } from '../../src/anomaly/baseline.ts';
import { BEGIN, build, calmMs, within } from '../support/anomaly/detection-input.ts';

const columnOf = (values: readonly number[]) => badnessOf('FirstFrameCost', build(values));

describe('what is usual', () => {
  const calm = columnOf(calmMs(7));

  it('is a time of day’s own level', () => {
    const { level, excess, isWeekly } = findUsual(calm, BEGIN);
    expect(isWeekly).toBe(false);
    for (const [i, one] of level.entries()) {
      const rhythm = 100 * Math.sin(((i % BUCKETS_A_DAY) / BUCKETS_A_DAY) * 2 * Math.PI);
      expect(Math.exp(one)).toBeCloseTo(1_050 + rhythm, -1.5);
      expect(excess[i]).toBeCloseTo((calm[i] ?? 0) - one, 12);
    }
  });

  it('is not moved by trouble in fewer days than half', () => {
    const usual = findUsual(calm, BEGIN);
    const twoOfFour = columnOf(
      within(calmMs(4), 2 * BUCKETS_A_DAY, 4 * BUCKETS_A_DAY, (value) => 3 * value),
    );
    for (const [i, one] of findUsual(twoOfFour, BEGIN).level.entries()) {
      expect(Math.abs(one - (usual.level[i] ?? 0))).toBeLessThan(0.05);
    }
  });

  it('listens to nothing that is left out, unless there is nothing else', () => {
    const day = (value: number, i: number) =>
      Math.floor(i / BUCKETS_A_DAY) > 1 ? 2 * value : value;
    const column = columnOf(calmMs(6).map(day));
    const leftOut = new Uint8Array(column.length).fill(1, 2 * BUCKETS_A_DAY);
    const { level } = findUsual(column, BEGIN, leftOut);
    expect(Math.exp(level[0] ?? 0)).toBeCloseTo(1_050, -2);
    const all = findUsual(column, BEGIN, leftOut.fill(1));
    expect(Math.exp(all.level[0] ?? 0)).toBeCloseTo(2_050, -2);
  });

  it('does not depend on where a day begins, nor in what order days came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const days = order.flatMap((day) =>
          calmMs(6).slice(day * BUCKETS_A_DAY, (day + 1) * BUCKETS_A_DAY),
        );
        const middle = 3 * BUCKETS_A_DAY + 100;
        const [one, other] = [columnOf(days), columnOf(calmMs(6))];
        expect(findUsual(one, BEGIN).level[middle]).toBeCloseTo(
          findUsual(other, BEGIN).level[middle] ?? 0,
          10,
        );
        const shifted = one.slice(37);
        expect(findUsual(shifted, BEGIN + 37 * 300_000).level[middle - 37]).toBeCloseTo(
          findUsual(other, BEGIN).level[middle] ?? 0,
          2,
        );
      }),
      { numRuns: 20 },
    );
  });

  it('knows weekdays once there are two of each', () => {
    const week = (value: number, i: number) =>
      Math.floor(i / BUCKETS_A_DAY) % 7 > 4 ? 1.3 * value : value;
    const one = findUsual(columnOf(calmMs(13).map(week)), BEGIN);
    const two = findUsual(columnOf(calmMs(14).map(week)), BEGIN);
    const saturday = 5 * BUCKETS_A_DAY + 140;
    expect(one.excess[saturday]).toBeGreaterThan(0.2);
    expect(two.isWeekly).toBe(true);
    expect(Math.abs(two.excess[saturday] ?? 1)).toBeLessThan(0.05);
    expect(two.dayExcess[saturday]).toBeGreaterThan(0.2);
  });

  it('takes the spread of a time of day from its own hours, and never less than one hundredth', () => {
    const night = (value: number, i: number) =>
      i % BUCKETS_A_DAY < 100 ? value + 150 * Math.sin(i * i * 7.13) : value;
    const { spread } = findUsual(columnOf(calmMs(8).map(night)), BEGIN);
    expect(spread[50]).toBeGreaterThan(2 * (spread[200] ?? 1));
    const flat = findUsual(columnOf(Array.from({ length: 5 * BUCKETS_A_DAY }, () => 900)), BEGIN);
    expect(new Set(flat.spread)).toEqual(new Set([0.01]));
  });

  it('knows nothing of times of which nothing is there', () => {
    const hole = within(calmMs(5), 0, 5 * BUCKETS_A_DAY, (value) => value).map((value, i) =>
      i % BUCKETS_A_DAY < 60 ? Number.NaN : value,
    );
    const { level } = findUsual(columnOf(hole), BEGIN);
    expect(level[30]).toBeNaN();
    expect(level[100]).toBeGreaterThan(0);
    expect(level.length).toBe((5 * DAY) / 300_000);
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
