import type { Span } from '../../../contract/domain/time.ts';
import { parseDay, toTimeOfDay } from '../../../view/instant.ts';
import { formatWallDay, formatWallTime } from '../../../time/wall-time.ts';

/** For example `2026-11-20`, `20:00`, `2026-11-21`, `24:00`. */
export interface WallFields {
  fromDay: string;
  fromTime: string;
  toDay: string;
  toTime: string;
}

/** Formats a span in `zone`; an end at midnight is 24:00 of the last day. */
export function formatWallFields({ begin, end }: Span, zone: string): WallFields {
  const endsAtMidnight = formatWallTime(end, zone) === '00:00';
  return {
    fromDay: formatWallDay(begin, zone),
    fromTime: formatWallTime(begin, zone),
    toDay: formatWallDay(endsAtMidnight ? end - 1 : end, zone),
    toTime: endsAtMidnight ? '24:00' : formatWallTime(end, zone),
  };
}

/** Parses `9`, `930`, `9:30` or `09：30` to `hh:mm`, up to 24:00; returns undefined if invalid. */
export function parseTimeField(text: string): string | undefined {
  const typed = text.normalize('NFKC').trim();
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed) ?? [];
  if (hour === undefined || toTimeOfDay(Number(hour), Number(minute), 0) === undefined)
    return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** Parses a day to `yyyy-mm-dd`; returns undefined if invalid. */
export function parseDayField(text: string): string | undefined {
  const day = parseDay(text.normalize('NFKC').trim());
  return day === undefined ? undefined : new Date(day).toISOString().slice(0, 10);
}
