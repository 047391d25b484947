import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/contract/domain/range.ts';
import { DAY, HOUR, STEP } from '../../src/contract/domain/time.ts';
import type { PairedSpan, Span } from '../../src/contract/domain/time.ts';
import { wallTimeAt } from '../../src/time/wall-time.ts';
import { getComparedSpan, getComparedTime, pairSpan } from '../../src/planning/align-comparison.ts';

const at = (text: string) => Date.parse(text);
const span = (begin: string, end: string) => ({ begin: at(begin), end: at(end) });
const listBuckets = ({ begin, end }: Span) =>
  Array.from({ length: (end - begin) / STEP }, (_, i) => begin + i * STEP);
const sumLengths = (pairs: readonly PairedSpan[]) =>
  pairs.reduce((sum, { begin, end }) => sum + end - begin, 0);

describe('pairSpan', () => {
  it('returns no pairs for no comparison', () => {
    const range = span('2026-11-20T00:00Z', '2026-11-21T00:00Z');
    expect(pairSpan(range, 'none', 'UTC')).toEqual([]);
    expect(getComparedSpan([])).toBeUndefined();
  });

  it.each<[Comparison, string, string]>([
    ['previous', '2026-11-20T06:00Z', '2026-11-20T09:00Z'],
    ['day', '2026-11-19T09:00Z', '2026-11-19T12:00Z'],
    ['week', '2026-11-13T09:00Z', '2026-11-13T12:00Z'],
    [{ from: at('2026-11-02T03:02Z') }, '2026-11-02T03:00Z', '2026-11-02T06:00Z'],
  ])('pairs three hours with %j', (comparison, begin, end) => {
    const range = span('2026-11-20T09:00Z', '2026-11-20T12:00Z');
    const pairs = pairSpan(range, comparison, 'Asia/Shanghai');
    expect(pairs).toEqual([{ ...range, delta: range.begin - at(begin) }]);
    expect(getComparedSpan(pairs)).toEqual(span(begin, end));
  });

  it.each([
    // Clock changes in Berlin: 29 March and 25 October 2026.
    ['the day after spring', '2026-03-30T07:00Z', 'day', '2026-03-29T07:00Z'],
    ['the day of spring', '2026-03-29T07:00Z', 'day', '2026-03-28T08:00Z'],
    ['a week over spring', '2026-04-01T10:00Z', 'week', '2026-03-25T11:00Z'],
    ['the day of autumn', '2026-10-25T08:00Z', 'day', '2026-10-24T07:00Z'],
    ['a week over autumn', '2026-10-28T11:00Z', 'week', '2026-10-21T10:00Z'],
  ] as const)('keeps the time on the clock: %s', (_case, begin, comparison, expected) => {
    const range = { begin: at(begin), end: at(begin) + 6 * HOUR };
    expect(getComparedSpan(pairSpan(range, comparison, 'Europe/Berlin'))).toEqual({
      begin: at(expected),
      end: at(expected) + 6 * HOUR,
    });
  });

  it('keeps the time on the clock throughout a week with a clock change', () => {
    // Seven days and an hour in New York.
    const week = span('2026-11-01T04:00Z', '2026-11-08T05:00Z');
    const pairs = pairSpan(week, 'week', 'America/New_York');
    expect(pairs).toEqual([
      { ...span('2026-11-01T04:00Z', '2026-11-01T06:00Z'), delta: 7 * DAY },
      // The second 01:00 to 02:00 has no counterpart.
      { ...span('2026-11-01T07:00Z', '2026-11-08T05:00Z'), delta: 7 * DAY + HOUR },
    ]);
    expect(getComparedSpan(pairs)).toEqual(span('2026-10-25T04:00Z', '2026-11-01T04:00Z'));
    expect(getComparedTime(pairs, at('2026-11-01T06:30Z'))).toBeUndefined();
    expect(getComparedTime(pairs, at('2026-11-05T00:15Z'))).toBe(at('2026-10-28T23:15Z'));
  });

  it.each([
    ['an hour that was skipped the day before', '2026-03-30T00:00Z', '2026-03-29T01:00Z'],
    ['the second occurrence of an hour', '2026-10-25T01:00Z', '2026-10-24T00:00Z'],
  ])('pairs a span that is only %s', (_case, begin, expected) => {
    const range = { begin: at(begin), end: at(begin) + HOUR };
    expect(getComparedSpan(pairSpan(range, 'day', 'Europe/Berlin'))?.begin).toBe(at(expected));
  });

  const zones = [
    'UTC',
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    // Half an hour of summer time; skipped midnights.
    'Australia/Lord_Howe',
    'Africa/Cairo',
  ];
  // Clock changes in both directions on both hemispheres.
  const changes = [
    '2026-03-08T07:00Z',
    '2026-03-29T01:00Z',
    '2026-04-04T15:00Z',
    '2026-04-23T22:00Z',
    '2026-10-03T15:30Z',
    '2026-10-25T01:00Z',
    '2026-10-29T21:00Z',
    '2026-11-01T06:00Z',
  ].map(at);
  const inputs = fc
    .record({
      change: fc.constantFrom(...changes),
      before: fc.integer({ min: -40, max: 9 * 288 }),
      // Longer than the hour without a counterpart.
      count: fc.integer({ min: 13, max: 10 * 288 }),
      zone: fc.constantFrom(...zones),
      comparison: fc.constantFrom('day' as const, 'week' as const),
    })
    .map(({ change, before, count, ...rest }) => {
      const begin = change - before * STEP;
      return { range: { begin, end: begin + count * STEP }, ...rest };
    });

  it('pairs equal times on the clock once, and omits only those without a counterpart', () => {
    fc.assert(
      fc.property(inputs, ({ range, zone, comparison }) => {
        const back = comparison === 'day' ? DAY : 7 * DAY;
        const pairs = pairSpan(range, comparison, zone);
        const counterparts = new Map<number, number>();
        for (const now of listBuckets(range)) {
          const then = getComparedTime(pairs, now);
          if (then === undefined) continue;
          counterparts.set(then, now);
          expect(wallTimeAt(then, zone)).toBe(wallTimeAt(now, zone) - back);
        }
        expect(counterparts.size * STEP).toBe(sumLengths(pairs));
        expect([...counterparts.keys()]).toEqual(
          [...counterparts.keys()].toSorted((a, b) => a - b),
        );
        expect(range.end - range.begin - sumLengths(pairs)).toBeLessThanOrEqual(HOUR);
        for (const pair of pairs) {
          expect(pair.begin % STEP).toBe(0);
          expect(pair.begin).toBeLessThan(pair.end);
          expect(pair.delta % STEP).toBe(0);
          expect(pair.delta).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('returns one pair where no clock changes', () => {
    fc.assert(
      fc.property(inputs, fc.constantFrom('UTC', 'Asia/Kolkata'), ({ range, comparison }, zone) => {
        const delta = comparison === 'day' ? DAY : 7 * DAY;
        expect(pairSpan(range, comparison, zone)).toEqual([{ ...range, delta }]);
      }),
    );
  });
});
