import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendExtent, findOffScaleMarks } from '../../../src/chart/model/comparison-extent.ts';
import { computePlotGeometry } from '../../../src/chart/geometry.ts';
import { MIN_SPAN, planValueAxis } from '../../../src/chart/model/value-axis.ts';
import { buildLine, buildSeries, buildSpan } from '../../support/build-series.ts';

const BUCKETS_PER_DAY = 288;
const buildFlat = (value: number) => Array.from({ length: BUCKETS_PER_DAY }, () => value);
/** `value`, but `dipValue` in `count` buckets. */
const buildDip = (value: number, dipValue: number, from: number, count: number) =>
  buildFlat(value).map((unchanged, i) => (i >= from && i < from + count ? dipValue : unchanged));
const extend = (now: readonly number[], before: readonly number[]) =>
  extendExtent(
    [buildLine(now, { comparisonSeries: buildSeries(before) })],
    buildSpan(BUCKETS_PER_DAY),
    MIN_SPAN.percent,
  );

describe('extendExtent', () => {
  it.each([
    ['a short dip up to half the minimum axis', buildDip(99, 62, 100, 3), 98, 99.2],
    ['a different level', buildFlat(70), 70, 99.2],
    ['an incident of hours', buildDip(99, 80, 100, 40), 80, 99.2],
    ['near values', buildDip(99, 98.4, 100, 2), 98.4, 99.2],
  ])('includes %s of the comparison', (_name, before, low, high) => {
    expect(extend([...buildFlat(99).slice(1), 99.2], before)).toEqual({ low, high });
  });

  it('is the extent of the comparison without other values, and undefined without any', () => {
    const empty = buildLine(['Gap'], { comparisonSeries: buildSeries([3, 4]) });
    expect(extendExtent([empty], buildSpan(2), 2)).toEqual({ low: 3, high: 4 });
    expect(extendExtent([buildLine(['Gap'])], buildSpan(2), 2)).toBeUndefined();
    expect(extendExtent([buildLine([1], { hidden: true })], buildSpan(2), 2)).toBeUndefined();
  });

  it('holds all values of the lines, within those of lines and comparison', () => {
    const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, values, (now, before) => {
        const extent = extend(now, before);
        if (!extent) throw new Error('no extent');
        expect(extent.low).toBeLessThanOrEqual(Math.min(...now));
        expect(extent.high).toBeGreaterThanOrEqual(Math.max(...now));
        expect(extent.low).toBeGreaterThanOrEqual(Math.min(...now, ...before));
        expect(extent.high).toBeLessThanOrEqual(Math.max(...now, ...before));
      }),
    );
  });
});

describe('findOffScaleMarks', () => {
  it('marks each place where a comparison line leaves the plot, at that edge', () => {
    const before = buildDip(99, 62, 100, 3);
    before[200] = 140;
    const lines = [
      buildLine(buildFlat(99), { comparisonSeries: buildSeries(before), color: 'blue' }),
    ];
    const span = buildSpan(BUCKETS_PER_DAY);
    const extent = extendExtent(lines, span, MIN_SPAN.percent);
    const axis = planValueAxis({ unit: 'percent', extent, goal: 95, zeroBased: false, rows: 4 });
    // Two pixels per bucket.
    const box = { ...computePlotGeometry(0, 300), width: 2 * BUCKETS_PER_DAY };
    expect(axis.min).toBeGreaterThan(90);
    expect(findOffScaleMarks(lines, { span, box, axis })).toEqual([
      { x: 201, edge: 'bottom', color: 'blue' },
      { x: 401, edge: 'top', color: 'blue' },
    ]);
    expect(findOffScaleMarks([buildLine(buildDip(99, 0, 9, 1))], { span, box, axis })).toEqual([]);
  });
});
