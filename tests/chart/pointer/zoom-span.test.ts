import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computePlotGeometry, xOf } from '../../../src/chart/geometry.ts';
import { spanBetween, zoomInAround } from '../../../src/chart/pointer/zoom-span.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import { BEGIN, buildSpan } from '../../support/build-series.ts';

const DAY_SPAN = buildSpan(288);
const PLOT = { span: DAY_SPAN, box: computePlotGeometry(660, 300) };

describe('spanBetween', () => {
  it('returns whole buckets for drags in either direction', () => {
    const from = xOf(BEGIN + 12.5 * STEP, PLOT);
    const to = xOf(BEGIN + 24.5 * STEP, PLOT);
    const expected = { begin: BEGIN + 12 * STEP, end: BEGIN + 25 * STEP };
    expect(spanBetween(from, to, PLOT)).toEqual(expected);
    expect(spanBetween(to, from, PLOT)).toEqual(expected);
  });

  it('is undefined below two buckets', () => {
    expect(spanBetween(11, 11.5, PLOT)).toBeUndefined();
    expect(spanBetween(0, 300, { ...PLOT, span: buildSpan(1) })).toBeUndefined();
  });
});

describe('zoomInAround', () => {
  it('halves the span and keeps the position of the bucket', () => {
    expect(zoomInAround(BEGIN, DAY_SPAN)).toEqual(buildSpan(144));
    expect(zoomInAround(BEGIN + 287 * STEP, DAY_SPAN)).toEqual(buildSpan(144, BEGIN + 144 * STEP));
    expect(zoomInAround(BEGIN + 144 * STEP, DAY_SPAN)).toEqual(buildSpan(144, BEGIN + 72 * STEP));
  });

  it('stops at two buckets', () => {
    expect(zoomInAround(BEGIN, buildSpan(3))).toEqual(buildSpan(2));
    expect(zoomInAround(BEGIN, buildSpan(2))).toBeUndefined();
  });

  it('returns whole buckets inside the span that contain the bucket', () => {
    const inputs = fc
      .integer({ min: 3, max: 8_640 })
      .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 0, max: count - 1 })));
    fc.assert(
      fc.property(inputs, ([count, index]) => {
        const span = buildSpan(count);
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
