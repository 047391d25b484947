import { describe, expect, it } from 'vitest';
import { planTimeAxis } from '../../../src/chart/model/time-axis.ts';
import type { TimeLabel } from '../../../src/chart/model/time-labels.ts';
import { DAY, HOUR, MINUTE } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';

const parseTime = (iso: string) => Date.parse(iso);
const parseSpan = (begin: string, end: string): Span => ({
  begin: parseTime(begin),
  end: parseTime(end),
});
const readTexts = (labels: readonly TimeLabel[]) => labels.map(({ text }) => text);

/** Plans a time axis whose comparison is `delta` earlier. */
const plan = (span: Span, delta: number, zone: string, width = 1_296) =>
  planTimeAxis({ span, zone, locale: 'en-US', width, pairs: [{ ...span, delta }] });

describe('labelComparison', () => {
  it('labels days with their comparison dates', () => {
    const span = parseSpan('2026-11-15T16:00Z', '2026-11-22T16:00Z');
    const { labels, comparisonLabels } = plan(span, 7 * DAY, 'Asia/Shanghai');
    const dates = ['Nov 9', 'Nov 10', 'Nov 11', 'Nov 12', 'Nov 13', 'Nov 14', 'Nov 15'];
    expect(readTexts(comparisonLabels)).toEqual(dates);
    expect(comparisonLabels.map(({ at }) => at)).toEqual(labels.map(({ at }) => at));
  });

  it('labels hours with their comparison times, and once per day with the date', () => {
    const span = parseSpan('2026-11-21T12:00Z', '2026-11-21T18:00Z');
    const { labels, comparisonLabels } = plan(span, 16 * HOUR, 'UTC', 500);
    const hours = ['12:00', '13:00', '14:00', '15:00', '16:00', '17:00'];
    expect(readTexts(labels)).toEqual(hours);
    const comparison = ['Nov 20', '21:00', '22:00', '23:00', 'Nov 21', '01:00'];
    expect(readTexts(comparisonLabels)).toEqual(comparison);
    expect(comparisonLabels.filter(({ strong }) => strong)).toHaveLength(2);
  });

  it('uses the wall time of the comparison period after a clock change', () => {
    // Berlin left summer time on 25 October 2026.
    const span = parseSpan('2026-10-27T06:00Z', '2026-10-27T12:00Z');
    const { comparisonLabels } = plan(span, 7 * DAY, 'Europe/Berlin', 500);
    const comparison = ['Oct 20', '09:00', '10:00', '11:00', '12:00', '13:00'];
    expect(readTexts(comparisonLabels)).toEqual(comparison);
  });

  it('labels the same day of month on both sides of a clock change', () => {
    const span = parseSpan('2026-03-08T23:00Z', '2026-04-07T22:00Z');
    const { labels, comparisonLabels } = plan(span, 28 * DAY, 'Europe/Berlin');
    const pairs = labels.map(({ at, text }) => [
      text,
      comparisonLabels.find((label) => label.at === at)?.text,
    ]);
    // March 28 and its counterpart are in winter time, April 3 is in summer time.
    expect(pairs).toEqual(
      expect.arrayContaining([
        ['Mar 28', 'Feb 28'],
        ['Apr 3', 'Mar 6'],
      ]),
    );
  });

  it('adds the time to days that are not compared with whole days', () => {
    const span = parseSpan('2026-11-22T16:00Z', '2026-11-25T16:00Z');
    const { comparisonLabels } = plan(span, 11 * DAY + 90 * MINUTE, 'Asia/Shanghai');
    const comparison = ['Nov 12, 10:30', 'Nov 13, 10:30', 'Nov 14, 10:30'];
    expect(readTexts(comparisonLabels)).toEqual(comparison);
  });

  it('omits times without a counterpart', () => {
    const span = parseSpan('2026-11-21T12:00Z', '2026-11-21T18:00Z');
    const pairs = [
      { begin: span.begin, end: parseTime('2026-11-21T14:00Z'), delta: DAY },
      { begin: parseTime('2026-11-21T15:00Z'), end: span.end, delta: DAY + HOUR },
    ];
    const { comparisonLabels } = planTimeAxis({
      span,
      zone: 'UTC',
      locale: 'en-US',
      width: 500,
      pairs,
    });
    const comparison = ['Nov 20', '13:00', '14:00', '15:00', '16:00'];
    expect(readTexts(comparisonLabels)).toEqual(comparison);
  });

  it('adds a year that differs, and is empty without a comparison', () => {
    const span = parseSpan('2027-01-03T00:00Z', '2027-01-10T00:00Z');
    const { comparisonLabels } = plan(span, 7 * DAY, 'UTC');
    expect(readTexts(comparisonLabels)[0]).toBe('Dec 27, 2026');
    const axis = planTimeAxis({ span, zone: 'UTC', locale: 'en-US', width: 1_296 });
    expect(axis.comparisonLabels).toEqual([]);
  });
});
