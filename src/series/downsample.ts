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
  const columnOf = (i: number) => Math.floor(((i - begin + 0.5) / count) * width);
  let i = begin;
  while (i < end) {
    const column = columnOf(i);
    let next = begin + Math.ceil(((column + 1) / width) * count - 0.5);
    // Where rounding put the edge on the wrong side.
    while (next > i + 1 && columnOf(next - 1) !== column) next--;
    while (next < end && columnOf(next) === column) next++;
    next = Math.min(Math.max(next, i + 1), end);
    // Nothing but what a value costs: most pages run this before the engine has compiled it.
    while (i < next) {
      let low = values[i] ?? Number.NaN;
      if (low !== low) {
        if (length > 0 && kept[length - 1] !== LIFT) kept[length++] = LIFT;
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
      kept[length++] = first;
      if (one !== first) kept[length++] = one;
      if (two !== one) kept[length++] = two;
      if (last !== two) kept[length++] = last;
    }
  }
  if (length > 0 && kept[length - 1] === LIFT) length--;
  return kept.slice(0, length);
}
