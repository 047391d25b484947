import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/contract/domain/range.ts';
import { DAY, HOUR, STEP } from '../../src/contract/domain/time.ts';
import type { PairedSpan, Span } from '../../src/contract/domain/time.ts';
import { wallTimeAt } from '../../src/time/wall-time.ts';
import { comparedSpan, comparedTime, pairSpan } from '../../src/planning/align-comparison.ts';

const at = (text: string) => Date.parse(text);
const span = (begin: string, end: string) => ({ begin: at(begin), end: at(end) });
const bucketsOf = ({ begin, end }: Span) =>
  Array.from({ length: (end - begin) / STEP }, (_, i) => begin + i * STEP);
const lengthOf = (pairs: readonly PairedSpan[]) =>
  pairs.reduce((sum, { begin, end }) => sum + end - begin, 0);

describe('pairSpan', () => {
  it('compares with nothing when nothing is asked for', () => {
    const asked = span('2026-11-20T00:00Z', '2026-11-21T00:00Z');
    expect(pairSpan(asked, 'none', 'UTC')).toEqual([]);
    expect(comparedSpan([])).toBeUndefined();
  });

  it.each<[Comparison, string, string]>([
    ['previous', '2026-11-20T06:00Z', '2026-11-20T09:00Z'],
    ['day', '2026-11-19T09:00Z', '2026-11-19T12:00Z'],
    ['week', '2026-11-13T09:00Z', '2026-11-13T12:00Z'],
    [{ from: at('2026-11-02T03:02Z') }, '2026-11-02T03:00Z', '2026-11-02T06:00Z'],
  ])('sets %j beside three hours', (comparison, begin, end) => {
    const asked = span('2026-11-20T09:00Z', '2026-11-20T12:00Z');
    const pairs = pairSpan(asked, comparison, 'Asia/Shanghai');
    expect(pairs).toEqual([{ ...asked, delta: asked.begin - at(begin) }]);
    expect(comparedSpan(pairs)).toEqual(span(begin, end));
  });

  it.each([
    // Clocks in Berlin go from 02:00 to 03:00 on 29 March 2026 and back on 25 October.
    ['the day after spring', '2026-03-30T07:00Z', 'day', '2026-03-29T07:00Z'],
    ['the day of spring', '2026-03-29T07:00Z', 'day', '2026-03-28T08:00Z'],
    ['a week over spring', '2026-04-01T10:00Z', 'week', '2026-03-25T11:00Z'],
    ['the day of autumn', '2026-10-25T08:00Z', 'day', '2026-10-24T07:00Z'],
    ['a week over autumn', '2026-10-28T11:00Z', 'week', '2026-10-21T10:00Z'],
  ] as const)('keeps the time on the clock: %s', (_case, begin, comparison, expected) => {
    const asked = { begin: at(begin), end: at(begin) + 6 * HOUR };
    expect(comparedSpan(pairSpan(asked, comparison, 'Europe/Berlin'))).toEqual({
      begin: at(expected),
      end: at(expected) + 6 * HOUR,
    });
  });

  it('keeps the time on the clock all through a week in which the clocks change', () => {
    // A Sunday of 25 hours in New York: midnight to midnight are seven days and an hour.
    const week = span('2026-11-01T04:00Z', '2026-11-08T05:00Z');
    const pairs = pairSpan(week, 'week', 'America/New_York');
    expect(pairs).toEqual([
      { ...span('2026-11-01T04:00Z', '2026-11-01T06:00Z'), delta: 7 * DAY },
      // 01:00 to 02:00 is read twice, and was once a week before: the second time has no partner.
      { ...span('2026-11-01T07:00Z', '2026-11-08T05:00Z'), delta: 7 * DAY + HOUR },
    ]);
    expect(comparedSpan(pairs)).toEqual(span('2026-10-25T04:00Z', '2026-11-01T04:00Z'));
    expect(comparedTime(pairs, at('2026-11-01T06:30Z'))).toBeUndefined();
    // 19:15, an hour further from UTC than the week before.
    expect(comparedTime(pairs, at('2026-11-05T00:15Z'))).toBe(at('2026-10-28T23:15Z'));
  });

  it.each([
    ['an hour that was skipped the day before', '2026-03-30T00:00Z', '2026-03-29T01:00Z'],
    ['the second time of an hour that is read twice', '2026-10-25T01:00Z', '2026-10-24T00:00Z'],
  ])('sets something beside nothing but %s', (_case, begin, expected) => {
    const asked = { begin: at(begin), end: at(begin) + HOUR };
    expect(comparedSpan(pairSpan(asked, 'day', 'Europe/Berlin'))?.begin).toBe(at(expected));
  });

  const zones = [
    'UTC',
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    // Half an hour of summer time; and midnights that are skipped.
    'Australia/Lord_Howe',
    'Africa/Cairo',
  ];
  // About every change of clocks, forward and back, on either half of the earth.
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
  const asked = fc
    .record({
      change: fc.constantFrom(...changes),
      before: fc.integer({ min: -40, max: 9 * 288 }),
      // More than the one hour that may have no partner.
      count: fc.integer({ min: 13, max: 10 * 288 }),
      zone: fc.constantFrom(...zones),
      comparison: fc.constantFrom('day' as const, 'week' as const),
    })
    .map(({ change, before, count, ...rest }) => {
      const begin = change - before * STEP;
      return { range: { begin, end: begin + count * STEP }, ...rest };
    });

  it('pairs equal readings of the clock, each once, and leaves out only what happened once', () => {
    fc.assert(
      fc.property(asked, ({ range, zone, comparison }) => {
        const back = comparison === 'day' ? DAY : 7 * DAY;
        const pairs = pairSpan(range, comparison, zone);
        const partners = new Map<number, number>();
        for (const now of bucketsOf(range)) {
          const then = comparedTime(pairs, now);
          if (then === undefined) continue;
          partners.set(then, now);
          expect(wallTimeAt(then, zone)).toBe(wallTimeAt(now, zone) - back);
        }
        // Nobody is anybody's partner twice, and time runs forward in both.
        expect(partners.size * STEP).toBe(lengthOf(pairs));
        expect([...partners.keys()]).toEqual([...partners.keys()].toSorted((a, b) => a - b));
        expect(range.end - range.begin - lengthOf(pairs)).toBeLessThanOrEqual(HOUR);
        for (const pair of pairs) {
          expect(pair.begin % STEP).toBe(0);
          expect(pair.begin).toBeLessThan(pair.end);
          expect(pair.delta % STEP).toBe(0);
          expect(pair.delta).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('is all of the span, moved as a whole, where no clock changes', () => {
    fc.assert(
      fc.property(asked, fc.constantFrom('UTC', 'Asia/Kolkata'), ({ range, comparison }, zone) => {
        const delta = comparison === 'day' ? DAY : 7 * DAY;
        expect(pairSpan(range, comparison, zone)).toEqual([{ ...range, delta }]);
      }),
    );
  });
});
