import { DAY } from '../contract/domain/time.ts';
import type { EpochMs, Millis } from '../contract/domain/time.ts';

// In a URL, a '+' decodes to a space.
const ISO =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?:(Z)|([+ -])(\d\d):?(\d\d))$/i;
const EPOCH_MS = /^\d{12,14}$/;

// Years have four digits.
const LATEST: EpochMs = Date.UTC(9999, 11, 31);

/** Parses ISO 8601 with zone, or epoch milliseconds. */
export function parseInstant(text: string): EpochMs | undefined {
  return limitInstant(EPOCH_MS.test(text) ? Number(text) : parseIso(text));
}

function parseIso(text: string): EpochMs | undefined {
  const [, date = '', hour, minute, second, z, sign, offsetHour, offsetMinute] =
    ISO.exec(text) ?? [];
  const day = parseDay(date);
  const time = toTimeOfDay(Number(hour), Number(minute), Number(second ?? 0));
  if (day === undefined || time === undefined) return undefined;
  if (z !== undefined) return day + time;
  const offset = toTimeOfDay(Number(offsetHour), Number(offsetMinute), 0);
  if (offset === undefined) return undefined;
  return day + time - (sign === '-' ? -offset : offset);
}

/** `2026-11-20T12:00Z` */
export function formatInstant(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

/** Parses `YYYY-MM-DD` (or with slashes) to UTC midnight. */
export function parseDay(text: string): EpochMs | undefined {
  const [, year, , month, day] = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Date.UTC turns 30 February into March.
  const exists =
    new Date(at).getUTCMonth() === Number(month) - 1 && new Date(at).getUTCDate() === Number(day);
  return exists ? limitInstant(at) : undefined;
}

/** Up to 24:00. */
export function toTimeOfDay(hour: number, minute: number, second: number): Millis | undefined {
  const time = ((hour * 60 + minute) * 60 + second) * 1_000;
  return minute < 60 && second < 60 && time <= DAY ? time : undefined;
}

/** Rejects instants outside the years 1970 to 9999. */
export function limitInstant(at: EpochMs | undefined): EpochMs | undefined {
  return at !== undefined && at >= 0 && at <= LATEST ? at : undefined;
}
