// Deterministic noise: numbers depend on key and index only.

export function hashPair(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h ^ (b >>> 3), 0xc2b2ae35);
  h ^= h >>> 13;
  h = Math.imul(h, 0x27d4eb2f);
  return (h ^ (h >>> 16)) >>> 0;
}

export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return hashPair(h, text.length);
}

export type Seed = number | string;

/** Renaming a part changes the simulated values. */
export function deriveKey(seed: Seed, ...parts: (string | number)[]): number {
  return parts.reduce<number>(
    (key, part) => hashPair(key, toInteger(part)),
    hashPair(toInteger(seed), 0x5eed),
  );
}

function toInteger(part: string | number): number {
  return typeof part === 'number' ? part : hashText(part);
}

/** Uniform in [0, 1). */
export function uniform(key: number, index: number): number {
  return hashPair(key, index) / 4_294_967_296;
}

/** Mean 0, standard deviation 1, bounded by ±3.5. */
export function gaussian(key: number, index: number): number {
  const h = hashPair(key, index);
  return ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / 147.8;
}

/** Smooth, in [-1, 1], with a control point per `period` indices. */
export function valueNoise(key: number, index: number, period: number): number {
  const position = index / period;
  const cell = Math.floor(position);
  const t = position - cell;
  const ease = t * t * (3 - 2 * t);
  const from = uniform(key, cell);
  return 2 * (from + (uniform(key, cell + 1) - from) * ease) - 1;
}

export function poisson(key: number, index: number, mean: number): number {
  if (mean <= 0) return 0;
  if (mean >= 12) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(key, index)));
  let count = 0;
  let probability = Math.exp(-mean);
  let remainder = uniform(key, index) - probability;
  while (remainder >= 0 && count < 60) {
    count += 1;
    probability *= mean / count;
    remainder -= probability;
  }
  return count;
}

export function createUuid(key: number, index: number): string {
  const hex = [0, 1, 2, 3]
    .map((part) => hashPair(hashPair(key, index), part).toString(16).padStart(8, '0'))
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
