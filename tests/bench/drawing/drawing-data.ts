import { STEP } from '../../../src/contract/domain/time.ts';
import { BucketState } from '../../../src/series/series.ts';
import type { Series } from '../../../src/series/series.ts';

export const POINTS = 8_640;
const SERIES = 5;
export const BEGIN = Date.UTC(2026, 9, 20);
export const END = BEGIN + POINTS * STEP;
export const COLORS = ['#4b5563', '#2563eb', '#059669', '#d97706', '#7c3aed'];

// mulberry32
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

// About 1 % of the values are missing (NaN).
function createSeries(chart: number, line: number): Series {
  const random = createRandom(chart * 100 + line + 1);
  const values = new Float64Array(POINTS);
  const states = new Uint8Array(POINTS).fill(BucketState.Settled);
  let gapLength = 0;
  for (let i = 0; i < POINTS; i++) {
    if (gapLength === 0 && random() < 0.0015) gapLength = 1 + Math.floor(random() * 12);
    if (gapLength > 0) {
      gapLength--;
      values[i] = NaN;
      states[i] = BucketState.Gap;
      continue;
    }
    const rhythm = Math.sin((i / 288) * 2 * Math.PI);
    const spike = random() < 0.002 ? 900 * random() : 0;
    values[i] = 900 + line * 60 + 120 * rhythm + 80 * random() + spike;
  }
  return { begin: BEGIN, step: STEP, values, states };
}

export const DATA: readonly (readonly Series[])[] = Array.from({ length: 4 }, (_, chart) =>
  Array.from({ length: SERIES }, (_unused, line) => createSeries(chart, line)),
);
