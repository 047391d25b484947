import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeTooltipWidth, placeTooltip } from '../../../src/chart/pointer/tooltip-placement.ts';

describe('placeTooltip', () => {
  const chart = { width: 1_356, height: 330, top: 22 };
  const tooltip = { width: 252, height: 120 };

  it('places the tooltip right of the point, left of it at the end of the chart', () => {
    expect(placeTooltip(200, tooltip, chart)).toEqual({ left: 214, top: 22 });
    expect(placeTooltip(1_200, tooltip, chart)).toEqual({ left: 934, top: 22 });
  });

  it('moves a tall tooltip up', () => {
    expect(placeTooltip(200, { width: 252, height: 320 }, chart).top).toBe(10);
  });

  it('never covers the point or leaves the chart', () => {
    const inputs = fc.record({
      width: fc.integer({ min: 200, max: 3_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      height: fc.integer({ min: 20, max: 300 }),
    });
    fc.assert(
      fc.property(inputs, fc.boolean(), ({ width, share, height }, hasComparison) => {
        const pointX = share * width;
        const size = { width: computeTooltipWidth(width, hasComparison), height };
        const { left, top } = placeTooltip(pointX, size, { width, height: 300, top: 22 });
        expect(left >= 0 && left + size.width <= width).toBe(true);
        expect(top >= 0 && top + height <= 300).toBe(true);
        expect(left > pointX || left + size.width < pointX).toBe(true);
      }),
    );
  });
});
