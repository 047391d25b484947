import { TZDate } from '@date-fns/tz';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTimeAxis } from '../../../src/chart/model/time-axis.ts';
import type { TimeAxis } from '../../../src/chart/model/time-axis.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';

const at = (iso: string) => Date.parse(iso);
const spanOf = (begin: string, end: string): Span => ({ begin: at(begin), end: at(end) });
const plan = (span: Span, zone: string, width = 1_296, locale = 'en-US') =>
  planTimeAxis({ span, zone, locale, width });
const texts = (axis: { labels: { text: string }[] }) => axis.labels.map(({ text }) => text);
const iso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString());

describe('planTimeAxis', () => {
  it('names every day in its middle and draws its midnight', () => {
    const axis = plan(spanOf('2026-11-15T16:00Z', '2026-11-22T16:00Z'), 'Asia/Shanghai');
    const days = ['Mon 16', 'Tue 17', 'Wed 18', 'Thu 19', 'Fri 20', 'Sat 21', 'Sun 22'];
    expect(texts(axis)).toEqual(days);
    expect(iso(axis.lines.slice(0, 2))).toEqual([
      '2026-11-15T16:00:00.000Z',
      '2026-11-16T16:00:00.000Z',
    ]);
    expect(axis.labels[0]?.at).toBe(at('2026-11-16T04:00Z'));
  });

  it('names the part of a day that is in view, if it is wide enough', () => {
    const axis = plan(spanOf('2026-11-15T06:00Z', '2026-11-22T06:00Z'), 'UTC');
    expect(texts(axis)[0]).toBe('Sun 15');
    expect(axis.labels[0]?.at).toBe(at('2026-11-15T15:00Z'));
    const late = plan(spanOf('2026-11-15T22:00Z', '2026-11-22T22:00Z'), 'UTC');
    expect(texts(late)[0]).toBe('Mon 16');
  });

  it('writes days as the language does', () => {
    const span = spanOf('2026-11-15T16:00Z', '2026-11-18T16:00Z');
    expect(texts(plan(span, 'Asia/Shanghai', 1_296, 'zh-CN'))).toEqual([
      '16日周一',
      '17日周二',
      '18日周三',
    ]);
  });

  it('keeps its lines where they are when a long range moves', () => {
    const begin = at('2026-10-23T00:00Z');
    const linesFrom = (days: number) => {
      const moved = begin + days * DAY;
      return plan({ begin: moved, end: moved + 30 * DAY }, 'UTC').lines;
    };
    const shared = linesFrom(0).filter((line) => line >= begin + DAY);
    expect(linesFrom(1).filter((line) => line < begin + 30 * DAY)).toEqual(shared);
  });

  it('counts hours of the zone, and names the day at its midnight', () => {
    const axis = plan(spanOf('2026-11-21T06:35Z', '2026-11-22T06:35Z'), 'Asia/Shanghai');
    expect(texts(axis).slice(0, 6)).toEqual([
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
    ['days, in Chinese', '2026-12-27T06:00Z', '2027-01-03T06:00Z', 'zh-CN', '2027年1月1日'],
  ])('names a new year once, among %s', (_name, begin, end, locale, text) => {
    const axis = plan(spanOf(begin, end), 'Asia/Shanghai', 1_296, locale);
    expect(axis.labels.filter((label) => label.text.includes('2027'))).toMatchObject([
      { text, strong: true },
    ]);
  });

  it('says nothing of a year that begins where the range ends', () => {
    const axis = plan(spanOf('2026-12-25T16:00Z', '2026-12-31T16:00Z'), 'Asia/Shanghai');
    expect(texts(axis).join(' ')).not.toContain('202');
  });

  it('counts hours where the clock is half an hour off', () => {
    const axis = plan(spanOf('2026-11-21T06:00Z', '2026-11-21T12:00Z'), 'Asia/Kolkata');
    expect(axis.lines.every((line) => (line - at('2026-11-21T00:30Z')) % (HOUR / 2) === 0)).toBe(
      true,
    );
    expect(texts(axis)).toContain('12:00');
  });

  it.each([
    // Berlin skips 02:00 on March 29 and has it twice on October 25; Los Angeles on March 8, November 1.
    ['Europe/Berlin', '2026-03-28T23:00Z', ['00:00', '03:00', '04:00']],
    ['America/Los_Angeles', '2026-03-08T08:00Z', ['00:00', '03:00', '04:00']],
  ])('leaves out the hour %s skips', (zone, begin, expected) => {
    const axis = plan({ begin: at(begin), end: at(begin) + 6 * HOUR }, zone, 440);
    const hours = axis.lines.map((line) => new TZDate(line, zone).getHours());
    expect(hours).not.toContain(2);
    expect(hours.slice(0, 1)).toEqual([0]);
    for (const text of expected.slice(1)) expect(texts(axis)).toContain(text);
  });

  it('draws an hour twice where it happens twice', () => {
    const begin = at('2026-10-24T22:00Z');
    const axis = plan({ begin, end: begin + 6 * HOUR }, 'Europe/Berlin', 500);
    expect(texts(axis).filter((text) => text === '02:00')).toHaveLength(2);
  });

  it('has nothing to say about no time or no room', () => {
    const span = spanOf('2026-11-21T06:00Z', '2026-11-21T12:00Z');
    expect(plan(span, 'UTC', 0)).toEqual({ lines: [], labels: [], comparisonLabels: [] });
    expect(plan({ begin: span.begin, end: span.begin }, 'UTC')).toEqual({
      lines: [],
      labels: [],
      comparisonLabels: [],
    });
  });

  it('stays inside the range, in order and without labels that touch, anywhere and at any width', () => {
    const zones = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata'];
    const inputs = fc.record({
      begin: fc.integer({ min: 0, max: 365 * 288 }).map((n) => at('2026-01-01T00:00Z') + n * STEP),
      length: fc.integer({ min: 1, max: 30 * 288 }).map((n) => n * STEP),
      zone: fc.constantFrom(...zones),
      locale: fc.constantFrom('en-US', 'zh-CN'),
      width: fc.integer({ min: 120, max: 2_400 }),
    });
    fc.assert(
      fc.property(inputs, ({ begin, length, zone, locale, width }) => {
        const span = { begin, end: begin + length };
        const { lines, labels } = planTimeAxis({ span, zone, locale, width });
        const places = labels.map((label) => ((label.at - begin) / length) * width);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        expect(lines.every((line) => line >= span.begin && line < span.end)).toBe(true);
        expect(labels.every((label) => label.at >= span.begin && label.at <= span.end)).toBe(true);
        expect(places.every((x, i) => i === 0 || x - (places[i - 1] ?? 0) >= 24)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the compared row', () => {
  const planCompared = (span: Span, delta: number, zone: string, width = 1_296) =>
    planTimeAxis({ span, zone, locale: 'en-US', width, pairs: [{ ...span, delta }] })
      .comparisonLabels;
  const said = (labels: TimeAxis['comparisonLabels']) => labels.map(({ text }) => text);

  it('says the dates of a week before under the days', () => {
    const span = spanOf('2026-11-15T16:00Z', '2026-11-22T16:00Z');
    const compared = planCompared(span, 7 * DAY, 'Asia/Shanghai');
    const days = ['Nov 9', 'Nov 10', 'Nov 11', 'Nov 12', 'Nov 13', 'Nov 14', 'Nov 15'];
    expect(said(compared)).toEqual(days);
    expect(compared.map((label) => label.at)).toEqual(
      plan(span, 'Asia/Shanghai').labels.map((label) => label.at),
    );
  });

  it('says the time it was then among hours, and the date once a day', () => {
    const span = spanOf('2026-11-21T12:00Z', '2026-11-21T18:00Z');
    const compared = planCompared(span, 16 * HOUR, 'UTC', 500);
    expect(texts(plan(span, 'UTC', 500))).toEqual([
      '12:00',
      '13:00',
      '14:00',
      '15:00',
      '16:00',
      '17:00',
    ]);
    expect(said(compared)).toEqual(['Nov 20', '21:00', '22:00', '23:00', 'Nov 21', '01:00']);
    expect(compared.filter(({ strong }) => strong)).toHaveLength(2);
  });

  it('tells clocks that have changed in between', () => {
    // Berlin left summer time on 25 October 2026: a fixed week earlier it was an hour later on the clock.
    const span = spanOf('2026-10-27T06:00Z', '2026-10-27T12:00Z');
    expect(said(planCompared(span, 7 * DAY, 'Europe/Berlin', 500))).toEqual([
      'Oct 20',
      '09:00',
      '10:00',
      '11:00',
      '12:00',
      '13:00',
    ]);
  });

  it('means the day after a midnight, though the clocks changed in between', () => {
    const span = spanOf('2026-03-08T23:00Z', '2026-04-07T22:00Z');
    const { labels, comparisonLabels } = planTimeAxis({
      span,
      zone: 'Europe/Berlin',
      locale: 'en-US',
      width: 1_296,
      pairs: [{ ...span, delta: 28 * DAY }],
    });
    const pairs = labels.map(({ at: middle, text }) => [
      text,
      comparisonLabels.find((label) => label.at === middle)?.text,
    ]);
    // The first is in winter time like its pair, the second in summer time unlike it.
    expect(pairs).toEqual(
      expect.arrayContaining([
        ['Mar 28', 'Feb 28'],
        ['Apr 3', 'Mar 6'],
      ]),
    );
  });

  it('says the time too where days are set beside parts of two', () => {
    const span = spanOf('2026-11-22T16:00Z', '2026-11-25T16:00Z');
    const compared = planCompared(span, 11 * DAY + 90 * MINUTE, 'Asia/Shanghai');
    expect(said(compared)).toEqual(['Nov 12, 10:30', 'Nov 13, 10:30', 'Nov 14, 10:30']);
  });

  it('says nothing below a time that has none beside it', () => {
    const span = spanOf('2026-11-21T12:00Z', '2026-11-21T18:00Z');
    const pairs = [
      { begin: span.begin, end: at('2026-11-21T14:00Z'), delta: DAY },
      { begin: at('2026-11-21T15:00Z'), end: span.end, delta: DAY + HOUR },
    ];
    const { comparisonLabels } = planTimeAxis({
      span,
      zone: 'UTC',
      locale: 'en-US',
      width: 500,
      pairs,
    });
    expect(said(comparisonLabels)).toEqual(['Nov 20', '13:00', '14:00', '15:00', '16:00']);
  });

  it('names the year where it is another, and has no row without a comparison', () => {
    const span = spanOf('2027-01-03T00:00Z', '2027-01-10T00:00Z');
    expect(said(planCompared(span, 7 * DAY, 'UTC'))[0]).toBe('Dec 27, 2026');
    expect(plan(span, 'UTC').comparisonLabels).toEqual([]);
  });
});
