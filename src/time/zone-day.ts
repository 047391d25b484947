import { TZDate } from '@date-fns/tz';
import { startOfDay, subDays } from 'date-fns';
import { DAY, HOUR } from '../contract/domain/time.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';
import { getOffset } from './offset.ts';
import { wallTimeAt } from './wall-time.ts';

/**
 * Returns the first instant of the calendar day in `zone` that contains `at`, or of the day
 * `daysBefore` it. Where clocks skip midnight, a day starts at 01:00.
 */
export function startOfZoneDay(at: EpochMs, zone: string, daysBefore = 0): EpochMs {
  const start = startOfDay(subDays(startOfDay(new TZDate(at, zone)), daysBefore)).getTime();
  // Where clocks go back to 00:00 there are two midnights; which one TZDate finds depends on the host.
  const turnedBack = getOffset(start - 1, zone) - getOffset(start, zone);
  return turnedBack > 0 ? start - turnedBack : start;
}

/** Lists the first instants of the calendar days of `zone` that begin in `span`. */
export function listDayStarts(span: Span, zone: string): EpochMs[] {
  const starts: EpochMs[] = [];
  let start = startOfZoneDay(span.begin, zone);
  for (; start < span.end; start = nextDayStart(start, zone)) {
    if (start >= span.begin) starts.push(start);
  }
  return starts;
}

function nextDayStart(start: EpochMs, zone: string): EpochMs {
  const next = start + DAY;
  // Two offset look-ups are far cheaper than startOfZoneDay, and suffice for a day of 24 hours.
  const wall = wallTimeAt(next, zone);
  if (wall % DAY === 0 && wall - next === wallTimeAt(start, zone) - start) return next;
  // A day has 23 to 25 hours.
  return startOfZoneDay(start + 26 * HOUR, zone);
}
