import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import type { Difference } from '../stats/change.ts';
import type { Translator } from './translate.ts';

/** How figures and times are written, in one language and one zone. */
export interface Format {
  /** The IANA zone every time on the page is in. */
  zone: string;
  /** A metric's value without its unit: `1,046`, `99.12`. */
  value: (metric: Metric, value: number) => string;
  /** A metric's value with its unit: `1,046 ms`, `99.12%`. */
  valueWithUnit: (metric: Metric, value: number) => string;
  /** A goal with its direction: `≤ 1,200 ms`, `≥ 95%`. */
  goal: (metric: Metric, goal: number) => string;
  /** A difference with its sign and unit: `+0.22 pt` for rates, `+60 ms` else. */
  difference: (metric: Metric, difference: number) => string;
  /** A change in short: `+0.22 pt` for rates, `+6.1%` where there is a base for it, else `+60 ms`. */
  change: (metric: Metric, change: Pick<Difference, 'difference' | 'ratio'>) => string;
  /** A change in every form it has: `+60 ms (+6.1%)`, for rates `+0.22 pt`. */
  changeInFull: (metric: Metric, change: Pick<Difference, 'difference' | 'ratio'>) => string;
  /** A share of one: `93.4%`. */
  share: (share: number) => string;
  count: (n: number) => string;
  /** `14:35` */
  time: (at: EpochMs) => string;
  /** `Sat 21:10` */
  weekdayTime: (at: EpochMs) => string;
  /** `Sat, Nov 21` */
  day: (at: EpochMs) => string;
  /** `Nov 21, 2025`: a day that may be of another year. */
  date: (at: EpochMs) => string;
  /** `Sat, Nov 21`: the UTC day that begins at `at`, whatever the zone. */
  utcDay: (at: EpochMs) => string;
  /** `Sat, Nov 21, 21:10` */
  dayTime: (at: EpochMs) => string;
  /** `Sat, Nov 21, 21:10 – 21:15`: the five-minute bucket that starts at `at`. */
  bucket: (at: EpochMs) => string;
  /** `Nov 15, 20:00 – Nov 22, 20:00`, within a day `Nov 22, 10:00 – 12:00`; with years if not both are this one. */
  span: (span: Span) => string;
  /** `UTC+8`, as it is at that time. */
  offset: (at: EpochMs) => string;
  /** `25 min`, `3 h 25 min`, from a day on without the minutes: `2 d 4 h` */
  length: (length: Millis) => string;
}

/**
 * Formatters for one language and one zone. Dates of another year than `now` say so. Throws RangeError
 * when the zone is unknown.
 */
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
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const monthDay = { month: 'short', day: 'numeric' } as const;
  const time = dates(clock);
  const weekday = dates({ weekday: 'short' });
  const dayOfYear = dates({ year: 'numeric', ...monthDay });
  const day = withOtherYear({ weekday: 'short', ...monthDay });
  const dayTime = withOtherYear({ weekday: 'short', ...monthDay, ...clock });
  const utcDay = withOtherYear({ timeZone: 'UTC', weekday: 'short', ...monthDay });
  const spanTime = dates({ ...monthDay, ...clock });
  const spanYearTime = dates({ year: 'numeric', ...monthDay, ...clock });
  const offset = dates({ timeZoneName: 'shortOffset' });
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
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
    (METRIC_FACTS[metric].unit === 'percent' ? percent : whole).format(n);

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
    // Rounding must not make all of nearly all, nor none of a few.
    share: (n) => share.format(n > 0 && n < 1 ? Math.min(Math.max(n, 0.001), 0.999) : n),
    count: (n) => count.format(n),
    time: (at) => time.format(at),
    // Chinese would write the two without a space.
    weekdayTime: (at) => `${weekday.format(at)} ${time.format(at)}`,
    day,
    date: (at) => dayOfYear.format(at),
    utcDay,
    dayTime,
    bucket: (at) => `${dayTime(at)} – ${time.format(at + STEP)}`,
    span: ({ begin, end }) => {
      const ends = isThisYear(begin) && isThisYear(end) ? spanTime : spanYearTime;
      const isOneDay = dayOfYear.format(begin) === dayOfYear.format(end);
      return `${ends.format(begin)} – ${(isOneDay ? time : ends).format(end)}`;
    },
    offset: (at) =>
      (
        offset.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? zone
      ).replace('GMT', 'UTC'),
    length: (length) => writeLength(length, translator),
  };
}

function writeLength(length: Millis, { t }: Translator): string {
  const days = Math.floor(length / DAY);
  const hours = Math.floor((length % DAY) / HOUR);
  const minutes = Math.floor((length % HOUR) / MINUTE);
  if (days > 0)
    return hours > 0 ? t('length.daysHours', { days, hours }) : t('length.days', { days });
  if (hours === 0) return t('length.minutes', { minutes });
  return minutes > 0 ? t('length.hoursMinutes', { hours, minutes }) : t('length.hours', { hours });
}

/** The same words, not to be torn apart at the end of a line. */
export function keepTogether(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
