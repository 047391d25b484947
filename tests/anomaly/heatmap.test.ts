import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY, DAY, STEP } from '../../src/contract/domain/time.ts';
import { buildHeatmap, locateHeatCell } from '../../src/anomaly/heatmap.ts';
import { BucketState } from '../../src/series/series.ts';
import { build, calmMs } from '../support/anomaly/detection-input.ts';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

/** Around the days on which clocks change in both halves of the world. */
const moment = fc
  .integer({ min: 0, max: 400 * BUCKETS_PER_DAY })
  .map((i) => Date.UTC(2026, 0, 1) + i * STEP);

describe('the heat map', () => {
  it('has every bucket in exactly one hour, in order, and its mean from those that are there', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 4 * BUCKETS_PER_DAY }),
        fc.constantFrom(...ZONES),
        (begin, length, zone) => {
          const values = Array.from({ length }, (_, i) =>
            i % 7 === 3 ? Number.NaN : 900 + (i % 50),
          );
          const { days } = buildHeatmap(build(values, begin), 'FirstFrameCost', zone);
          const cells = days
            .flatMap(({ hours }) => hours.flatMap((cell) => cell ?? []))
            .toSorted((a, b) => a.begin - b.begin);
          expect(cells.reduce((sum, cell) => sum + cell.buckets, 0)).toBe(length);
          expect(cells[0]?.begin).toBe(begin);
          for (const [i, { begin: from, end, present, mean }] of cells.entries()) {
            if (i > 0) expect(from).toBe(cells[i - 1]?.end);
            const own = values.slice((from - begin) / STEP, (end - begin) / STEP);
            const there = own.filter((value) => !Number.isNaN(value));
            expect(present).toBe(there.length);
            if (present === 0) expect(mean).toBeNull();
            else expect(mean).toBeCloseTo(there.reduce((sum, one) => sum + one, 0) / present, 8);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has days of the reader’s zone, with an hour too long or one missing where clocks change', () => {
    const back = buildHeatmap(
      build(calmMs(3), Date.UTC(2026, 9, 31)),
      'FirstFrameCost',
      'America/New_York',
    );
    expect(back.days.map(({ hours }) => hours.filter(Boolean).length)).toEqual([4, 24, 24, 19]);
    expect(back.days[2]?.hours[1]?.buckets).toBe(24);
    const forward = buildHeatmap(
      build(calmMs(3), Date.UTC(2026, 2, 7)),
      'FirstFrameCost',
      'America/New_York',
    );
    expect(forward.days[2]?.hours[2]).toBeUndefined();
    expect(forward.days[2]?.hours.filter(Boolean).length).toBe(23);
  });

  it('knows the worst of an hour by the metric’s direction, and counts what has settled only', () => {
    const rates = Array.from({ length: 12 }, (_, i) => 99 - i / 10);
    const series = build(rates, Date.UTC(2026, 5, 1));
    series.states[11] = BucketState.Provisional;
    const cell = buildHeatmap(series, 'JoinChannelSucRate', 'UTC').days[0]?.hours[0];
    expect(cell).toMatchObject({ present: 11, buckets: 12 });
    expect(cell?.worst).toBeCloseTo(98);
  });

  it('keeps the whole range on one scale with the goal in its middle', () => {
    const series = build(
      calmMs(2).map((value, i) => (i < 12 ? 2_400 : value)),
      Date.UTC(2026, 5, 1),
    );
    const map = buildHeatmap(series, 'FirstFrameCost', 'UTC');
    const place = (value: number) => locateHeatCell(map, 'FirstFrameCost', 2_000, value);
    expect(place(map.best ?? 0)).toBe(0);
    expect(place(2_000)).toBe(1);
    expect(place(map.worst ?? 0)).toBe(2);
    expect(place(1_500)).toBeLessThan(1);
    expect(place(2_100)).toBeGreaterThan(1);
    expect(map.days.length * DAY).toBe(2 * DAY);
  });

  it('does not call the worst red while it is within the goal', () => {
    const map = buildHeatmap(build(calmMs(2), Date.UTC(2026, 5, 1)), 'FirstFrameCost', 'UTC');
    expect(locateHeatCell(map, 'FirstFrameCost', 2_000, map.worst ?? 0)).toBeLessThan(1);
  });
});
