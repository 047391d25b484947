import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import type { Difference } from '../stats/change.ts';
import type { Translator } from './translate.ts';

export interface Format {
  zone: string;
  /** `1,046`, `99.12` */
  value: (metric: Metric, value: number) => string;
  /** `1,046 ms`, `99.12%` */
  valueWithUnit: (metric: Metric, value: number) => string;
  /** `≤ 1,200 ms`, `≥ 95%` */
  goal: (metric: Metric, goal: number) => string;
  /** `+0.22 pt` for rates, else `+60 ms` */
  difference: (metric: Metric, difference: number) => string;
  /** The ratio `+6.1%` if known, else the difference */
  change: (metric: Metric, change: Pick<Difference, 'difference' | 'ratio'>) => string;
  /** `+60 ms (+6.1%)`, `+0.22 pt` */
  changeInFull: (metric: Metric, change: Pick<Difference, 'difference' | 'ratio'>) => string;
  /** `93.4%` of 0.934 */
  share: (share: number) => string;
  count: (n: number) => string;
  /** `14:35` */
  time: (at: EpochMs) => string;
  /** `Sat 21:10` */
  weekdayTime: (at: EpochMs) => string;
  /** `Sat, Nov 21` */
  day: (at: EpochMs) => string;
  /** `Nov 21, 2025` */
  date: (at: EpochMs) => string;
  /** `Sat, Nov 21`, in UTC */
  utcDay: (at: EpochMs) => string;
  /** `Sat, Nov 21, 21:10` */
  dayTime: (at: EpochMs) => string;
  /** `Sat, Nov 21, 21:10 – 21:15` */
  bucket: (at: EpochMs) => string;
  /** `Nov 15, 20:00 – Nov 22, 20:00`, `Nov 22, 10:00 – 12:00` */
  span: (span: Span) => string;
  /** `UTC+8` */
  offset: (at: EpochMs) => string;
  /** `25 min`, `3 h 25 min`, `2 d 4 h` */
  length: (length: Millis) => string;
}

/** Dates of another year than `now` include the year. Throws RangeError for an unknown zone. */
export function createFormat(translator: Translator, zone: string, now: EpochMs): Format {
  const { locale } = translator;
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  const year = dates({ year: 'numeric' });
  const thisYear = year.format(now);
  const isThisYear = (at: EpochMs) => year.format(at) === thisYear;
  const withOtherYear = (options: Intl.DateTimeFormatOptions) => {
    const plain = dates(options);
    const dated = dates({ year: 'numeric', ...options });
    return (at: EpochMs) => (isThisYear(at) ? plain : dated).format(at);
  };
  const hourMinute = { hour: '2-digit', minute: '2-digit' } as const;
  const monthDay = { month: 'short', day: 'numeric' } as const;
  const time = dates(hourMinute);
  const weekday = dates({ weekday: 'short' });
  const dayOfYear = dates({ year: 'numeric', ...monthDay });
  const day = withOtherYear({ weekday: 'short', ...monthDay });
  const dayTime = withOtherYear({ weekday: 'short', ...monthDay, ...hourMinute });
  const utcDay = withOtherYear({ timeZone: 'UTC', weekday: 'short', ...monthDay });
  const spanTime = dates({ ...monthDay, ...hourMinute });
  const spanYearTime = dates({ year: 'numeric', ...monthDay, ...hourMinute });
  const offset = dates({ timeZoneName: 'shortOffset' });
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const compact = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

  const withUnit = (metric: Metric, text: string) =>
    METRIC_FACTS[metric].unit === 'percent' ? `${text}%` : `${text} ${translator.t('unit.ms')}`;
  const signed = { signDisplay: 'exceptZero' } as const;
  const signedPoints = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, ...signed });
  const signedMs = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, ...signed });
  const signedShare = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    ...signed,
  });
  const difference = (metric: Metric, n: number) =>
    METRIC_FACTS[metric].unit === 'percent'
      ? translator.t('unit.points', { value: signedPoints.format(n) })
      : `${signedMs.format(n)} ${translator.t('unit.ms')}`;
  const value = (metric: Metric, n: number) =>
    (METRIC_FACTS[metric].unit === 'percent' ? percent : integer).format(n);

  return {
    zone,
    value,
    valueWithUnit: (metric, n) => withUnit(metric, value(metric, n)),
    goal: (metric, goal) =>
      `${METRIC_FACTS[metric].better === 'higher' ? '≥' : '≤'} ${withUnit(metric, compact.format(goal))}`,
    difference,
    change: (metric, { difference: n, ratio }) =>
      ratio === null ? difference(metric, n) : signedShare.format(ratio),
    changeInFull: (metric, { difference: n, ratio }) =>
      ratio === null
        ? difference(metric, n)
        : translator.t('with', { text: difference(metric, n), aside: signedShare.format(ratio) }),
    // Rounding must not yield 0 % or 100 % of other shares.
    share: (n) => share.format(n > 0 && n < 1 ? Math.min(Math.max(n, 0.001), 0.999) : n),
    count: (n) => count.format(n),
    time: (at) => time.format(at),
    // The Chinese format has no space.
    weekdayTime: (at) => `${weekday.format(at)} ${time.format(at)}`,
    day,
    date: (at) => dayOfYear.format(at),
    utcDay,
    dayTime,
    bucket: (at) => `${dayTime(at)} – ${time.format(at + STEP)}`,
    span: ({ begin, end }) => {
      const endFormat = isThisYear(begin) && isThisYear(end) ? spanTime : spanYearTime;
      const isOneDay = dayOfYear.format(begin) === dayOfYear.format(end);
      return `${endFormat.format(begin)} – ${(isOneDay ? time : endFormat).format(end)}`;
    },
    offset: (at) =>
      (
        offset.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? zone
      ).replace('GMT', 'UTC'),
    length: (length) => formatLength(length, translator),
  };
}

function formatLength(length: Millis, { t }: Translator): string {
  const days = Math.floor(length / DAY);
  const hours = Math.floor((length % DAY) / HOUR);
  const minutes = Math.floor((length % HOUR) / MINUTE);
  if (days > 0)
    return hours > 0 ? t('length.daysHours', { days, hours }) : t('length.days', { days });
  if (hours === 0) return t('length.minutes', { minutes });
  return minutes > 0 ? t('length.hoursMinutes', { hours, minutes }) : t('length.hours', { hours });
}

/** Prevents line breaks. */
export function keepTogether(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
