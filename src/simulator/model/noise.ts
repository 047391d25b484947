// Noise without memory: every number depends only on its key and its place, never on what was asked before.

/** A well-mixed 32-bit hash of two integers. */
export function hashPair(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h ^ (b >>> 3), 0xc2b2ae35);
  h ^= h >>> 13;
  h = Math.imul(h, 0x27d4eb2f);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit hash of a text. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return hashPair(h, text.length);
}

/** What starts all noise. */
export type Seed = number | string;

/** One key of several parts. */
export function deriveKey(seed: Seed, ...parts: (string | number)[]): number {
  return parts.reduce<number>(
    (key, part) => hashPair(key, asInteger(part)),
    hashPair(asInteger(seed), 0x5eed),
  );
}

function asInteger(part: string | number): number {
  return typeof part === 'number' ? part : hashText(part);
}

/** Uniform in [0, 1). */
export function uniform(key: number, at: number): number {
  return hashPair(key, at) / 4_294_967_296;
}

/** Bell-shaped with mean 0 and deviation 1, never beyond ±3.5: four bytes of one hash added up. */
export function gaussian(key: number, at: number): number {
  const h = hashPair(key, at);
  return ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / 147.8;
}

/** Smooth noise in [-1, 1] that wanders over about `period` places. */
export function valueNoise(key: number, at: number, period: number): number {
  const place = at / period;
  const cell = Math.floor(place);
  const t = place - cell;
  const ease = t * t * (3 - 2 * t);
  const from = uniform(key, cell);
  return 2 * (from + (uniform(key, cell + 1) - from) * ease) - 1;
}

/** How many of many rare, independent events happened when `mean` are expected. */
export function poisson(key: number, at: number, mean: number): number {
  if (mean <= 0) return 0;
  if (mean >= 12) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(key, at)));
  let count = 0;
  let chance = Math.exp(-mean);
  let left = uniform(key, at) - chance;
  while (left >= 0 && count < 60) {
    count += 1;
    chance *= mean / count;
    left -= chance;
  }
  return count;
}

/** An upper-case UUID-shaped id. */
export function createUuid(key: number, at: number): string {
  const hex = [0, 1, 2, 3]
    .map((part) => hashPair(hashPair(key, at), part).toString(16).padStart(8, '0'))
    .join('')
    .toUpperCase();
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `A${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
