import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import { clampToReach, findArchivedSince, findOldest } from '../../src/planning/data-reach.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

describe('findArchivedSince', () => {
  it('returns the earliest archived moment of the apps', () => {
    const since = { a: NOW - 90 * DAY, b: NOW - 60 * DAY };
    expect(findArchivedSince(['b', 'a'], since)).toBe(NOW - 90 * DAY);
    expect(findArchivedSince(['b', 'c'], since)).toBe(NOW - 60 * DAY);
  });

  it('returns Infinity when nothing is archived', () => {
    expect(findArchivedSince([], { a: NOW })).toBe(Infinity);
    expect(findArchivedSince(['constructor'], {})).toBe(Infinity);
  });
});

describe('findOldest', () => {
  it('returns the oldest moment of the API or of the archive', () => {
    expect(findOldest(NOW, Infinity)).toBe(NOW - 30 * DAY + 15 * MINUTE);
    expect(findOldest(NOW, NOW - 60 * DAY)).toBe(NOW - 60 * DAY);
    expect(findOldest(NOW, NOW - DAY)).toBe(NOW - 30 * DAY + 15 * MINUTE);
  });
});

describe('clampToReach', () => {
  it('does not report the safety margin at the old end as clipped', () => {
    const span = { begin: NOW - 30 * DAY, end: NOW };
    expect(clampToReach(span, NOW, Infinity)).toEqual({
      span: { begin: NOW - 30 * DAY + 15 * MINUTE, end: NOW },
      clipped: [],
      empty: false,
    });
    expect(clampToReach({ ...span, begin: span.begin - STEP }, NOW, Infinity).clipped).toEqual([
      'before',
    ]);
  });

  it('stays within the data, whatever is archived', () => {
    const times = fc.integer({ min: -120 * 288, max: 288 }).map((step) => NOW + step * STEP);
    const since = fc.oneof(fc.constant(Infinity), times);
    fc.assert(
      fc.property(times, times, since, (a, b, archivedSince) => {
        const wanted = { begin: Math.min(a, b), end: Math.max(a, b) + STEP };
        const { span, empty } = clampToReach(wanted, NOW, archivedSince);
        if (empty) return;
        expect(span.begin).toBeGreaterThanOrEqual(
          Math.max(wanted.begin, findOldest(NOW, archivedSince)),
        );
        expect(span.end).toBeLessThanOrEqual(Math.min(wanted.end, NOW));
      }),
    );
  });
});
