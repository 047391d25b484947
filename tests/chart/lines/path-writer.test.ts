import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PathWriter } from '../../../src/chart/lines/path-writer.ts';

describe('PathWriter', () => {
  it('writes moves, lines and dots', () => {
    const path = new PathWriter();
    expect(path.read()).toBe('');
    path.moveTo(0, 10);
    path.lineTo(1_234.56, -0.04);
    path.dot(-7.5, 99.95);
    expect(path.read()).toBe('M0 10L1234.6 0M-7.5 100h0');
  });

  it('writes vertical steps without x', () => {
    const path = new PathWriter();
    path.moveTo(3.5, 10);
    path.lineTo(3.5, 20);
    path.lineTo(3.5, -4.2);
    path.lineTo(4.5, -4.2);
    path.moveTo(4.5, 1);
    path.lineTo(4.5, 2);
    expect(path.read()).toBe('M3.5 10V20V-4.2L4.5 -4.2M4.5 1V2');
  });

  it('rounds any number to tenths and clamps large ones', () => {
    const pointLists = fc.array(
      fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true, min: -5e3, max: 5e3 })),
      {
        maxLength: 300,
      },
    );
    fc.assert(
      fc.property(pointLists, (points) => {
        const path = new PathWriter();
        // Moves always have an x.
        for (const [x, y] of points) path.moveTo(x, y);
        const read = [...path.read().matchAll(/M(-?\d+(?:\.[1-9])?) (-?\d+(?:\.[1-9])?)/g)];
        expect(read.map(([text]) => text).join('')).toBe(path.read());
        expect(read).toHaveLength(points.length);
        for (const [i, [, x, y]] of read.entries()) {
          const [expectedX = NaN, expectedY = NaN] = points[i] ?? [];
          const clampedX = Math.min(Math.max(expectedX, -1e7), 1e7);
          expect(Math.abs(Number(x) - clampedX)).toBeLessThanOrEqual(0.05 + 1e-8);
          expect(Math.abs(Number(y) - expectedY)).toBeLessThanOrEqual(0.05 + 1e-8);
        }
      }),
    );
  });
});
