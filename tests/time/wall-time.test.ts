import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import {
  createWallClock,
  formatWallDay,
  formatWallTime,
  formatZonedIso,
  instantOf,
  listWallMultiples,
  wallTimeAt,
} from '../../src/time/wall-time.ts';

const BEGIN = Date.UTC(2026, 10, 21, 13);
const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/Havana',
  'Australia/Lord_Howe',
];
const zones = fc.constantFrom(...ZONES);
const buckets = fc
  .integer({ min: 0, max: 400 * 288 })
  .map((bucket) => Date.UTC(2026, 0, 1) + bucket * STEP);
const at = (iso: string) => Date.parse(iso);

describe('instantOf', () => {
  it('inverts wallTimeAt', () => {
    fc.assert(
      fc.property(buckets, zones, (instant, zone) => {
        const wall = wallTimeAt(instant, zone);
        const [first, last] = [instantOf(wall, zone, 'first'), instantOf(wall, zone, 'last')];
        expect([wallTimeAt(first, zone), wallTimeAt(last, zone)]).toEqual([wall, wall]);
        expect([first, last]).toContain(instant);
        expect(first).toBeLessThanOrEqual(last);
      }),
    );
  });

  it('returns the first or the last occurrence of a time that occurs twice', () => {
    const wall = at('2026-10-25T02:30Z');
    expect(instantOf(wall, 'Europe/Berlin', 'first')).toBe(at('2026-10-25T00:30Z'));
    expect(instantOf(wall, 'Europe/Berlin', 'last')).toBe(at('2026-10-25T01:30Z'));
  });

  it('returns the moment of the change for a time that clocks skip', () => {
    const wall = at('2026-03-29T02:30Z');
    for (const occurrence of ['first', 'last'] as const) {
      expect(instantOf(wall, 'Europe/Berlin', occurrence)).toBe(at('2026-03-29T01:00Z'));
    }
  });
});

describe('createWallClock', () => {
  it('reads the same as wallTimeAt', () => {
    fc.assert(
      fc.property(buckets, zones, (begin, zone) => {
        const readClock = createWallClock(zone);
        for (let instant = begin; instant < begin + 2 * DAY; instant += STEP) {
          expect(readClock(instant)).toBe(wallTimeAt(instant, zone));
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('listWallMultiples', () => {
  it('lists the hours of the zone', () => {
    const span = { begin: at('2026-11-20T00:00Z'), end: at('2026-11-20T02:00Z') };
    expect(listWallMultiples(span, 'Asia/Kathmandu', HOUR)).toEqual([
      at('2026-11-20T00:15Z'),
      at('2026-11-20T01:15Z'),
    ]);
  });

  it('lists an hour that occurs twice twice, and none that clocks skip', () => {
    const autumn = { begin: at('2026-10-25T00:00Z'), end: at('2026-10-25T02:00Z') };
    expect(listWallMultiples(autumn, 'Europe/Berlin', 2 * HOUR)).toEqual([
      at('2026-10-25T00:00Z'),
      at('2026-10-25T01:00Z'),
    ]);
    const spring = { begin: at('2026-03-29T00:30Z'), end: at('2026-03-29T02:00Z') };
    expect(listWallMultiples(spring, 'Europe/Berlin', 2 * HOUR)).toEqual([]);
  });

  it('lists steps shorter than a quarter of an hour', () => {
    const span = { begin: BEGIN + MINUTE, end: BEGIN + 16 * MINUTE };
    expect(listWallMultiples(span, 'UTC', STEP)).toEqual(
      [5, 10, 15].map((m) => BEGIN + m * MINUTE),
    );
  });
});

describe('formatWallDay, formatWallTime', () => {
  it('write the day and time of the zone', () => {
    const instant = at('2026-11-20T16:05Z');
    expect(formatWallDay(instant, 'Asia/Shanghai')).toBe('2026-11-21');
    expect(formatWallTime(instant, 'Asia/Shanghai')).toBe('00:05');
  });
});

describe('formatZonedIso', () => {
  it.each([
    ['UTC', '2026-11-21T13:00:00Z'],
    ['Asia/Kathmandu', '2026-11-21T18:45:00+05:45'],
    ['America/St_Johns', '2026-11-21T09:30:00-03:30'],
  ])('writes the offset of %s', (zone, text) => {
    expect(formatZonedIso(BEGIN, zone)).toBe(text);
  });

  it('names the instant it was given', () => {
    fc.assert(
      fc.property(buckets, zones, (instant, zone) => {
        expect(Date.parse(formatZonedIso(instant, zone))).toBe(instant);
      }),
    );
  });
});
