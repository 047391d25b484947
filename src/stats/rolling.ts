/** Averages `halfWindow` values on each side, without NaN; NaN for less than `minShare` of them. */
export function rollingMean(
  values: Float64Array,
  halfWindow: number,
  minShare: number,
): Float64Array {
  const means = new Float64Array(values.length);
  const minCount = minShare * (2 * halfWindow + 1);
  let sum = 0;
  let count = 0;
  const add = (i: number, sign: 1 | -1) => {
    const value = values[i] ?? Number.NaN;
    if (value !== value) return;
    sum += sign * value;
    count += sign;
  };
  for (let i = -halfWindow; i < values.length; i++) {
    add(i + halfWindow, 1);
    add(i - halfWindow - 1, -1);
    if (i >= 0) means[i] = count >= minCount ? sum / count : Number.NaN;
  }
  return means;
}

/** Lower median of `halfWindow` values on each side, without NaN. */
export function rollingMedian(values: Float64Array, halfWindow: number): Float64Array {
  const medians = new Float64Array(values.length);
  const sorted: number[] = [];
  const findPosition = (value: number) => {
    let position = 0;
    while (position < sorted.length && (sorted[position] ?? Infinity) < value) position++;
    return position;
  };
  for (let i = -halfWindow; i < values.length; i++) {
    const entering = values[i + halfWindow] ?? Number.NaN;
    const leaving = values[i - halfWindow - 1] ?? Number.NaN;
    if (leaving === leaving) sorted.splice(findPosition(leaving), 1);
    if (entering === entering) sorted.splice(findPosition(entering), 0, entering);
    if (i >= 0) medians[i] = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  }
  return medians;
}
