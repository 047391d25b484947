// A long column -> the few points that draw the same pixels (M4: Jugel et al., VLDB 2014).

const LIFT = -1;

/**
 * Indices into `values`, ascending, that draw buckets [from, to) over `columns` pixel columns exactly
 * as all of them would; bucket i falls in column floor((i - from + 0.5) / (to - from) * columns).
 * Of every column, and within it of every run between gaps (NaN), it keeps the first, last, lowest
 * and highest. -1 lifts the pen at a gap; there is never one at either end, nor two in a row.
 */
export function m4(values: Float64Array, from: number, to: number, columns: number): Int32Array {
  const begin = Math.max(0, Math.floor(from));
  const end = Math.min(values.length, Math.floor(to));
  const count = end - begin;
  if (!(count > 0)) return new Int32Array(0);
  const width = Math.max(1, Math.floor(columns) || 1);

  // Every index is of its own bucket and every lift of a NaN bucket, so `count` is room enough.
  const kept = new Int32Array(count);
  let length = 0;
  let column = -1;
  let first = -1; // -1 while no run is open
  let last = -1;
  let lowest = -1;
  let highest = -1;
  let low = 0;
  let high = 0;

  // One bucket past the end closes the last run.
  for (let i = begin; i <= end; i++) {
    const value = i < end ? (values[i] ?? Number.NaN) : Number.NaN;
    const gap = value !== value;
    const here = gap ? -1 : Math.floor(((i - begin + 0.5) / count) * width);
    if (first >= 0 && (gap || here !== column)) {
      const one = lowest < highest ? lowest : highest;
      const two = lowest < highest ? highest : lowest;
      kept[length++] = first;
      if (one !== first) kept[length++] = one;
      if (two !== one) kept[length++] = two;
      if (last !== two) kept[length++] = last;
      first = -1;
    }
    if (gap) {
      if (length > 0 && kept[length - 1] !== LIFT && i < end) kept[length++] = LIFT;
      continue;
    }
    if (first < 0) {
      column = here;
      first = lowest = highest = i;
      low = high = value;
    } else if (value < low) {
      low = value;
      lowest = i;
    } else if (value > high) {
      high = value;
      highest = i;
    }
    last = i;
  }
  if (length > 0 && kept[length - 1] === LIFT) length--;
  return kept.slice(0, length);
}
