/** Buckets per call. Engines recompile one long loop while it runs, which delays the first drawing. */
export const CHUNK_SIZE = 256;

/** Calls `visit` with consecutive parts of [from, to). */
export function forEachChunk(
  from: number,
  to: number,
  visit: (from: number, to: number) => void,
): void {
  for (let i = from; i < to; i += CHUNK_SIZE) visit(i, Math.min(i + CHUNK_SIZE, to));
}
