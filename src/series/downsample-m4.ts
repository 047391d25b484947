// M4 downsampling (Jugel et al., VLDB 2014).
import { CHUNK_SIZE } from './chunked-loop.ts';

/** Stands for a gap between indices. */
export const GAP = -1;

/**
 * Returns the indices of the first, last, lowest and highest value of every run per pixel column, and
 * GAP between runs. Bucket i is in column floor((i - from + 0.5) / (to - from) * columns).
 */
export function downsampleM4(
  values: Float64Array,
  from: number,
  to: number,
  columns: number,
): Int32Array {
  const begin = Math.max(0, Math.floor(from));
  const end = Math.min(values.length, Math.floor(to));
  const count = end - begin;
  if (!(count > 0)) return new Int32Array(0);
  const width = Math.max(1, Math.floor(columns) || 1);

  // Each bucket adds at most one index or GAP.
  const output: Output = { indices: new Int32Array(count), length: 0 };
  let i = begin;
  while (i < end) {
    const limit = Math.min(i + CHUNK_SIZE, end);
    i = addColumns(output, values, { begin, count, width }, i, limit);
  }
  const { indices, length } = output;
  return indices.slice(0, length > 0 && indices[length - 1] === GAP ? length - 1 : length);
}

interface Output {
  indices: Int32Array;
  length: number;
}

interface Grid {
  begin: number;
  count: number;
  width: number;
}

// Adds columns from bucket `from` on; returns the end of the first that reaches `limit`.
function addColumns(
  output: Output,
  values: Float64Array,
  grid: Grid,
  from: number,
  limit: number,
): number {
  const { begin, count, width } = grid;
  const { indices } = output;
  let { length } = output;
  let i = from;
  while (i < limit) {
    const column = columnOf(i, grid);
    let next = begin + Math.ceil(((column + 1) / width) * count - 0.5);
    // Corrects rounding at the edge.
    while (next > i + 1 && columnOf(next - 1, grid) !== column) next--;
    while (next < begin + count && columnOf(next, grid) === column) next++;
    next = Math.min(Math.max(next, i + 1), begin + count);
    while (i < next) {
      let low = values[i] ?? Number.NaN;
      if (low !== low) {
        if (length > 0 && indices[length - 1] !== GAP) indices[length++] = GAP;
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
      const earlier = lowest < highest ? lowest : highest;
      const later = lowest < highest ? highest : lowest;
      indices[length++] = first;
      if (earlier !== first) indices[length++] = earlier;
      if (later !== earlier) indices[length++] = later;
      if (last !== later) indices[length++] = last;
    }
  }
  output.length = length;
  return i;
}

function columnOf(i: number, { begin, count, width }: Grid): number {
  return Math.floor(((i - begin + 0.5) / count) * width);
}
