import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computePlotGeometry, xOf } from '../../../src/chart/geometry.ts';
import { spanBetween, zoomInAround } from '../../../src/chart/pointer/zoom-span.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import { BEGIN, spanOf } from '../../support/build-series.ts';

const DAY_SPAN = spanOf(288);
const BOX = computePlotGeometry(660, 300);

describe('stretchBetween', () => {
  it('takes whole buckets, in either direction of the drag', () => {
    const from = xOf(BEGIN + 12.5 * STEP, BOX, DAY_SPAN);
    const to = xOf(BEGIN + 24.5 * STEP, BOX, DAY_SPAN);
    const stretch = { begin: BEGIN + 12 * STEP, end: BEGIN + 25 * STEP };
    expect(spanBetween(from, to, BOX, DAY_SPAN)).toEqual(stretch);
    expect(spanBetween(to, from, BOX, DAY_SPAN)).toEqual(stretch);
  });

  it('is nothing below two buckets', () => {
    expect(spanBetween(11, 11.5, BOX, DAY_SPAN)).toBeUndefined();
    expect(spanBetween(0, 300, BOX, spanOf(1))).toBeUndefined();
  });
});

describe('zoomInAround', () => {
  it('takes half, with the bucket where it was in the view', () => {
    expect(zoomInAround(BEGIN, DAY_SPAN)).toEqual(spanOf(144));
    expect(zoomInAround(BEGIN + 287 * STEP, DAY_SPAN)).toEqual(spanOf(144, BEGIN + 144 * STEP));
    expect(zoomInAround(BEGIN + 144 * STEP, DAY_SPAN)).toEqual(spanOf(144, BEGIN + 72 * STEP));
  });

  it('ends at two buckets', () => {
    expect(zoomInAround(BEGIN, spanOf(3))).toEqual(spanOf(2));
    expect(zoomInAround(BEGIN, spanOf(2))).toBeUndefined();
  });

  it('stays on the grid, inside what was there, and keeps the bucket in view', () => {
    const inputs = fc
      .integer({ min: 3, max: 8_640 })
      .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 0, max: count - 1 })));
    fc.assert(
      fc.property(inputs, ([count, index]) => {
        const span = spanOf(count);
        const at = BEGIN + index * STEP;
        const zoomed = zoomInAround(at, span);
        expect(zoomed).toBeDefined();
        const { begin, end } = zoomed ?? span;
        expect([(begin - BEGIN) % STEP, (end - BEGIN) % STEP]).toEqual([0, 0]);
        expect(begin >= span.begin && end <= span.end && end - begin < count * STEP).toBe(true);
        expect(begin <= at && at < end).toBe(true);
      }),
    );
  });
});
