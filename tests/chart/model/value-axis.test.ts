import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planValueAxis, writeValueTicks } from '../../../src/chart/model/value-axis.ts';
import type { ValueAxisOptions } from '../../../src/chart/model/value-axis.ts';

const planned = (options: Partial<ValueAxisOptions>) =>
  planValueAxis({
    unit: 'percent',
    extent: { low: 99.1, high: 99.6 },
    goal: 95,
    zeroBased: false,
    rows: 5,
    ...options,
  });

describe('planValueAxis', () => {
  it.each([
    ['keeps a calm rate from looking like a cliff', {}, 98, 100, 'below'],
    ['starts at zero when asked', { zeroBased: true }, 0, 100, 'within'],
    [
      'starts at zero when that is near',
      { extent: { low: 0.4, high: 1.9 }, goal: 3 },
      0,
      2,
      'above',
    ],
    [
      'takes in a goal that is near',
      { extent: { low: 95.6, high: 99 }, goal: 95 },
      95,
      100,
      'within',
    ],
    ['never leaves 0 to 100 %', { extent: { low: 0, high: 100 } }, 0, 100, 'within'],
    ['has room for a flat line at 100 %', { extent: { low: 100, high: 100 } }, 98, 100, 'below'],
    ['shows a rate that cannot be', { extent: { low: 99, high: 120 } }, 95, 120, 'within'],
    [
      'runs over milliseconds in round steps',
      { unit: 'ms', extent: { low: 800, high: 1_980 }, goal: 1_200 },
      750,
      2_250,
      'within',
    ],
    [
      'says the goal lies above',
      { unit: 'ms', extent: { low: 800, high: 1_000 }, goal: 2_000 },
      750,
      1_050,
      'above',
    ],
    ['runs from zero past the goal when there is nothing', { extent: undefined }, 0, 100, 'within'],
  ] satisfies [string, Partial<ValueAxisOptions>, number, number, string][])(
    '%s',
    (_, options, min, max, goal) => {
      expect(planned(options)).toMatchObject({ min, max, goal });
    },
  );

  const cases = fc.record({
    unit: fc.constantFrom('percent' as const, 'ms' as const),
    extent: fc.option(
      fc
        .tuple(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
        )
        .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) })),
      { nil: undefined },
    ),
    scale: fc.constantFrom(1, 100),
    goal: fc.double({ min: 0, max: 100, noNaN: true }),
    zeroBased: fc.boolean(),
    rows: fc.integer({ min: 2, max: 6 }),
  });

  it('holds every value on round ticks, a readable number of them, and says truly where the goal is', () => {
    fc.assert(
      fc.property(cases, ({ scale, ...options }) => {
        const many = options.unit === 'ms' ? scale * 100 : scale;
        const extent = options.extent && {
          low: options.extent.low * many,
          high: options.extent.high * many,
        };
        const axis = planValueAxis({ ...options, extent });
        expect(axis.min).toBeGreaterThanOrEqual(0);
        expect(axis.min).toBeLessThan(axis.max);
        expect(options.unit === 'ms' || axis.max <= 100).toBe(true);
        expect(!options.zeroBased || axis.min === 0).toBe(true);
        expect(!extent || (axis.min <= extent.low && axis.max >= extent.high)).toBe(true);
        expect(axis.ticks[0]).toBe(axis.min);
        expect(axis.ticks.at(-1)).toBe(axis.max);
        expect(axis.ticks).toEqual([...new Set(axis.ticks)].sort((a, b) => a - b));
        expect(axis.ticks.length).toBeGreaterThanOrEqual(3);
        expect(axis.ticks.length).toBeLessThanOrEqual(options.rows * 1.5 + 1);
        const where =
          options.goal > axis.max ? 'above' : options.goal < axis.min ? 'below' : 'within';
        expect(axis.goal).toBe(where);
      }),
    );
  });
});

describe('writeValueTicks', () => {
  it('writes every tick with the same decimals, rates with their sign', () => {
    expect(writeValueTicks(planned({}), 'percent', 'en')).toEqual([
      '98.0%',
      '98.5%',
      '99.0%',
      '99.5%',
      '100%',
    ]);
    const ms = planned({ unit: 'ms', extent: { low: 800, high: 1_980 }, goal: 1_200 });
    expect(writeValueTicks(ms, 'ms', 'en').slice(-2)).toEqual(['2,000', '2,250']);
  });
});
