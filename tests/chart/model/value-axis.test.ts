import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planValueAxis, formatValueTicks } from '../../../src/chart/model/value-axis.ts';
import type { ValueAxisOptions } from '../../../src/chart/model/value-axis.ts';

const plan = (options: Partial<ValueAxisOptions>) =>
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
    ['keeps a minimum span for a steady rate', {}, 98, 100, 'below'],
    ['starts at zero if requested', { zeroBased: true }, 0, 100, 'within'],
    ['starts at zero if that is near', { extent: { low: 0.4, high: 1.9 }, goal: 3 }, 0, 2, 'above'],
    ['includes a near goal', { extent: { low: 95.6, high: 99 }, goal: 95 }, 95, 100, 'within'],
    ['stays within 0 and 100 %', { extent: { low: 0, high: 100 } }, 0, 100, 'within'],
    ['has room for a flat line at 100 %', { extent: { low: 100, high: 100 } }, 98, 100, 'below'],
    ['shows an invalid rate above 100 %', { extent: { low: 99, high: 120 } }, 95, 120, 'within'],
    [
      'uses round steps for milliseconds',
      { unit: 'ms', extent: { low: 800, high: 1_980 }, goal: 1_200 },
      750,
      2_250,
      'within',
    ],
    [
      'reports a goal above the axis',
      { unit: 'ms', extent: { low: 800, high: 1_000 }, goal: 2_000 },
      750,
      1_050,
      'above',
    ],
    ['spans zero and the goal without values', { extent: undefined }, 0, 100, 'within'],
  ] satisfies [string, Partial<ValueAxisOptions>, number, number, string][])(
    '%s',
    (_, options, min, max, goal) => {
      expect(plan(options)).toMatchObject({ min, max, goal });
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

  it('holds all values on a readable number of round ticks and reports where the goal is', () => {
    fc.assert(
      fc.property(cases, ({ scale, ...options }) => {
        const factor = options.unit === 'ms' ? scale * 100 : scale;
        const extent = options.extent && {
          low: options.extent.low * factor,
          high: options.extent.high * factor,
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
        const position =
          options.goal > axis.max ? 'above' : options.goal < axis.min ? 'below' : 'within';
        expect(axis.goal).toBe(position);
      }),
    );
  });
});

describe('formatValueTicks', () => {
  it('formats ticks with the same decimals, rates with a percent sign', () => {
    expect(formatValueTicks(plan({}), 'percent', 'en')).toEqual([
      '98.0%',
      '98.5%',
      '99.0%',
      '99.5%',
      '100%',
    ]);
    const ms = plan({ unit: 'ms', extent: { low: 800, high: 1_980 }, goal: 1_200 });
    expect(formatValueTicks(ms, 'ms', 'en').slice(-2)).toEqual(['2,000', '2,250']);
  });
});
