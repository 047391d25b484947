/** Returns the most of the ascending `times` in any half-open interval of `intervalMs`. */
export function maxPerInterval(times: readonly number[], intervalMs: number): number {
  let first = 0;
  return times.reduce((max, time, index) => {
    while ((times[first] ?? time) <= time - intervalMs) first += 1;
    return Math.max(max, index - first + 1);
  }, 0);
}
