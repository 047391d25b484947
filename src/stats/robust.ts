/** Median absolute deviation to standard deviation, for a normal distribution. */
export const MAD_TO_SIGMA = 1.4826;

/** NaN of no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? Number.NaN;
  return sum / values.length;
}

export function sortAscending(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** NaN of no values. */
export function median(values: Iterable<number>): number {
  return medianOfSorted(sortAscending(values));
}

/** `tie` resolves an even count. NaN of no values. */
export function medianOfSorted(
  sorted: Float64Array,
  tie: 'mean' | 'lower' | 'upper' = 'mean',
): number {
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  if (tie === 'mean') return lower === upper ? upper : (lower + upper) / 2;
  return tie === 'lower' ? lower : upper;
}

export function medianAbsoluteDeviation(values: readonly number[]): number {
  const center = median(values);
  return median(values.map((value) => Math.abs(value - center)));
}

/** Interpolates linearly. NaN of no values. */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const low = sorted[Math.floor(position)] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? low;
  return low + (high - low) * (position - Math.floor(position));
}
