import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DENSE_BELOW, buildLinePath } from '../../../src/chart/lines/line-path.ts';
import type { LineScale } from '../../../src/chart/lines/line-path.ts';
import { buildProvisional, buildSeries } from '../../support/build-series.ts';
import type { Bucket } from '../../support/build-series.ts';

/** Ten pixels per bucket; one pixel per unit, upwards from 100. */
const SCALE: LineScale = { x0: 5, perBucket: 10, y0: 100, perUnit: -1 };

const draw = (buckets: readonly Bucket[], scale = SCALE) =>
  buildLinePath(
    buildSeries(buckets),
    { from: 0, to: buckets.length },
    buckets.length * scale.perBucket,
    scale,
  );

describe('buildLinePath', () => {
  it('draws settled values as one line', () => {
    expect(draw([10, 20, 15])).toEqual({
      solid: 'M5 90L15 80L25 85',
      provisional: '',
      dots: '',
      hollow: [],
    });
  });

  it('interrupts the line at every kind of gap', () => {
    for (const state of ['Gap', 'Failed', 'Expired', 'Loading', 'Pending'] as const) {
      expect(draw([10, 20, state, 15, 25]).solid).toBe('M5 90L15 80M35 85L45 75');
    }
  });

  it('draws a value between two gaps as a dot', () => {
    const { solid, dots } = draw(['Gap', 10, 'Gap', 20, 30, 'Gap', 5]);
    expect(dots).toBe('M15 90h0M65 95h0');
    expect(solid).toBe('M35 80L45 70');
  });

  it('joins provisional values to the last settled one and marks the end', () => {
    const { solid, provisional, hollow } = draw([
      10,
      20,
      buildProvisional(30),
      buildProvisional(25),
    ]);
    expect(solid).toBe('M5 90L15 80');
    expect(provisional).toBe('M15 80L25 70L35 75');
    expect(hollow).toEqual([{ x: 35, y: 75 }]);
  });

  it('does not join provisional values across a gap', () => {
    expect(draw([10, 20, 'Gap', buildProvisional(30), buildProvisional(25)]).provisional).toBe(
      'M35 70L45 75',
    );
  });

  it('joins provisional values between settled ones on both sides', () => {
    const { solid, provisional, hollow } = draw([10, buildProvisional(20), 30, 40]);
    expect(solid).toBe('M5 90M25 70L35 60');
    expect(provisional).toBe('M5 90L15 80L25 70');
    expect(hollow).toEqual([]);
  });

  it('marks the end before awaited buckets', () => {
    expect(draw([10, buildProvisional(20), 'Pending']).hollow).toEqual([{ x: 15, y: 80 }]);
  });

  it('draws a provisional value between two gaps hollow', () => {
    expect(draw([10, 'Gap', buildProvisional(30), 'Gap', buildProvisional(20)])).toEqual({
      solid: '',
      provisional: '',
      dots: 'M5 90h0',
      hollow: [
        { x: 25, y: 70 },
        { x: 45, y: 80 },
      ],
    });
  });

  it('rounds to tenths of a pixel, negative ones too', () => {
    const scale = { x0: -0.04, perBucket: 1.26, y0: -0.55, perUnit: -1 };
    expect(draw([0, 1.04], scale).solid).toBe('M0 -0.5L1.2 -1.6');
  });

  it('draws only the buckets of the range', () => {
    const path = buildLinePath(buildSeries([1, 2, 3, 4]), { from: 1, to: 3 }, 20, SCALE);
    expect(path.solid).toBe('M15 98L25 97');
  });

  it('draws values that share a pixel column in its middle', () => {
    const dense = { ...SCALE, x0: 0.1, perBucket: 0.5 };
    const buckets = [
      10,
      30,
      20,
      'Gap',
      5,
      'Gap',
      7,
      buildProvisional(8),
      buildProvisional(9),
    ] as const;
    expect(buildLinePath(buildSeries(buckets), { from: 0, to: 9 }, 5, dense)).toEqual({
      solid: 'M0.5 90V70L1.5 80M3.5 93',
      provisional: 'M3.5 93V92L4.5 91',
      dots: 'M2.5 95h0',
      hollow: [{ x: 4.5, y: 91 }],
    });
    expect(
      buildLinePath(buildSeries([10, 30]), { from: 0, to: 2 }, 2, { ...dense, perBucket: 0.7 }),
    ).toEqual(expect.objectContaining({ solid: 'M0.1 90L0.8 70' }));
  });

  it('draws the extremes of every pixel column exactly', () => {
    const bucket = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 1_000 }) },
      { weight: 1, arbitrary: fc.constant('Gap' as const) },
    );
    fc.assert(
      fc.property(fc.array(bucket, { minLength: 1, maxLength: 400 }), (buckets) => {
        const columns = 40;
        const perBucket = columns / buckets.length;
        const scale = { x0: perBucket / 2, perBucket, y0: 0, perUnit: 1 };
        const range = { from: 0, to: buckets.length };
        const { solid, dots } = buildLinePath(buildSeries(buckets), range, columns, scale);
        const drawn = parsePoints(solid + dots);
        const isDense = perBucket < DENSE_BELOW;
        for (let column = 0; column < columns; column++) {
          const values = buckets.flatMap((value, i) =>
            typeof value === 'number' && Math.floor(scale.x0 + i * perBucket) === column
              ? [value]
              : [],
          );
          // Rounding to tenths may move a value into the next column.
          const drawnYs = drawn.flatMap(({ x, y }) =>
            isDense
              ? Math.floor(x) === column
                ? [y]
                : []
              : x >= column - 0.1 && x <= column + 1
                ? [y]
                : [],
          );
          if (values.length === 0 && isDense) expect(drawnYs).toEqual([]);
          if (values.length === 0) continue;
          const extremes = [Math.min(...values), Math.max(...values)];
          if (isDense) expect([Math.min(...drawnYs), Math.max(...drawnYs)]).toEqual(extremes);
          else expect(drawnYs).toEqual(expect.arrayContaining(extremes));
        }
      }),
    );
  });
});

function parsePoints(d: string): { x: number; y: number }[] {
  let x = Number.NaN;
  return [...d.matchAll(/([MLV])(-?[\d.]+)(?: (-?[\d.]+))?/g)].map(([, command, first, second]) => {
    if (command !== 'V') x = Number(first);
    return { x, y: Number(command === 'V' ? first : second) };
  });
}
