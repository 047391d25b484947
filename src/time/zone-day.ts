import { TZDate } from '@date-fns/tz';
import { startOfDay, subDays } from 'date-fns';
import { DAY, HOUR } from '../contract/domain/time.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';
import { getOffset } from './offset.ts';
import { wallTimeAt } from './wall-time.ts';

/** Returns the first instant of the calendar day, at 01:00 where clocks skip midnight. */
export function startOfZoneDay(at: EpochMs, zone: string, daysBefore = 0): EpochMs {
  const start = startOfDay(subDays(startOfDay(new TZDate(at, zone)), daysBefore)).getTime();
  // Of two midnights, TZDate finds either one, depending on the host.
  const turnedBack = getOffset(start - 1, zone) - getOffset(start, zone);
  return turnedBack > 0 ? start - turnedBack : start;
}

/** Lists the calendar days that begin in `span`. */
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
  // Much cheaper than startOfZoneDay, for a day of 24 hours.
  const wall = wallTimeAt(next, zone);
  if (wall % DAY === 0 && wall - next === wallTimeAt(start, zone) - start) return next;
  // A day has 23 to 25 hours.
  return startOfZoneDay(start + 26 * HOUR, zone);
}
