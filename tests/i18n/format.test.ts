import { describe, expect, it } from 'vitest';
import { createFormat } from '../../src/i18n/format.ts';
import { en, zh } from '../support/translators.ts';
import type { Lang } from '../../src/view/view.ts';

const NOW = Date.UTC(2027, 0, 3, 6);
const formatIn = (lang: Lang) => createFormat(lang === 'en' ? en : zh, 'Asia/Shanghai', NOW);
// In Shanghai.
const at = (time: string) => Date.parse(`${time}+08:00`);

describe('createFormat', () => {
  it.each<[string, string, string, string, string]>([
    [
      'this year',
      '2027-01-01T00:00',
      '2027-01-02T20:00',
      'Jan 1, 00:00 – Jan 2, 20:00',
      '1月1日 00:00 – 1月2日 20:00',
    ],
    [
      'a day of this year',
      '2027-01-02T10:00',
      '2027-01-02T12:00',
      'Jan 2, 10:00 – 12:00',
      '1月2日 10:00 – 12:00',
    ],
    [
      'across the years',
      '2026-12-27T14:00',
      '2027-01-03T14:00',
      'Dec 27, 2026, 14:00 – Jan 3, 2027, 14:00',
      '2026年12月27日 14:00 – 2027年1月3日 14:00',
    ],
    [
      'a day of last year',
      '2026-12-31T10:00',
      '2026-12-31T12:00',
      'Dec 31, 2026, 10:00 – 12:00',
      '2026年12月31日 10:00 – 12:00',
    ],
    [
      'the same day of two years',
      '2026-01-02T10:00',
      '2027-01-02T12:00',
      'Jan 2, 2026, 10:00 – Jan 2, 2027, 12:00',
      '2026年1月2日 10:00 – 2027年1月2日 12:00',
    ],
  ])('formats a span of %s', (_name, begin, end, english, chinese) => {
    const span = { begin: at(begin), end: at(end) };
    expect(formatIn('en').span(span)).toBe(english);
    expect(formatIn('zh').span(span)).toBe(chinese);
  });

  it('includes the year of dates in other years', () => {
    const format = formatIn('en');
    expect(format.dayTime(at('2027-01-01T00:00'))).toBe('Fri, Jan 1, 00:00');
    expect(format.bucket(at('2026-12-31T23:55'))).toBe('Thu, Dec 31, 2026, 23:55 – 00:00');
    expect(format.utcDay(Date.UTC(2026, 11, 31))).toBe('Thu, Dec 31, 2026');
  });

  it('separates weekday and time by a space', () => {
    expect(formatIn('en').weekdayTime(at('2026-12-29T14:15'))).toBe('Tue 14:15');
    expect(formatIn('zh').weekdayTime(at('2026-12-29T14:15'))).toBe('周二 14:15');
  });
});
