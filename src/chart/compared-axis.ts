import type { Millis } from '../contract/time.ts';
import { createDayWriter, dayStarts } from './time-axis.ts';
import type { TimeAxis, TimeForm } from './time-axis.ts';

export interface ComparedAxisOptions {
  /** A compared time is the axis' time less this. */
  delta: Millis;
  zone: string;
  locale: string;
}

/**
 * What the time axis' labels are in the compared period, one a label: dates for dates, times for
 * times, the first of them with its day. Around a change of clocks the two rows differ by that hour,
 * as they should.
 */
export function writeComparedLabels(
  { labels }: TimeAxis,
  { delta, zone, locale }: ComparedAxisOptions,
): string[] {
  const zoned = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  const write: Record<TimeForm, (at: number) => string> = {
    time: (at) => time.format(at),
    day: createDayWriter(locale, zone),
    date: (at) => date.format(at),
  };
  const time = zoned({ hour: '2-digit', minute: '2-digit' });
  const date = zoned({ month: 'short', day: 'numeric' });
  const countsHours = labels.some(({ form }) => form === 'time');
  return labels.map(({ names, form }, i) => {
    const at = names - delta;
    if (!countsHours) return write[form](at);
    const isMidnight = dayStarts({ begin: at, end: at + 1 }, zone).length > 0;
    return write[isMidnight || i === 0 ? 'day' : 'time'](at);
  });
}
