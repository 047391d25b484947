import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBandPath, placeNotes, toPixelSpan } from '../../../src/chart/model/annotations.ts';
import type { Plot } from '../../../src/chart/geometry.ts';
import { estimateTextWidth } from '../../../src/chart/model/text-width.ts';
import { HOUR, STEP } from '../../../src/contract/domain/time.ts';

const BEGIN = Date.UTC(2026, 10, 20);
const toTime = (hour: number) => BEGIN + hour * HOUR;
const PLOT: Plot = {
  span: { begin: BEGIN, end: toTime(24) },
  box: { left: 50, top: 10, width: 480, height: 200 },
  axis: { min: 0, max: 100, ticks: [0, 50, 100], goal: 'within', decimals: 0 },
};

describe('toPixelSpan', () => {
  it.each([
    [6, 12, { left: 120, right: 240 }],
    [-6, 12, { left: 0, right: 240 }],
    [18, 40, { left: 360, right: 480 }],
    [-6, 0, undefined],
    [24, 30, undefined],
  ])('returns the visible part of hours %i to %i in pixels', (begin, end, expected) => {
    expect(toPixelSpan({ begin: toTime(begin), end: toTime(end) }, PLOT)).toEqual(expected);
  });
});

describe('placeNotes', () => {
  it('places a text right of its line, left at the right edge, and lower if space is taken', () => {
    const [first, second, last] = placeNotes(
      [
        { at: toTime(2), text: 'v3.2 released' },
        { at: toTime(2.5), text: 'rolled back' },
        { at: toTime(23.5), text: 'v3.3 released' },
      ],
      PLOT,
    );
    expect(first?.label).toMatchObject({ anchor: 'start', row: 0 });
    expect(second?.label).toMatchObject({ row: 1 });
    expect(last?.label).toMatchObject({ anchor: 'end', row: 0 });
  });

  it('omits invisible notes, and texts without room', () => {
    const notes = Array.from({ length: 12 }, (_, i) => ({
      at: toTime(10 + i / 50),
      text: `deploy number ${i}`,
    }));
    const placed = placeNotes([{ at: toTime(-1), text: 'before' }, ...notes], PLOT);
    expect(placed).toHaveLength(12);
    expect(placed.filter(({ label }) => label).length).toBeLessThan(6);
  });

  it('never overlaps texts or leaves the plot', () => {
    const note = fc.record({
      at: fc.integer({ min: 0, max: 287 }).map((i) => BEGIN + i * STEP),
      text: fc.string({ minLength: 1, maxLength: 60 }),
    });
    fc.assert(
      fc.property(fc.array(note, { maxLength: 20 }), (notes) => {
        const sorted = notes.toSorted((a, b) => a.at - b.at);
        const rects = placeNotes(sorted, PLOT).flatMap(({ label }) => {
          if (!label) return [];
          const width = estimateTextWidth(label.text);
          const left = label.anchor === 'start' ? label.x : label.x - width;
          return [{ left, right: left + width, row: label.row }];
        });
        for (const [i, a] of rects.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(PLOT.box.width);
          for (const b of rects.slice(i + 1)) {
            expect(a.row === b.row && a.left < b.right && b.left < a.right).toBe(false);
          }
        }
      }),
    );
  });
});

describe('buildBandPath', () => {
  const buildBand = (low: number[], high: number[], begin = BEGIN) => ({
    begin,
    step: STEP,
    low: Float64Array.from(low),
    high: Float64Array.from(high),
  });
  const showBuckets = (count: number): Plot => ({
    ...PLOT,
    span: { begin: BEGIN, end: BEGIN + count * STEP },
  });
  const parsePoints = (path: string) =>
    [...path.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

  it('outlines the highs and back along the lows', () => {
    const path = buildBandPath(buildBand([20, 20, 20], [40, 40, 40]), showBuckets(3));
    expect(path.match(/M/g)).toHaveLength(1);
    expect(new Set(parsePoints(path).map(([, y]) => y))).toEqual(new Set([120, 160]));
    expect(path.endsWith('Z')).toBe(true);
  });

  it('splits the outline at buckets without a baseline', () => {
    const lows = [20, 20, Number.NaN, 20, 20];
    const highs = lows.map((low) => low + 20);
    const path = buildBandPath(buildBand(lows, highs), showBuckets(5));
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it('keeps the extremes and stays inside the plot', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 120 }), { minLength: 300, maxLength: 3_000 }),
        (lows) => {
          const highs = lows.map((low) => low + 5);
          const points = parsePoints(
            buildBandPath(buildBand(lows, highs), showBuckets(lows.length)),
          );
          const ys = points.map(([, y]) => y);
          expect(Math.min(...ys)).toBeCloseTo(
            Math.max(0, 200 - 2 * Math.min(100, Math.max(...highs))),
            5,
          );
          expect(Math.max(...ys)).toBeCloseTo(
            Math.min(200, 200 - 2 * Math.max(0, Math.min(...lows))),
            5,
          );
          for (const [x] of points) expect(x).toBeLessThanOrEqual(PLOT.box.width);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is empty without visible values', () => {
    expect(buildBandPath(buildBand([], []), PLOT)).toBe('');
    expect(buildBandPath(buildBand([10], [20], toTime(-30)), PLOT)).toBe('');
  });
});
