// Instants <-> the days and times people write, in the page's zone.
import type { Span } from '../../../contract/domain/time.ts';
import { parseDay, timeOfDay } from '../../../view/instant.ts';
import { formatWallDay, formatWallTime } from '../../../time/wall-time.ts';

/** A span as four fields: `2026-11-20`, `20:00`, `2026-11-21`, `24:00`. */
export interface WallFields {
  fromDay: string;
  fromTime: string;
  toDay: string;
  toTime: string;
}

/** The fields that say `span` in `zone`. A span that ends at midnight ends with 24:00 of its last day. */
export function wallFields({ begin, end }: Span, zone: string): WallFields {
  const toMidnight = formatWallTime(end, zone) === '00:00';
  return {
    fromDay: formatWallDay(begin, zone),
    fromTime: formatWallTime(begin, zone),
    toDay: formatWallDay(toMidnight ? end - 1 : end, zone),
    toTime: toMidnight ? '24:00' : formatWallTime(end, zone),
  };
}

/** `9`, `930`, `9:30` and `09：30` as `09:30`; undefined when it is no time of day. 24:00 is one. */
export function parseTimeField(text: string): string | undefined {
  const typed = text.normalize('NFKC').trim();
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed) ?? [];
  if (hour === undefined || timeOfDay(Number(hour), Number(minute), 0) === undefined)
    return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** A written day as it is written here; undefined when there is no such day. */
export function parseDayField(text: string): string | undefined {
  const day = parseDay(text.normalize('NFKC').trim());
  return day === undefined ? undefined : new Date(day).toISOString().slice(0, 10);
}
