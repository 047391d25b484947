/**
 * Buckets per call. Engines compile a function that is called often once and in the background; one
 * long loop they recompile while it runs, which delays the first drawing.
 */
export const CHUNK_SIZE = 256;

/** Calls `visit` with consecutive parts of [from, to), in order. */
export function forEachChunk(
  from: number,
  to: number,
  visit: (from: number, to: number) => void,
): void {
  for (let i = from; i < to; i += CHUNK_SIZE) visit(i, Math.min(i + CHUNK_SIZE, to));
}
