// What was measured, by `npm run bench` and `npm run soak`: as a table, and as JSON under .cache/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

export interface Measurement {
  what: string;
  figure: string;
  promise: string;
}

export type Reporter = (what: string, figure: string, promise?: string, isKept?: boolean) => void;

/**
 * Writes figures down in `.cache/<report>.json`; where the promise is not kept the test fails, after
 * it has taken the others.
 */
export function createReporter(report: string): Reporter {
  const file = `.cache/${report}.json`;
  return (what, figure, promise = '', isKept = true) => {
    const others = readFigures(file).filter((one) => one.what !== what);
    mkdirSync('.cache', { recursive: true });
    writeFileSync(file, JSON.stringify([...others, { what, figure, promise }], null, 2));
    console.log(`| ${what} | ${figure} | ${promise} |`);
    expect.soft(isKept, `${what}: ${figure}, promised: ${promise}`).toBe(true);
  };
}

function readFigures(file: string): Measurement[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Measurement[];
  } catch {
    return [];
  }
}
