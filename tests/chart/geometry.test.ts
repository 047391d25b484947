import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketUnder, computePlotGeometry, xOf, yOf } from '../../src/chart/geometry.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import { BEGIN, buildSpan } from '../support/build-series.ts';

describe('computePlotGeometry', () => {
  it('aligns charts of the same width', () => {
    expect(computePlotGeometry(1_356, 330)).toEqual({
      left: 52,
      top: 10,
      width: 1_296,
      height: 294,
    });
    expect(computePlotGeometry(1_356, 120)).toMatchObject({ left: 52, width: 1_296 });
  });
});

describe('bucketUnder', () => {
  const box = computePlotGeometry(660, 300);

  it('finds the bucket whose middle is at a position', () => {
    const counts = fc
      .integer({ min: 1, max: 500 })
      .chain((count) =>
        fc.record({ count: fc.constant(count), index: fc.integer({ min: 0, max: count - 1 }) }),
      );
    fc.assert(
      fc.property(counts, ({ count, index }) => {
        const plot = { box, span: buildSpan(count) };
        const at = BEGIN + index * STEP;
        expect(bucketUnder(xOf(at + STEP / 2, plot), plot, STEP)).toBe(at);
      }),
    );
  });

  it('clamps positions outside of the plot', () => {
    const span = buildSpan(12);
    expect(bucketUnder(-50, { box, span }, STEP)).toBe(span.begin);
    expect(bucketUnder(9_999, { box, span }, STEP)).toBe(span.end - STEP);
  });
});

describe('yOf', () => {
  it('maps the ends of the axis to the edges of the plot', () => {
    const axis = { min: 500, max: 2_250, ticks: [], decimals: 0, goal: 'within' as const };
    const box = computePlotGeometry(660, 300);
    expect(yOf(2_250, { box, axis })).toBe(0);
    expect(yOf(500, { box, axis })).toBe(box.height);
  });
});
