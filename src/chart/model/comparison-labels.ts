import { DAY, HOUR, floorToStep } from '../../contract/domain/time.ts';
import type { PairedSpan } from '../../contract/domain/time.ts';
import { comparedTime } from '../../planning/align-comparison.ts';
import { wallTimeAt } from '../../time/wall-time.ts';
import { withoutClashes } from './time-labels.ts';
import type { TimeLabel, TimeRuler } from './time-labels.ts';
import { getDateFormat } from './intl-formats.ts';

/**
 * The second row of the time axis: what time it was in the compared period under `labels`, as the
 * clocks of the zone showed it then. Among hours the first of every day says the date; among days a
 * date alone says enough where the clocks showed the same (or an hour off, as a change of clocks leaves it).
 */
export function labelComparison(
  labels: readonly TimeLabel[],
  pairs: readonly PairedSpan[],
  byHours: boolean,
  ruler: TimeRuler,
): TimeLabel[] {
  const { zone, locale } = ruler;
  // Of readings of the clock, which are written as if they were UTC.
  const writer = (options: Intl.DateTimeFormatOptions) =>
    getDateFormat(locale, { timeZone: 'UTC', hourCycle: 'h23', ...options });
  const monthDay = { month: 'short', day: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const time = writer(clock);
  let lastDay = Number.NaN;
  const compared = labels.flatMap((label, i): TimeLabel[] => {
    const place = floorToStep(label.at);
    const at = comparedTime(pairs, place);
    if (at === undefined) return [];
    const now = wallTimeAt(place, zone);
    const then = wallTimeAt(at, zone);
    const wholeDays = now - Math.round((now - then) / DAY) * DAY;
    const isSameTime = Math.abs(wholeDays - then) <= HOUR;
    const meant = isSameTime && !byHours ? wholeDays : then;
    const day = Math.floor(meant / DAY);
    const saysDate = !byHours || day !== lastDay;
    lastDay = day;
    if (!saysDate) return [{ at: label.at, text: time.format(meant), strong: false }];
    const isOtherYear = i === 0 && yearOf(meant) !== yearOf(now);
    const written = writer({
      ...(isOtherYear && { year: 'numeric' }),
      ...monthDay,
      ...(!byHours && !isSameTime && clock),
    });
    return [{ at: label.at, text: written.format(meant), strong: byHours }];
  });
  return withoutClashes(compared, ruler);
}

/** Of a reading of the clock, which is written as if it were UTC. */
function yearOf(reading: number): number {
  return new Date(reading).getUTCFullYear();
}
