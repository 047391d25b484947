import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { m4 } from '../../src/series/downsample-m4.ts';

const _ = Number.NaN;
const points = (...values: number[]): Float64Array => Float64Array.from(values);
const drawn = (values: Float64Array, columns: number, from = 0, to = values.length): number[] => [
  ...m4(values, from, to, columns),
];

/** A naive reading of the promise: every run, then every column of it, then its four points. */
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
    const kept = [...new Set(run.map(columnOf))].flatMap((column) => {
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
    return r === 0 ? kept : [-1, ...kept];
  });
}

const anyValues = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(_), fc.double({ noNaN: true })), {
    maxLength: 200,
  })
  .map((values) => Float64Array.from(values));

describe('m4', () => {
  it('keeps first, lowest, highest and last of a column', () => {
    expect(drawn(points(5, 1, 4, 9, 6, 7), 1)).toEqual([0, 1, 3, 5]);
    expect(drawn(points(5, 9, 4, 1, 6, 7), 1)).toEqual([0, 1, 3, 5]);
    expect(drawn(points(1, 2, 3), 1)).toEqual([0, 2]);
    expect(drawn(points(4, 4, 4), 1)).toEqual([0, 2]);
  });

  it('lifts the pen once a gap and never at the ends', () => {
    expect(drawn(points(_, 1, _, _, 2, _), 1)).toEqual([1, -1, 4]);
  });

  it('keeps a gap inside one column, and both sides of it', () => {
    expect(drawn(points(1, 5, 2, _, 8, 3, 7), 1)).toEqual([0, 1, 2, -1, 4, 5, 6]);
  });

  it('gives nothing for gaps only, an empty window or no values', () => {
    expect(drawn(points(_, _, _), 2)).toEqual([]);
    expect(drawn(points(1, 2, 3), 2, 2, 2)).toEqual([]);
    expect(drawn(points(1, 2, 3), 2, 3, 1)).toEqual([]);
    expect(drawn(points(), 2)).toEqual([]);
  });

  it('looks at the window only, with indices of the whole', () => {
    expect(drawn(points(9, 1, 2, 3, 9), 1, 1, 4)).toEqual([1, 3]);
    expect(drawn(points(1, 2), 5, -3, 99)).toEqual([0, 1]);
  });

  it('takes anything below one column as one', () => {
    for (const columns of [0, -2, Number.NaN, 0.5]) {
      expect(drawn(points(1, 2, 3), columns)).toEqual([0, 2]);
    }
  });

  it('gives every point when there are at least as many columns', () => {
    fc.assert(
      fc.property(anyValues, fc.integer({ min: 0, max: 50 }), (values, more) => {
        const kept = drawn(values, values.length + more).filter((i) => i >= 0);
        const present = [...values.keys()].filter((i) => !Number.isNaN(values[i]));
        expect(kept).toEqual(present);
      }),
    );
  });

  it('equals the naive reading for any values, window and width', () => {
    const inputs = anyValues.chain((values) =>
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
        expect(drawn(values, columns, from, to)).toEqual(oracle(values, from, to, columns));
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps every gap: two points are joined only where all between them is there', () => {
    fc.assert(
      fc.property(anyValues, fc.integer({ min: 1, max: 40 }), (values, columns) => {
        const kept = drawn(values, columns);
        kept.forEach((index, k) => {
          const next = kept[k + 1];
          if (next === undefined || index < 0 || next < 0) return;
          expect(values.subarray(index, next).some(Number.isNaN)).toBe(false);
        });
      }),
    );
  });

  it('never draws more than four points a column of a run', () => {
    fc.assert(
      fc.property(anyValues, fc.integer({ min: 1, max: 40 }), (values, columns) => {
        const kept = drawn(values, columns);
        const lifts = kept.filter((i) => i < 0).length;
        // A column is counted once more for every gap that cuts it.
        expect(kept.length).toBeLessThanOrEqual(4 * (columns + lifts) + lifts);
        expect(kept.length).toBeLessThanOrEqual(values.length);
      }),
    );
  });
});
