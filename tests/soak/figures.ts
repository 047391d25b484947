// What was measured: as a table, and in .cache/soak.json.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const REPORT = '.cache/soak.json';

export interface Figure {
  what: string;
  figure: string;
  promise: string;
}

/** Writes a figure down; where the promise is not kept the test fails, after it has taken the others. */
export function noteFigure(what: string, figure: string, promise: string, isKept: boolean): void {
  const others = readFigures().filter((one) => one.what !== what);
  mkdirSync('.cache', { recursive: true });
  writeFileSync(REPORT, JSON.stringify([...others, { what, figure, promise }], null, 2));
  console.log(`| ${what} | ${figure} | ${promise} |`);
  expect.soft(isKept, `${what}: ${figure}, promised: ${promise}`).toBe(true);
}

function readFigures(): Figure[] {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8')) as Figure[];
  } catch {
    return [];
  }
}
