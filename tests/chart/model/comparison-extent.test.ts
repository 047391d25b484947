import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendExtent, findOffScale } from '../../../src/chart/model/comparison-extent.ts';
import { computePlotGeometry } from '../../../src/chart/geometry.ts';
import { MIN_SPAN, planValueAxis } from '../../../src/chart/model/value-axis.ts';
import { lineOf, seriesOf, spanOf } from '../../support/build-series.ts';

const DAY = 288;
const flat = (value: number) => Array.from({ length: DAY }, () => value);
/** `value`, with something else for a while. */
const dip = (value: number, to: number, from: number, count: number) =>
  flat(value).map((each, i) => (i >= from && i < from + count ? to : each));
const held = (now: readonly number[], before: readonly number[]) =>
  extendExtent(
    [lineOf(now, { comparisonSeries: seriesOf(before) })],
    spanOf(DAY),
    MIN_SPAN.percent,
  );

describe('extentToHold', () => {
  it.each([
    // Half of the two points an axis has at least.
    ['a dip of a quarter of an hour only as far as it is near', dip(99, 62, 100, 3), 98, 99.2],
    ['another level all through', flat(70), 70, 99.2],
    ['an incident of hours', dip(99, 80, 100, 40), 80, 99.2],
    ['what is near', dip(99, 98.4, 100, 2), 98.4, 99.2],
  ])('takes in of the compared period %s', (_what, before, low, high) => {
    expect(held([...flat(99).slice(1), 99.2], before)).toEqual({ low, high });
  });

  it('has what is compared where there is nothing else, and nothing where there is nothing', () => {
    const empty = lineOf(['Gap'], { comparisonSeries: seriesOf([3, 4]) });
    expect(extendExtent([empty], spanOf(2), 2)).toEqual({ low: 3, high: 4 });
    expect(extendExtent([lineOf(['Gap'])], spanOf(2), 2)).toBeUndefined();
    expect(extendExtent([lineOf([1], { hidden: true })], spanOf(2), 2)).toBeUndefined();
  });

  it('holds every value of the lines themselves, and shows nothing that nobody has', () => {
    const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, values, (now, before) => {
        const extent = held(now, before);
        if (!extent) throw new Error('there are values');
        expect(extent.low).toBeLessThanOrEqual(Math.min(...now));
        expect(extent.high).toBeGreaterThanOrEqual(Math.max(...now));
        expect(extent.low).toBeGreaterThanOrEqual(Math.min(...now, ...before));
        expect(extent.high).toBeLessThanOrEqual(Math.max(...now, ...before));
      }),
    );
  });
});

describe('findBeyond', () => {
  it('marks each time a compared line leaves the plot, once, at the edge where it does', () => {
    const before = dip(99, 62, 100, 3);
    before[200] = 140;
    const lines = [lineOf(flat(99), { comparisonSeries: seriesOf(before), color: 'blue' })];
    const span = spanOf(DAY);
    const extent = extendExtent(lines, span, MIN_SPAN.percent);
    const axis = planValueAxis({ unit: 'percent', extent, goal: 95, zeroBased: false, rows: 4 });
    // Two pixels a bucket.
    const box = { ...computePlotGeometry(0, 300), width: 2 * DAY };
    expect(axis.min).toBeGreaterThan(90);
    expect(findOffScale(lines, span, box, axis)).toEqual([
      { x: 201, edge: 'bottom', color: 'blue' },
      { x: 401, edge: 'top', color: 'blue' },
    ]);
    expect(findOffScale([lineOf(dip(99, 0, 9, 1))], span, box, axis)).toEqual([]);
  });
});
