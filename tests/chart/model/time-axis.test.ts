import { TZDate } from '@date-fns/tz';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTimeAxis } from '../../../src/chart/model/time-axis.ts';
import { DAY, HOUR, STEP } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';

const parseTime = (iso: string) => Date.parse(iso);
const parseSpan = (begin: string, end: string): Span => ({
  begin: parseTime(begin),
  end: parseTime(end),
});
const plan = (span: Span, zone: string, width = 1_296, locale = 'en-US') =>
  planTimeAxis({ span, zone, locale, width });
const readTexts = (axis: { labels: { text: string }[] }) => axis.labels.map(({ text }) => text);
const toIso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString());

describe('planTimeAxis', () => {
  it('labels every day in its middle, with a line at midnight', () => {
    const axis = plan(parseSpan('2026-11-15T16:00Z', '2026-11-22T16:00Z'), 'Asia/Shanghai');
    const days = ['Mon 16', 'Tue 17', 'Wed 18', 'Thu 19', 'Fri 20', 'Sat 21', 'Sun 22'];
    expect(readTexts(axis)).toEqual(days);
    expect(toIso(axis.lines.slice(0, 2))).toEqual([
      '2026-11-15T16:00:00.000Z',
      '2026-11-16T16:00:00.000Z',
    ]);
    expect(axis.labels[0]?.at).toBe(parseTime('2026-11-16T04:00Z'));
  });

  it('labels the visible part of a day if it is wide enough', () => {
    const axis = plan(parseSpan('2026-11-15T06:00Z', '2026-11-22T06:00Z'), 'UTC');
    expect(readTexts(axis)[0]).toBe('Sun 15');
    expect(axis.labels[0]?.at).toBe(parseTime('2026-11-15T15:00Z'));
    const late = plan(parseSpan('2026-11-15T22:00Z', '2026-11-22T22:00Z'), 'UTC');
    expect(readTexts(late)[0]).toBe('Mon 16');
  });

  it('formats days for the locale', () => {
    const span = parseSpan('2026-11-15T16:00Z', '2026-11-18T16:00Z');
    expect(readTexts(plan(span, 'Asia/Shanghai', 1_296, 'zh-CN'))).toEqual([
      '16日周一',
      '17日周二',
      '18日周三',
    ]);
  });

  it('keeps the days of its lines when a long range moves', () => {
    const begin = parseTime('2026-10-23T00:00Z');
    const linesFrom = (days: number) => {
      const moved = begin + days * DAY;
      return plan({ begin: moved, end: moved + 30 * DAY }, 'UTC').lines;
    };
    const shared = linesFrom(0).filter((line) => line >= begin + DAY);
    expect(linesFrom(1).filter((line) => line < begin + 30 * DAY)).toEqual(shared);
  });

  it('labels hours of the zone, and the day at midnight', () => {
    const axis = plan(parseSpan('2026-11-21T06:35Z', '2026-11-22T06:35Z'), 'Asia/Shanghai');
    expect(readTexts(axis).slice(0, 6)).toEqual([
      '16:00',
      '18:00',
      '20:00',
      '22:00',
      'Sun 22',
      '02:00',
    ]);
    expect(axis.labels.filter(({ strong }) => strong).map(({ text }) => text)).toEqual(['Sun 22']);
  });

  it.each([
    ['hours', '2026-12-30T16:00Z', '2027-01-01T16:00Z', 'en-US', 'Jan 1, 2027'],
    ['days', '2026-12-27T06:00Z', '2027-01-03T06:00Z', 'en-US', 'Jan 1, 2027'],
    ['weeks', '2026-12-10T06:00Z', '2027-01-09T06:00Z', 'en-US', 'Jan 2, 2027'],
    ['days in Chinese', '2026-12-27T06:00Z', '2027-01-03T06:00Z', 'zh-CN', '2027年1月1日'],
  ])('labels a new year once, among %s', (_name, begin, end, locale, text) => {
    const axis = plan(parseSpan(begin, end), 'Asia/Shanghai', 1_296, locale);
    expect(axis.labels.filter((label) => label.text.includes('2027'))).toMatchObject([
      { text, strong: true },
    ]);
  });

  it('does not label a year that begins at the end of the range', () => {
    const axis = plan(parseSpan('2026-12-25T16:00Z', '2026-12-31T16:00Z'), 'Asia/Shanghai');
    expect(readTexts(axis).join(' ')).not.toContain('202');
  });

  it('labels hours of a zone with a half-hour offset', () => {
    const axis = plan(parseSpan('2026-11-21T06:00Z', '2026-11-21T12:00Z'), 'Asia/Kolkata');
    expect(
      axis.lines.every((line) => (line - parseTime('2026-11-21T00:30Z')) % (HOUR / 2) === 0),
    ).toBe(true);
    expect(readTexts(axis)).toContain('12:00');
  });

  it.each([
    // Berlin skips 02:00 on March 29, Los Angeles on March 8.
    ['Europe/Berlin', '2026-03-28T23:00Z', ['00:00', '03:00', '04:00']],
    ['America/Los_Angeles', '2026-03-08T08:00Z', ['00:00', '03:00', '04:00']],
  ])('omits the hour that %s skips', (zone, begin, expected) => {
    const axis = plan({ begin: parseTime(begin), end: parseTime(begin) + 6 * HOUR }, zone, 440);
    const hours = axis.lines.map((line) => new TZDate(line, zone).getHours());
    expect(hours).not.toContain(2);
    expect(hours.slice(0, 1)).toEqual([0]);
    for (const text of expected.slice(1)) expect(readTexts(axis)).toContain(text);
  });

  it('repeats an hour that occurs twice', () => {
    const begin = parseTime('2026-10-24T22:00Z');
    const axis = plan({ begin, end: begin + 6 * HOUR }, 'Europe/Berlin', 500);
    expect(readTexts(axis).filter((text) => text === '02:00')).toHaveLength(2);
  });

  it('is empty without a span or a width', () => {
    const span = parseSpan('2026-11-21T06:00Z', '2026-11-21T12:00Z');
    expect(plan(span, 'UTC', 0)).toEqual({ lines: [], labels: [], comparisonLabels: [] });
    expect(plan({ begin: span.begin, end: span.begin }, 'UTC')).toEqual({
      lines: [],
      labels: [],
      comparisonLabels: [],
    });
  });

  it('keeps lines and labels in order, inside the range and apart', () => {
    const zones = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata'];
    const inputs = fc.record({
      begin: fc
        .integer({ min: 0, max: 365 * 288 })
        .map((n) => parseTime('2026-01-01T00:00Z') + n * STEP),
      length: fc.integer({ min: 1, max: 30 * 288 }).map((n) => n * STEP),
      zone: fc.constantFrom(...zones),
      locale: fc.constantFrom('en-US', 'zh-CN'),
      width: fc.integer({ min: 120, max: 2_400 }),
    });
    fc.assert(
      fc.property(inputs, ({ begin, length, zone, locale, width }) => {
        const span = { begin, end: begin + length };
        const { lines, labels } = planTimeAxis({ span, zone, locale, width });
        const positions = labels.map((label) => ((label.at - begin) / length) * width);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        expect(lines.every((line) => line >= span.begin && line < span.end)).toBe(true);
        expect(labels.every((label) => label.at >= span.begin && label.at <= span.end)).toBe(true);
        expect(positions.every((x, i) => i === 0 || x - (positions[i - 1] ?? 0) >= 24)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
