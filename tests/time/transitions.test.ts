import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import { getOffset } from '../../src/time/offset.ts';
import { findOffsetChange, findOffsetSpans } from '../../src/time/transitions.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

describe('findOffsetSpans', () => {
  it('cuts where clocks change', () => {
    const span = { begin: Date.UTC(2026, 2, 28), end: Date.UTC(2026, 2, 31) };
    const change = Date.UTC(2026, 2, 29, 1);
    expect(findOffsetSpans(span, 'Europe/Berlin')).toEqual([
      { begin: span.begin, end: change, offset: HOUR },
      { begin: change, end: span.end, offset: 2 * HOUR },
    ]);
  });

  it('returns nothing for an empty span', () => {
    expect(findOffsetSpans({ begin: 0, end: 0 }, 'UTC')).toEqual([]);
  });

  it('tiles any span with constant offsets', () => {
    const buckets = fc.integer({ min: 0, max: 366 * 288 });
    fc.assert(
      fc.property(
        buckets,
        fc.integer({ min: 1, max: 40 * 288 }),
        fc.constantFrom(...ZONES),
        (first, length, zone) => {
          const begin = Date.UTC(2026, 0, 1) + first * STEP;
          const end = begin + length * STEP;
          const spans = findOffsetSpans({ begin, end }, zone);
          expect(spans[0]?.begin).toBe(begin);
          expect(spans.at(-1)?.end).toBe(end);
          for (const [i, part] of spans.entries()) {
            if (i > 0) expect(part.begin).toBe(spans[i - 1]?.end);
            expect(getOffset(part.begin, zone)).toBe(part.offset);
            expect(getOffset(part.end - 1, zone)).toBe(part.offset);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('findOffsetChange', () => {
  it('finds the minute of a change', () => {
    const change = Date.UTC(2026, 9, 25, 1);
    expect(findOffsetChange(change - 9 * HOUR, change + DAY, 'Europe/Berlin')).toBe(change);
    expect(findOffsetChange(change - MINUTE, change, 'Europe/Berlin')).toBe(change);
  });
});
