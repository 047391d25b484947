import { TZDate, tzOffset } from '@date-fns/tz';
import { startOfDay, subDays } from 'date-fns';
import { isZoneName } from '../contract/domain/range.ts';
import type { ZoneChoice } from '../contract/domain/range.ts';
import { MINUTE } from '../contract/domain/time.ts';
import type { EpochMs } from '../contract/domain/time.ts';

/**
 * The IANA name (or `UTC`) of the reader's choice; undefined when this runtime does not know it.
 * `localZone` is the browser's own; one that is unknown counts as UTC.
 */
export function resolveZone(choice: ZoneChoice, localZone: string): string | undefined {
  if (choice === 'local') return isZoneName(localZone) ? localZone : 'UTC';
  return isZoneName(choice) ? choice : undefined;
}

/**
 * The first instant of the calendar day in `zone` that holds `at`, or of the day `daysBefore` it.
 * Not always 00:00: where clocks skip midnight the day starts at 01:00.
 */
export function startOfZoneDay(at: EpochMs, zone: string, daysBefore = 0): EpochMs {
  const start = startOfDay(subDays(startOfDay(new TZDate(at, zone)), daysBefore)).getTime();
  // Where clocks go from 01:00 back to 00:00 there are two midnights; which TZDate finds depends on the host.
  const turnedBack = tzOffset(zone, new Date(start - 1)) - tzOffset(zone, new Date(start));
  return turnedBack > 0 ? start - turnedBack * MINUTE : start;
}
