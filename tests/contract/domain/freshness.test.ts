import { describe, expect, it } from 'vitest';
import { LATE_DATA, isFinal } from '../../../src/contract/domain/freshness.ts';
import { DAY, MINUTE } from '../../../src/contract/domain/time.ts';

describe('isFinal', () => {
  const settleMs = 15 * MINUTE;

  it.each([
    ['with its end, at the settle time', 0, true, false],
    ['with its end, after the settle time', 1, true, true],
    ['without its end, at the settle time', 1, false, false],
    ['without its end, while it may still arrive', LATE_DATA, false, false],
    ['without its end, after that', LATE_DATA + 1, false, true],
  ])('tells whether a window %s is final', (_, late, hasEnd, expected) => {
    const requestedAt = DAY + settleMs + late;
    expect(isFinal({ end: DAY, requestedAt, settleMs, hasEnd })).toBe(expected);
  });
});
