import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { downsampleM4 } from '../../src/series/downsample-m4.ts';

const _ = Number.NaN;
const points = (...values: number[]): Float64Array => Float64Array.from(values);
const listIndices = (
  values: Float64Array,
  columns: number,
  from = 0,
  to = values.length,
): number[] => [...downsampleM4(values, from, to, columns)];

// Per run, per column: its four points.
function oracle(values: Float64Array, from: number, to: number, columns: number): number[] {
  const runs: number[][] = [];
  let open = false;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i])) open = false;
    else if (open) runs.at(-1)?.push(i);
    else {
      runs.push([i]);
      open = true;
    }
  }
  const at = (i: number): number => values[i] ?? _;
  const columnOf = (i: number): number => Math.floor(((i - from + 0.5) / (to - from)) * columns);
  return runs.flatMap((run, r) => {
    const indices = [...new Set(run.map(columnOf))].flatMap((column) => {
      const cell = run.filter((i) => columnOf(i) === column);
      const min = Math.min(...cell.map(at));
      const max = Math.max(...cell.map(at));
      const four = [
        cell[0],
        cell.at(-1),
        cell.find((i) => at(i) === min),
        cell.find((i) => at(i) === max),
      ];
      return [...new Set(four)].map((i) => i ?? -2).sort((a, b) => a - b);
    });
    return r === 0 ? indices : [-1, ...indices];
  });
}

const valueLists = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(_), fc.double({ noNaN: true })), {
    maxLength: 200,
  })
  .map((values) => Float64Array.from(values));

describe('downsampleM4', () => {
  it('keeps first, lowest, highest and last of a column', () => {
    expect(listIndices(points(5, 1, 4, 9, 6, 7), 1)).toEqual([0, 1, 3, 5]);
    expect(listIndices(points(5, 9, 4, 1, 6, 7), 1)).toEqual([0, 1, 3, 5]);
    expect(listIndices(points(1, 2, 3), 1)).toEqual([0, 2]);
    expect(listIndices(points(4, 4, 4), 1)).toEqual([0, 2]);
  });

  it('returns one GAP per gap and none at the ends', () => {
    expect(listIndices(points(_, 1, _, _, 2, _), 1)).toEqual([1, -1, 4]);
  });

  it('keeps a gap within a column, and both of its sides', () => {
    expect(listIndices(points(1, 5, 2, _, 8, 3, 7), 1)).toEqual([0, 1, 2, -1, 4, 5, 6]);
  });

  it('returns nothing for gaps only, an empty window or no values', () => {
    expect(listIndices(points(_, _, _), 2)).toEqual([]);
    expect(listIndices(points(1, 2, 3), 2, 2, 2)).toEqual([]);
    expect(listIndices(points(1, 2, 3), 2, 3, 1)).toEqual([]);
    expect(listIndices(points(), 2)).toEqual([]);
  });

  it('reads only the window, and returns indices of all values', () => {
    expect(listIndices(points(9, 1, 2, 3, 9), 1, 1, 4)).toEqual([1, 3]);
    expect(listIndices(points(1, 2), 5, -3, 99)).toEqual([0, 1]);
  });

  it('treats less than one column as one', () => {
    for (const columns of [0, -2, Number.NaN, 0.5]) {
      expect(listIndices(points(1, 2, 3), columns)).toEqual([0, 2]);
    }
  });

  it('returns every point for at least as many columns', () => {
    fc.assert(
      fc.property(valueLists, fc.integer({ min: 0, max: 50 }), (values, extra) => {
        const indices = listIndices(values, values.length + extra).filter((i) => i >= 0);
        const present = [...values.keys()].filter((i) => !Number.isNaN(values[i]));
        expect(indices).toEqual(present);
      }),
    );
  });

  it('equals a naive implementation for any values, window and width', () => {
    const inputs = valueLists.chain((values) =>
      fc.record({
        values: fc.constant(values),
        window: fc.tuple(
          fc.integer({ min: 0, max: values.length }),
          fc.integer({ min: 0, max: values.length }),
        ),
        columns: fc.integer({ min: 1, max: 60 }),
      }),
    );
    fc.assert(
      fc.property(inputs, ({ values, window, columns }) => {
        const [from, to] = [Math.min(...window), Math.max(...window)];
        expect(listIndices(values, columns, from, to)).toEqual(oracle(values, from, to, columns));
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps every gap between two points', () => {
    fc.assert(
      fc.property(valueLists, fc.integer({ min: 1, max: 40 }), (values, columns) => {
        const indices = listIndices(values, columns);
        indices.forEach((index, k) => {
          const next = indices[k + 1];
          if (next === undefined || index < 0 || next < 0) return;
          expect(values.subarray(index, next).some(Number.isNaN)).toBe(false);
        });
      }),
    );
  });

  it('returns at most four points per column and run', () => {
    fc.assert(
      fc.property(valueLists, fc.integer({ min: 1, max: 40 }), (values, columns) => {
        const indices = listIndices(values, columns);
        const gaps = indices.filter((i) => i < 0).length;
        // A gap splits its column.
        expect(indices.length).toBeLessThanOrEqual(4 * (columns + gaps) + gaps);
        expect(indices.length).toBeLessThanOrEqual(values.length);
      }),
    );
  });
});
