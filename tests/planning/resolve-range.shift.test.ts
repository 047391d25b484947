import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, STEP, ceilToStep } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import { shiftRange } from '../../src/planning/resolve-range.ts';

const ms = (iso: string): number => Date.parse(iso);
const span = (begin: string, end: string): Span => ({ begin: ms(begin), end: ms(end) });
const bucket = (index: number): number => index * STEP;
const anyNow = fc.integer({ min: ms('2025-12-01T00:00Z'), max: ms('2027-01-01T00:00Z') });
const anySpan = fc
  .tuple(
    fc.integer({ min: ms('2026-01-01T00:00Z') / STEP, max: ms('2026-12-31T00:00Z') / STEP }),
    fc.integer({ min: 1, max: 40 * 288 }),
  )
  .map(([begin, length]) => ({ begin: bucket(begin), end: bucket(begin + length) }));

describe('shiftRange', () => {
  const now = ms('2026-11-20T12:02Z');
  const oldest = ms('2026-10-21T12:02Z');

  it('shifts by the length of the range', () => {
    const hour = span('2026-11-20T09:00Z', '2026-11-20T10:00Z');
    expect(shiftRange(hour, -1, now, oldest)).toEqual(
      span('2026-11-20T08:00Z', '2026-11-20T09:00Z'),
    );
    expect(shiftRange(hour, 1, now, oldest)).toEqual(
      span('2026-11-20T10:00Z', '2026-11-20T11:00Z'),
    );
  });

  it('stops at the limits', () => {
    expect(shiftRange(span('2026-11-20T11:00Z', '2026-11-20T12:00Z'), 1, now, oldest)).toEqual(
      span('2026-11-20T11:05Z', '2026-11-20T12:05Z'),
    );
    expect(shiftRange(span('2026-10-22T00:00Z', '2026-10-24T00:00Z'), -1, now, oldest)).toEqual(
      span('2026-10-21T12:05Z', '2026-10-23T12:05Z'),
    );
  });

  it('returns all of the data for a longer range', () => {
    expect(shiftRange(span('2026-10-01T00:00Z', '2026-11-20T00:00Z'), -1, now, oldest)).toEqual(
      span('2026-10-21T12:05Z', '2026-11-20T12:05Z'),
    );
  });

  const directions = fc.constantFrom(-1 as const, 1 as const);

  it('stays within the limits for any range and clock', () => {
    fc.assert(
      fc.property(anySpan, directions, anyNow, (range, direction, at) => {
        const from = at - 30 * DAY;
        const shifted = shiftRange(range, direction, at, from);
        expect(shifted.begin).toBeGreaterThanOrEqual(from);
        expect(shifted.end).toBeLessThanOrEqual(ceilToStep(at));
      }),
    );
  });

  it('shifts by its whole length away from the limits, and is undone by the other direction', () => {
    const shortRanges = fc.tuple(
      fc.integer({ min: 100, max: 500 }),
      fc.integer({ min: 1, max: 90 }),
    );
    fc.assert(
      fc.property(shortRanges, directions, ([begin, length], direction) => {
        const range = { begin: bucket(begin), end: bucket(begin + length) };
        const shifted = shiftRange(range, direction, bucket(1_000), 0);
        expect(shifted.begin - range.begin).toBe(direction * bucket(length));
        expect(shiftRange(shifted, direction === 1 ? -1 : 1, bucket(1_000), 0)).toEqual(range);
      }),
    );
  });
});
