import { DAY } from '../contract/domain/time.ts';
import type { EpochMs, Millis } from '../contract/domain/time.ts';

// A '+' that was pasted into an address arrives as a space.
const ISO =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?:(Z)|([+ -])(\d\d):?(\d\d))$/i;
const EPOCH_MS = /^\d{12,14}$/;

/** No later instant is read, so that every written one has a year of four digits. */
const LATEST: EpochMs = Date.UTC(9999, 11, 31);

/** The instant of an ISO 8601 date-time with zone or of epoch milliseconds, to the second; undefined for anything else. */
export function parseInstant(text: string): EpochMs | undefined {
  return inReach(EPOCH_MS.test(text) ? Number(text) : parseIso(text));
}

function parseIso(text: string): EpochMs | undefined {
  const [, date = '', hour, minute, second, z, sign, offsetHour, offsetMinute] =
    ISO.exec(text) ?? [];
  const day = parseDay(date);
  const time = timeOfDay(Number(hour), Number(minute), Number(second ?? 0));
  if (day === undefined || time === undefined) return undefined;
  if (z !== undefined) return day + time;
  const offset = timeOfDay(Number(offsetHour), Number(offsetMinute), 0);
  if (offset === undefined) return undefined;
  return day + time - (sign === '-' ? -offset : offset);
}

/** An instant as the shortest UTC ISO text of its minute: `2026-11-20T12:00Z`. */
export function formatInstant(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

/** A calendar day `YYYY-MM-DD` (or with slashes) as the UTC midnight of that date; undefined if there is no such day. */
export function parseDay(text: string): EpochMs | undefined {
  const [, year, , month, day] = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Date.UTC rolls 30 February over into March.
  const same =
    new Date(at).getUTCMonth() === Number(month) - 1 && new Date(at).getUTCDate() === Number(day);
  return same ? inReach(at) : undefined;
}

/** Milliseconds after midnight; 24:00 is the end of the day. Undefined for anything later. */
export function timeOfDay(hour: number, minute: number, second: number): Millis | undefined {
  const time = ((hour * 60 + minute) * 60 + second) * 1_000;
  return minute < 60 && second < 60 && time <= DAY ? time : undefined;
}

/** `at` if an address can hold it (1970 to 9999), else undefined. */
export function inReach(at: EpochMs | undefined): EpochMs | undefined {
  return at !== undefined && at >= 0 && at <= LATEST ? at : undefined;
}
