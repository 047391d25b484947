import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

export interface Measurement {
  title: string;
  value: string;
  target: string;
}

export type Reporter = (title: string, value: string, target?: string, isMet?: boolean) => void;

/**
 * Creates a reporter that saves measurements in `.cache/<report>.json`. A missed target fails the
 * test at its end, after all its measurements.
 */
export function createReporter(report: string): Reporter {
  const file = `.cache/${report}.json`;
  return (title, value, target = '', isMet = true) => {
    const others = readMeasurements(file).filter((measurement) => measurement.title !== title);
    mkdirSync('.cache', { recursive: true });
    writeFileSync(file, JSON.stringify([...others, { title, value, target }], null, 2));
    console.log(`| ${title} | ${value} | ${target} |`);
    expect.soft(isMet, `${title}: ${value}, target: ${target}`).toBe(true);
  };
}

function readMeasurements(file: string): Measurement[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Measurement[];
  } catch {
    return [];
  }
}
