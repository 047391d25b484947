import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/contract/domain/time.ts';
import { listDayStarts, startOfZoneDay } from '../../src/time/zone-day.ts';

// Clocks change at midnight, by half an hour, or not at all.
const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Beirut',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
];

const dateIn = (zone: string): ((at: number) => string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  return (at) => format.format(at);
};

describe('startOfZoneDay', () => {
  it.each([
    ['a plain day', '2026-06-10T10:00Z', 'Europe/Berlin', '2026-06-09T22:00Z'],
    ['the day clocks go forward', '2026-03-29T21:59Z', 'Europe/Berlin', '2026-03-28T23:00Z'],
    ['a day that starts at 01:00', '2026-04-24T12:00Z', 'Africa/Cairo', '2026-04-23T22:00Z'],
    [
      'a day with two midnights, from the second',
      '2026-11-01T05:30Z',
      'America/Havana',
      '2026-11-01T04:00Z',
    ],
    [
      'a day with two midnights in the Azores',
      '2026-10-25T12:00Z',
      'Atlantic/Azores',
      '2026-10-25T00:00Z',
    ],
    // Which midnight TZDate finds depends on the host's zone.
    ['a day with two midnights in Amman', '2005-09-30T12:00Z', 'Asia/Amman', '2005-09-29T21:00Z'],
  ])('finds the start of %s', (_, at, zone, expected) => {
    expect(startOfZoneDay(Date.parse(at), zone)).toBe(Date.parse(expected));
  });

  it.each(ZONES)('returns the first minute of its date all year round in %s', (zone) => {
    const dateOf = dateIn(zone);
    const instant = fc.integer({
      min: Date.UTC(2025, 11, 1) / MINUTE,
      max: Date.UTC(2027, 1, 1) / MINUTE,
    });
    fc.assert(
      fc.property(instant, (minutes) => {
        const at = minutes * MINUTE;
        const start = startOfZoneDay(at, zone);
        expect(start).toBeLessThanOrEqual(at);
        expect(dateOf(start)).toBe(dateOf(at));
        expect(dateOf(start - 1) < dateOf(at)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it.each(ZONES)('returns where the date changes on every day of a year in %s', (zone) => {
    const dateOf = dateIn(zone);
    const starts: number[] = [];
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 2); at += 7 * HOUR) {
      const start = startOfZoneDay(at, zone);
      if (start !== starts.at(-1)) starts.push(start);
    }
    expect(starts.length).toBeGreaterThanOrEqual(366);
    expect(starts.filter((start) => dateOf(start - 1) >= dateOf(start))).toEqual([]);
    for (const [i, start] of starts.slice(1).entries()) {
      const before = starts[i] ?? 0;
      expect(Math.abs(start - before - DAY)).toBeLessThanOrEqual(HOUR);
      expect(startOfZoneDay(start, zone, 1)).toBe(before);
    }
  });
});

const at = (iso: string) => Date.parse(iso);
const spanOf = (begin: string, end: string) => ({ begin: at(begin), end: at(end) });

describe('listDayStarts', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-16T16:00:00.000Z'],
    ['UTC', '2026-11-17T00:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-17T08:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-16T18:30:00.000Z'],
  ])('begins the days of %s at local midnight', (zone, first) => {
    const starts = listDayStarts(spanOf('2026-11-16T12:00Z', '2026-11-17T12:00Z'), zone);
    expect(starts.map((start) => new Date(start).toISOString())).toEqual([first]);
  });

  it.each([
    ['Europe/Berlin', '2026-03-27T00:00Z', [24, 23, 24]],
    ['Europe/Berlin', '2026-10-23T00:00Z', [24, 25, 24]],
    ['America/Los_Angeles', '2026-03-07T10:00Z', [23, 24, 24]],
    ['America/Los_Angeles', '2026-10-31T10:00Z', [25, 24, 24]],
  ])('gives clock-change days of %s around %s their own length', (zone, begin, hours) => {
    const starts = listDayStarts({ begin: at(begin), end: at(begin) + 5 * DAY }, zone);
    const lengths = starts.slice(1).map((start, i) => (start - (starts[i] ?? 0)) / HOUR);
    expect(lengths.slice(0, 3)).toEqual(hours);
  });

  it.each([
    'Europe/Berlin',
    'America/Los_Angeles',
    'Asia/Kolkata',
    'America/Havana',
    'Asia/Beirut',
  ])('finds every day of a year in %s, where clocks change at midnight too', (zone) => {
    const starts = listDayStarts(spanOf('2026-01-01T12:00Z', '2027-01-01T12:00Z'), zone);
    expect(starts).toHaveLength(365);
    expect(starts.filter((start) => startOfZoneDay(start, zone) !== start)).toEqual([]);
    const before = starts.slice(1).map((start) => startOfZoneDay(start - 1, zone));
    expect(before).toEqual(starts.slice(0, -1));
  });
});
