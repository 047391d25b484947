import { DAY, HOUR } from '../contract/time.ts';
import type { EpochMs, Millis } from '../contract/time.ts';
import { wallClock, withoutClashes } from './time-labels.ts';
import type { TimeLabel, TimeRuler } from './time-labels.ts';

/**
 * The second row of the time axis: what time it was in the compared period, `delta` earlier, under
 * `labels`, as the clocks of the zone showed it then. Among hours the first of every day says the date.
 */
export function labelCompared(
  labels: readonly TimeLabel[],
  delta: Millis,
  byHours: boolean,
  ruler: TimeRuler,
): TimeLabel[] {
  const { zone, locale } = ruler;
  const writer = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  const date = writer({ month: 'short', day: 'numeric' });
  const fullDate = writer({ year: 'numeric', month: 'short', day: 'numeric' });
  const time = writer({ hour: '2-digit', minute: '2-digit' });
  const yearOf = (at: EpochMs) => new Date(wallClock(at, zone)).getUTCFullYear();
  let lastDay = Number.NaN;
  const compared = labels.map((label, i): TimeLabel => {
    const at = label.at - delta;
    // A midnight means the day after it, also when the clocks changed in between and it is 23:00 there.
    const isMidnight = !byHours && wallClock(label.at, zone) % DAY === 0;
    const meant = isMidnight ? at + HOUR : at;
    const day = Math.floor(wallClock(meant, zone) / DAY);
    const saysDate = !byHours || day !== lastDay;
    lastDay = day;
    if (!saysDate) return { at: label.at, text: time.format(at), strong: false };
    const isOtherYear = i === 0 && yearOf(meant) !== yearOf(label.at);
    const text = (isOtherYear ? fullDate : date).format(meant);
    return { at: label.at, text, strong: byHours };
  });
  return withoutClashes(compared, ruler);
}
