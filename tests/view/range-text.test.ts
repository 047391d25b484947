import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RANGE_PRESETS } from '../../src/contract/domain/range.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import { parseRangeText } from '../../src/view/range-text.ts';
import type { ParsedRange } from '../../src/view/range-text.ts';

const ms = (iso: string): number => Date.parse(iso);
// 17:03 in Shanghai.
const NOW = ms('2026-11-20T09:03Z');
const parse = (text: string, zone = 'Asia/Shanghai', now = NOW): ParsedRange =>
  parseRangeText(text, now, zone);
const iso = (result: ParsedRange): string => {
  if ('error' in result) return result.error;
  if (result.range.kind === 'preset') return result.range.preset;
  const { from, to } = result.range;
  return [from, to].map((at) => new Date(at).toISOString().slice(0, 16)).join(' ');
};

describe('parseRangeText', () => {
  it.each([
    ['now-6h', '6h'],
    ['6h', '6h'],
    ['6 hours', '6h'],
    ['last 6 hours', '6h'],
    ['NOW - 1H', '1h'],
    ['60m', '1h'],
    ['1 day', '24h'],
    ['1w', '7d'],
    ['30d', '30d'],
    ['today', 'today'],
    ['Yesterday', 'yesterday'],
    ['最近6小时', '6h'],
    ['过去 3 天', '3d'],
    ['今天', 'today'],
    ['昨天', 'yesterday'],
    // Without a matching preset: absolute.
    ['90m', '2026-11-20T07:35 2026-11-20T09:05'],
    ['now-2h', '2026-11-20T07:05 2026-11-20T09:05'],
    ['now-12h to now-6h', '2026-11-19T21:00 2026-11-20T03:05'],
    // Times: of the latest day on which they have begun.
    ['10:00-12:00', '2026-11-20T02:00 2026-11-20T04:00'],
    ['10:00 to 12:00', '2026-11-20T02:00 2026-11-20T04:00'],
    ['10:00 – 12:00', '2026-11-20T02:00 2026-11-20T04:00'],
    ['10:00 到 12:00', '2026-11-20T02:00 2026-11-20T04:00'],
    ['10：00～12：00', '2026-11-20T02:00 2026-11-20T04:00'],
    ['18:00-20:00', '2026-11-19T10:00 2026-11-19T12:00'],
    ['22:00-02:00', '2026-11-19T14:00 2026-11-19T18:00'],
    ['16:00-24:00', '2026-11-20T08:00 2026-11-20T16:00'],
    ['10:00 to now', '2026-11-20T02:00 2026-11-20T09:05'],
    ['9:02-9:03', '2026-11-20T01:00 2026-11-20T01:05'],
    // Days.
    ['2026-11-18', '2026-11-17T16:00 2026-11-18T16:00'],
    ['2026/11/18', '2026-11-17T16:00 2026-11-18T16:00'],
    ['2026-11-16 to 2026-11-18', '2026-11-15T16:00 2026-11-18T16:00'],
    ['2026-11-16/2026-11-18', '2026-11-15T16:00 2026-11-18T16:00'],
    ['2026-11-18 to now', '2026-11-17T16:00 2026-11-20T09:05'],
    ['yesterday to today', '2026-11-18T16:00 2026-11-20T16:00'],
    // Days with times.
    ['2026-11-20 20:00 to 22:00', '2026-11-20T12:00 2026-11-20T14:00'],
    ['2026-11-20 20:00-22:00', '2026-11-20T12:00 2026-11-20T14:00'],
    ['2026-11-18 22:00 to 02:00', '2026-11-18T14:00 2026-11-18T18:00'],
    ['2026-11-18 22:00 to 2026-11-20 02:00', '2026-11-18T14:00 2026-11-19T18:00'],
    ['2026-11-18T22:00 to 2026-11-20T02:00:00', '2026-11-18T14:00 2026-11-19T18:00'],
    ['yesterday 22:00 to 02:00', '2026-11-19T14:00 2026-11-19T18:00'],
    ['yesterday 22:00 to today 02:00', '2026-11-19T14:00 2026-11-19T18:00'],
    ['昨天 22:00 至 02:00', '2026-11-19T14:00 2026-11-19T18:00'],
    ['20:00 to 2026-11-18 22:00', '2026-11-18T12:00 2026-11-18T14:00'],
    // Instants with their own zone.
    ['2026-11-20T12:00Z to 2026-11-20T13:00Z', '2026-11-20T12:00 2026-11-20T13:00'],
    ['2026-11-20T12:00Z/2026-11-20T13:00Z', '2026-11-20T12:00 2026-11-20T13:00'],
    ['2026-11-20T20:00:00+08:00..2026-11-20T13:00:00.000Z', '2026-11-20T12:00 2026-11-20T13:00'],
    ['1790000100000 - 1790000400000', '2026-09-21T14:15 2026-09-21T14:20'],
    // Invalid.
    ['', 'empty'],
    ['   ', 'empty'],
    ['0h', 'empty'],
    ['10:00-10:00', 'empty'],
    ['2026-11-20 10:00 to 10:00', 'empty'],
    ['2026-11-20 to 2026-11-18', 'reversed'],
    ['2026-11-20 10:00 to 2026-11-20 09:00', 'reversed'],
    ['2026-11-20T13:00Z to 2026-11-20T12:00Z', 'reversed'],
    ['now to 10:00', '2026-11-20T09:00 2026-11-21T02:00'],
    ['soon', 'unreadable'],
    ['25:00-26:00', 'unreadable'],
    ['10:60-11:00', 'unreadable'],
    ['2026-02-30', 'unreadable'],
    ['10:00', 'unreadable'],
    ['999999w', 'unreadable'],
    ['6 parsecs', 'unreadable'],
    ['to', 'unreadable'],
  ])('parses %j as %s', (text, expected) => {
    expect(iso(parse(text))).toBe(expected);
  });

  it.each([
    ['a day of 23 hours', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00 2026-03-29T22:00'],
    ['a day of 25 hours', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00 2026-10-25T23:00'],
    [
      'a day that begins at 01:00',
      '2026-04-24',
      'Africa/Cairo',
      '2026-04-23T22:00 2026-04-24T21:00',
    ],
    [
      'a day with two midnights',
      '2026-11-01',
      'America/Havana',
      '2026-11-01T04:00 2026-11-02T05:00',
    ],
    [
      'the day before two midnights',
      '2026-10-31',
      'America/Havana',
      '2026-10-31T04:00 2026-11-01T04:00',
    ],
    [
      'the end of a day before two midnights',
      '2026-10-31 22:00 to 24:00',
      'America/Havana',
      '2026-11-01T02:00 2026-11-01T04:00',
    ],
    [
      'an hour that is read twice',
      '2026-10-25 02:00 to 02:30',
      'Europe/Berlin',
      '2026-10-25T00:00 2026-10-25T01:30',
    ],
    [
      'an end in the hour that is skipped',
      '2026-03-29 01:00 to 02:30',
      'Europe/Berlin',
      '2026-03-29T00:00 2026-03-29T01:00',
    ],
    [
      'a begin in the hour that is skipped',
      '2026-03-29 02:30 to 03:30',
      'Europe/Berlin',
      '2026-03-29T01:00 2026-03-29T01:30',
    ],
    ['only skipped minutes', '2026-03-29 02:15 to 02:45', 'Europe/Berlin', 'empty'],
    [
      'a skipped half hour',
      '2026-10-04 02:15 to 03:00',
      'Australia/Lord_Howe',
      '2026-10-03T15:30 2026-10-03T16:00',
    ],
    [
      'a zone of odd minutes',
      '2026-11-18 10:00-12:00',
      'Asia/Kathmandu',
      '2026-11-18T04:15 2026-11-18T06:15',
    ],
  ])('handles %s', (_, text, zone, expected) => {
    expect(iso(parse(text, zone))).toBe(expected);
  });

  it('parses the name of every preset as that preset', () => {
    for (const preset of RANGE_PRESETS) {
      expect(parse(preset)).toEqual({ range: { kind: 'preset', preset } });
    }
  });

  it('never throws, and returns aligned ranges that are not empty', () => {
    const words = fc.constantFrom(
      'now',
      '-',
      '6h',
      'to',
      'today',
      'yesterday',
      '10:00',
      '24:00',
      '2026-11-20',
      '2026-03-29',
      '/',
      '..',
      '到',
      '2026-11-20T12:01:30Z',
      'T',
      '+08:00',
      '1790000000000',
    );
    const typed = fc.oneof(
      fc.array(words, { maxLength: 5 }).map((parts) => parts.join(' ')),
      fc.array(words, { maxLength: 4 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    const zones = fc.constantFrom('UTC', 'Asia/Shanghai', 'Europe/Berlin', 'Africa/Cairo');
    fc.assert(
      fc.property(typed, zones, (text, zone) => {
        const result = parse(text, zone);
        if ('error' in result || result.range.kind === 'preset') return;
        const { from, to } = result.range;
        expect([from % STEP, to % STEP]).toEqual([0, 0]);
        expect(from).toBeLessThan(to);
      }),
      { numRuns: 1_000 },
    );
  });
});
