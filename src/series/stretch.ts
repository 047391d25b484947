/**
 * How many buckets a loop takes at a time. Browsers compile a function that is called often once, beside
 * the page; one long loop they compile again and again while it runs, and a page's first drawing, where
 * all is new to them, waits for that on a machine with two cores.
 */
export const STRETCH = 256;

/** Gives `take` buckets [from, to) in order, a stretch at a time. */
export function inStretches(
  from: number,
  to: number,
  take: (from: number, to: number) => void,
): void {
  for (let i = from; i < to; i += STRETCH) take(i, Math.min(i + STRETCH, to));
}
