// A long column -> the few points that draw the same pixels (M4: Jugel et al., VLDB 2014).
import { CHUNK_SIZE } from './chunked-loop.ts';

/** In place of an index: the pen is lifted. */
export const GAP = -1;

/**
 * Indices into `values`, ascending, that draw buckets [from, to) over `columns` pixel columns exactly
 * as all of them would; bucket i falls in column floor((i - from + 0.5) / (to - from) * columns).
 * Of every column, and within it of every run between gaps (NaN), it keeps the first, last, lowest
 * and highest. LIFT stands for a gap; there is never one at either end, nor two in a row.
 */
export function m4(values: Float64Array, from: number, to: number, columns: number): Int32Array {
  const begin = Math.max(0, Math.floor(from));
  const end = Math.min(values.length, Math.floor(to));
  const count = end - begin;
  if (!(count > 0)) return new Int32Array(0);
  const width = Math.max(1, Math.floor(columns) || 1);

  // Every index is of its own bucket and every lift of a NaN bucket, so `count` is room enough.
  const kept: Kept = { picks: new Int32Array(count), length: 0 };
  let i = begin;
  while (i < end) {
    const limit = Math.min(i + CHUNK_SIZE, end);
    i = keepColumns(kept, values, { begin, count, width }, i, limit);
  }
  const { picks, length } = kept;
  return picks.slice(0, length > 0 && picks[length - 1] === GAP ? length - 1 : length);
}

interface Kept {
  picks: Int32Array;
  length: number;
}

/** `count` buckets from `begin` on, over `width` columns. */
interface Grid {
  begin: number;
  count: number;
  width: number;
}

/** Adds to `kept` what stays of the columns from bucket `from` on, until one ends at `limit` or beyond: there. */
function keepColumns(
  kept: Kept,
  values: Float64Array,
  grid: Grid,
  from: number,
  limit: number,
): number {
  const { begin, count, width } = grid;
  const { picks } = kept;
  let { length } = kept;
  let i = from;
  while (i < limit) {
    const column = columnOf(i, grid);
    let next = begin + Math.ceil(((column + 1) / width) * count - 0.5);
    // Where rounding put the edge on the wrong side.
    while (next > i + 1 && columnOf(next - 1, grid) !== column) next--;
    while (next < begin + count && columnOf(next, grid) === column) next++;
    next = Math.min(Math.max(next, i + 1), begin + count);
    // Nothing but what a value costs: most pages run this before the engine has compiled it.
    while (i < next) {
      let low = values[i] ?? Number.NaN;
      if (low !== low) {
        if (length > 0 && picks[length - 1] !== GAP) picks[length++] = GAP;
        i++;
        continue;
      }
      const first = i;
      let high = low;
      let lowest = i;
      let highest = i;
      for (i++; i < next; i++) {
        const value = values[i] ?? Number.NaN;
        if (value < low) {
          low = value;
          lowest = i;
        } else if (value > high) {
          high = value;
          highest = i;
        } else if (value !== value) break;
      }
      const last = i - 1;
      const one = lowest < highest ? lowest : highest;
      const two = lowest < highest ? highest : lowest;
      picks[length++] = first;
      if (one !== first) picks[length++] = one;
      if (two !== one) picks[length++] = two;
      if (last !== two) picks[length++] = last;
    }
  }
  kept.length = length;
  return i;
}

function columnOf(i: number, { begin, count, width }: Grid): number {
  return Math.floor(((i - begin + 0.5) / count) * width);
}
