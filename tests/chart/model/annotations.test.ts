import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBandPath, placeNotes, pixelSpanOf } from '../../../src/chart/model/annotations.ts';
import type { PlotGeometry } from '../../../src/chart/geometry.ts';
import { estimateTextWidth } from '../../../src/chart/model/text-width.ts';
import type { ValueAxis } from '../../../src/chart/model/value-axis.ts';
import { HOUR, STEP } from '../../../src/contract/domain/time.ts';

const BEGIN = Date.UTC(2026, 10, 20);
const span = { begin: BEGIN, end: BEGIN + 24 * HOUR };
const box: PlotGeometry = { left: 50, top: 10, width: 480, height: 200 };
const axis: ValueAxis = { min: 0, max: 100, ticks: [0, 50, 100], goal: 'within', decimals: 0 };
const at = (hour: number) => BEGIN + hour * HOUR;

describe('stretchOf', () => {
  it('is what of a stretch is in sight, in pixels', () => {
    expect(pixelSpanOf({ begin: at(6), end: at(12) }, box, span)).toEqual({
      left: 120,
      right: 240,
    });
    expect(pixelSpanOf({ begin: at(-6), end: at(12) }, box, span)).toEqual({ left: 0, right: 240 });
    expect(pixelSpanOf({ begin: at(18), end: at(40) }, box, span)).toEqual({
      left: 360,
      right: 480,
    });
    expect(pixelSpanOf({ begin: at(-6), end: at(0) }, box, span)).toBeUndefined();
    expect(pixelSpanOf({ begin: at(24), end: at(30) }, box, span)).toBeUndefined();
  });
});

describe('placeNotes', () => {
  it('writes right of a note’s line, left of it at the right rim, and lower where something stands', () => {
    const [first, second, last] = placeNotes(
      [
        { at: at(2), text: 'v3.2 released' },
        { at: at(2.5), text: 'rolled back' },
        { at: at(23.5), text: 'v3.3 released' },
      ],
      box,
      span,
    );
    expect(first?.words).toMatchObject({ anchor: 'start', row: 0 });
    expect(second?.words).toMatchObject({ row: 1 });
    expect(last?.words).toMatchObject({ anchor: 'end', row: 0 });
  });

  it('leaves out what is out of sight, and words nobody has room for', () => {
    const notes = Array.from({ length: 12 }, (_, i) => ({
      at: at(10 + i / 50),
      text: `deploy number ${i}`,
    }));
    const placed = placeNotes([{ at: at(-1), text: 'before' }, ...notes], box, span);
    expect(placed).toHaveLength(12);
    expect(placed.filter(({ words }) => words).length).toBeLessThan(6);
  });

  it('never lets words stand on words, nor leave the plot', () => {
    const note = fc.record({
      at: fc.integer({ min: 0, max: 287 }).map((i) => BEGIN + i * STEP),
      text: fc.string({ minLength: 1, maxLength: 60 }),
    });
    fc.assert(
      fc.property(fc.array(note, { maxLength: 20 }), (notes) => {
        const sorted = notes.toSorted((a, b) => a.at - b.at);
        const rects = placeNotes(sorted, box, span).flatMap(({ words }) => {
          if (!words) return [];
          const width = estimateTextWidth(words.text);
          const left = words.anchor === 'start' ? words.x : words.x - width;
          return [{ left, right: left + width, row: words.row }];
        });
        for (const [i, a] of rects.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(box.width);
          for (const b of rects.slice(i + 1)) {
            expect(a.row === b.row && a.left < b.right && b.left < a.right).toBe(false);
          }
        }
      }),
    );
  });
});

describe('drawBand', () => {
  const band = (low: number[], high: number[], begin = BEGIN) => ({
    begin,
    step: STEP,
    low: Float64Array.from(low),
    high: Float64Array.from(high),
  });
  const numbersIn = (path: string) =>
    [...path.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

  it('goes along the highs and back along the lows', () => {
    const path = buildBandPath(
      band([20, 20, 20], [40, 40, 40]),
      box,
      { begin: BEGIN, end: BEGIN + 3 * STEP },
      axis,
    );
    expect(path.match(/M/g)).toHaveLength(1);
    expect(new Set(numbersIn(path).map(([, y]) => y))).toEqual(new Set([120, 160]));
    expect(path.endsWith('Z')).toBe(true);
  });

  it('is in two where nobody knows what lies between', () => {
    const gap = [20, 20, Number.NaN, 20, 20];
    const path = buildBandPath(
      band(
        gap,
        gap.map((one) => one + 20),
      ),
      box,
      { begin: BEGIN, end: BEGIN + 5 * STEP },
      axis,
    );
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it('keeps every extreme, and stays within the plot', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 120 }), { minLength: 300, maxLength: 3_000 }),
        (lows) => {
          const path = buildBandPath(
            band(
              lows,
              lows.map((low) => low + 5),
            ),
            box,
            { begin: BEGIN, end: BEGIN + lows.length * STEP },
            axis,
          );
          const ys = numbersIn(path).map(([, y]) => y);
          expect(Math.min(...ys)).toBeCloseTo(
            Math.max(0, 200 - 2 * Math.min(100, Math.max(...lows) + 5)),
            5,
          );
          expect(Math.max(...ys)).toBeCloseTo(
            Math.min(200, 200 - 2 * Math.max(0, Math.min(...lows))),
            5,
          );
          for (const [x] of numbersIn(path)) expect(x).toBeLessThanOrEqual(box.width);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is nothing where there is nothing', () => {
    expect(buildBandPath(band([], []), box, span, axis)).toBe('');
    expect(buildBandPath(band([10], [20], at(-30)), box, span, axis)).toBe('');
  });
});
