import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/contract/domain/time.ts';
import { formatInstant, parseDay, parseInstant, toTimeOfDay } from '../../src/view/instant.ts';

describe('parseInstant', () => {
  it('parses what formatInstant writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 0) / MINUTE }), (minutes) => {
        expect(parseInstant(formatInstant(minutes * MINUTE))).toBe(minutes * MINUTE);
      }),
    );
  });

  it.each([
    ['2026-11-20T20:00:30+08:00', Date.UTC(2026, 10, 20, 12, 0, 30)],
    ['2026-11-20t20:00 0800', Date.UTC(2026, 10, 20, 12)],
    ['2026-11-20 24:00Z', Date.UTC(2026, 10, 21)],
    ['1790000100000', 1_790_000_100_000],
    ['2026-11-20T20:00', undefined],
    ['2026-02-30T20:00Z', undefined],
    ['1969-12-31T23:59Z', undefined],
  ])('parses %s as %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });
});

describe('parseDay', () => {
  it.each([
    ['2026-11-20', Date.UTC(2026, 10, 20)],
    ['2026/1/2', Date.UTC(2026, 0, 2)],
    ['2026-1/2', undefined],
    ['2026-02-30', undefined],
  ])('parses %s as %s', (text, expected) => {
    expect(parseDay(text)).toBe(expected);
  });
});

describe('toTimeOfDay', () => {
  it('accepts times up to 24:00', () => {
    expect(toTimeOfDay(13, 30, 0)).toBe(13.5 * HOUR);
    expect(toTimeOfDay(24, 0, 0)).toBe(DAY);
    expect(toTimeOfDay(24, 0, 1)).toBeUndefined();
    expect(toTimeOfDay(12, 60, 0)).toBeUndefined();
  });
});
