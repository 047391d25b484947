import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY, DAY, STEP } from '../../src/contract/domain/time.ts';
import { buildHeatmap, locateHeatCell } from '../../src/anomaly/heatmap.ts';
import { BucketState } from '../../src/series/series.ts';
import { buildCalmDays } from '../support/anomaly/detection-input.ts';
import { buildSettled } from '../support/build-series.ts';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

const instants = fc
  .integer({ min: 0, max: 400 * BUCKETS_PER_DAY })
  .map((i) => Date.UTC(2026, 0, 1) + i * STEP);

describe('buildHeatmap', () => {
  it('puts every bucket into one hour, in order, and averages the present values', () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 4 * BUCKETS_PER_DAY }),
        fc.constantFrom(...ZONES),
        (begin, length, zone) => {
          const values = Array.from({ length }, (_, i) =>
            i % 7 === 3 ? Number.NaN : 900 + (i % 50),
          );
          const { days } = buildHeatmap(buildSettled(values, begin), 'FirstFrameCost', zone);
          const cells = days
            .flatMap(({ hours }) => hours.flatMap((cell) => cell ?? []))
            .toSorted((a, b) => a.begin - b.begin);
          expect(cells.reduce((sum, cell) => sum + cell.buckets, 0)).toBe(length);
          expect(cells[0]?.begin).toBe(begin);
          for (const [i, { begin: from, end, present, mean }] of cells.entries()) {
            if (i > 0) expect(from).toBe(cells[i - 1]?.end);
            const own = values.slice((from - begin) / STEP, (end - begin) / STEP);
            const settled = own.filter((value) => !Number.isNaN(value));
            expect(present).toBe(settled.length);
            if (present === 0) expect(mean).toBeNull();
            else
              expect(mean).toBeCloseTo(settled.reduce((sum, value) => sum + value, 0) / present, 8);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('builds days of the zone, with a longer or a missing hour where clocks change', () => {
    const back = buildHeatmap(
      buildSettled(buildCalmDays(3), Date.UTC(2026, 9, 31)),
      'FirstFrameCost',
      'America/New_York',
    );
    expect(back.days.map(({ hours }) => hours.filter(Boolean).length)).toEqual([4, 24, 24, 19]);
    expect(back.days[2]?.hours[1]?.buckets).toBe(24);
    const forward = buildHeatmap(
      buildSettled(buildCalmDays(3), Date.UTC(2026, 2, 7)),
      'FirstFrameCost',
      'America/New_York',
    );
    expect(forward.days[2]?.hours[2]).toBeUndefined();
    expect(forward.days[2]?.hours.filter(Boolean).length).toBe(23);
  });

  it('finds the worst settled value by the direction of the metric', () => {
    const rates = Array.from({ length: 12 }, (_, i) => 99 - i / 10);
    const series = buildSettled(rates, Date.UTC(2026, 5, 1));
    series.states[11] = BucketState.Provisional;
    const cell = buildHeatmap(series, 'JoinChannelSucRate', 'UTC').days[0]?.hours[0];
    expect(cell).toMatchObject({ present: 11, buckets: 12 });
    expect(cell?.worst).toBeCloseTo(98);
  });
});

describe('locateHeatCell', () => {
  it('maps the range to one scale with the goal in its middle', () => {
    const series = buildSettled(
      buildCalmDays(2).map((value, i) => (i < 12 ? 2_400 : value)),
      Date.UTC(2026, 5, 1),
    );
    const heatmap = buildHeatmap(series, 'FirstFrameCost', 'UTC');
    const locate = (value: number) => locateHeatCell(heatmap, 'FirstFrameCost', 2_000, value);
    expect(locate(heatmap.best ?? 0)).toBe(0);
    expect(locate(2_000)).toBe(1);
    expect(locate(heatmap.worst ?? 0)).toBe(2);
    expect(locate(1_500)).toBeLessThan(1);
    expect(locate(2_100)).toBeGreaterThan(1);
    expect(heatmap.days.length * DAY).toBe(2 * DAY);
  });

  it('keeps the worst value below 1 while it meets the goal', () => {
    const heatmap = buildHeatmap(
      buildSettled(buildCalmDays(2), Date.UTC(2026, 5, 1)),
      'FirstFrameCost',
      'UTC',
    );
    expect(locateHeatCell(heatmap, 'FirstFrameCost', 2_000, heatmap.worst ?? 0)).toBeLessThan(1);
  });
});
