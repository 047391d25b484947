// Parses typed ranges, in English and Chinese.
import { RANGE_PRESETS } from '../contract/domain/range.ts';
import type { TimeRange } from '../contract/domain/range.ts';
import { DAY, HOUR, MINUTE, ceilToStep, floorToStep } from '../contract/domain/time.ts';
import type { EpochMs, Millis } from '../contract/domain/time.ts';
import { limitInstant, parseDay, parseInstant, toTimeOfDay } from './instant.ts';
import { instantOf, wallTimeAt } from '../time/wall-time.ts';
import type { WallTime } from '../time/wall-time.ts';

/** `reversed`: ends before it begins; `empty`: no text, or no length. */
export type ParsedRange = { range: TimeRange } | { error: 'unreadable' | 'reversed' | 'empty' };

type End =
  | { kind: 'instant'; at: EpochMs }
  | { kind: 'wall'; day: WallTime | undefined; time: Millis | undefined };

const UNITS: readonly [RegExp, Millis][] = [
  [/^(?:m|mins?|minutes?|分钟?)$/, MINUTE],
  [/^(?:h|hrs?|hours?|个?小时)$/, HOUR],
  [/^(?:d|days?|天)$/, DAY],
  [/^(?:w|weeks?|周)$/, 7 * DAY],
];
const LENGTH = /^(\d{1,6})\s*([a-z分钟个小时天周]+)$/;
const BACK = /^(?:now\s*-|last|past|最近|过去)?\s*(\d.*)$/;

// In this order: dates and offsets contain - and / too.
const SEPARATORS = [
  /^(.+?)\s+(?:to|until|till|-|~|\/)\s+(.+)$/,
  /^(.+?)\s*(?:\.\.+|–|—|~|到|至)\s*(.+)$/,
  /^(.*\d:\d\d)\s*-\s*(.+)$/,
  /^([^/]+)\/([^/]+)$/,
];

/**
 * Parses `now-6h`, `last 2 days`, `2026-11-20`, `10:00-12:00`, `yesterday 22:00 to 02:00`, pairs of
 * instants, and the like, in `zone`. Times without a day are of the latest period that has begun.
 */
export function parseRangeText(text: string, now: EpochMs, zone: string): ParsedRange {
  const typed = text.normalize('NFKC').trim().toLowerCase();
  if (typed === '') return { error: 'empty' };
  return parsePreset(typed, now) ?? parseSingleDay(typed, now, zone) ?? parsePair(typed, now, zone);
}

function parsePreset(typed: string, now: EpochMs): ParsedRange | undefined {
  if (typed === 'today' || typed === '今天') return { range: { kind: 'preset', preset: 'today' } };
  if (typed === 'yesterday' || typed === '昨天') {
    return { range: { kind: 'preset', preset: 'yesterday' } };
  }
  const length = parseLength(BACK.exec(typed)?.[1] ?? '');
  if (length === undefined) return undefined;
  const preset = RANGE_PRESETS.find((name) => parseLength(name) === length);
  if (preset !== undefined) return { range: { kind: 'preset', preset } };
  const to = ceilToStep(now);
  return toAbsolute(to - length, to);
}

function parseSingleDay(typed: string, now: EpochMs, zone: string): ParsedRange | undefined {
  const day = parseDayText(typed, now, zone);
  if (day === undefined) return undefined;
  return toAbsolute(instantOf(day, zone, 'first'), instantOf(day + DAY, zone, 'first'));
}

function parsePair(typed: string, now: EpochMs, zone: string): ParsedRange {
  for (const separator of SEPARATORS) {
    const [, first = '', second = ''] = separator.exec(typed) ?? [];
    const from = parseEnd(first.trim(), now, zone);
    const to = parseEnd(second.trim(), now, zone);
    if (from !== undefined && to !== undefined) return resolvePair(from, to, now, zone);
  }
  return { error: 'unreadable' };
}

function parseEnd(typed: string, now: EpochMs, zone: string): End | undefined {
  if (typed === 'now' || typed === '现在') return { kind: 'instant', at: now };
  const back = typed.startsWith('now') ? parseLength(BACK.exec(typed)?.[1] ?? '') : undefined;
  if (back !== undefined) return { kind: 'instant', at: now - back };
  const instant = parseInstant(typed);
  if (instant !== undefined) return { kind: 'instant', at: instant };
  const time = parseTimeText(typed);
  const day = parseDayText(typed, now, zone);
  if (time !== undefined || day !== undefined) return { kind: 'wall', day, time };
  const [, dayText = '', timeText = ''] = /^(.+?)[t\s]\s*(\d{1,2}:.+)$/.exec(typed) ?? [];
  const wall = { day: parseDayText(dayText, now, zone), time: parseTimeText(timeText) };
  return wall.day === undefined || wall.time === undefined ? undefined : { kind: 'wall', ...wall };
}

function resolvePair(from: End, to: End, now: EpochMs, zone: string): ParsedRange {
  const start = resolveStart(from, to, now, zone);
  const begin = from.kind === 'instant' ? from.at : instantOf(start, zone, 'first');
  if (to.kind === 'instant') return toAbsolute(begin, to.at);
  if (to.time === undefined) return toAbsolute(begin, resolveEnd((to.day ?? 0) + DAY, zone));
  if (to.day !== undefined) return toAbsolute(begin, resolveEnd(to.day + to.time, zone));
  const end = Math.floor(start / DAY) * DAY + to.time;
  if (end === start) return { error: 'empty' };
  return toAbsolute(begin, resolveEnd(end < start ? end + DAY : end, zone));
}

function resolveStart(from: End, to: End, now: EpochMs, zone: string): WallTime {
  if (from.kind === 'instant') return wallTimeAt(from.at, zone);
  const day = from.day ?? (to.kind === 'wall' ? to.day : undefined);
  const start = (day ?? getDayStart(now, zone)) + (from.time ?? 0);
  return day === undefined && start > wallTimeAt(now, zone) ? start - DAY : start;
}

// An end time includes a repeated hour; the end of a day is where the next begins.
function resolveEnd(wall: WallTime, zone: string): EpochMs {
  return instantOf(wall, zone, wall % DAY === 0 ? 'first' : 'last');
}

function toAbsolute(from: EpochMs, to: EpochMs): ParsedRange {
  if (from > to) return { error: 'reversed' };
  if (from === to) return { error: 'empty' };
  const [begin, end] = [limitInstant(floorToStep(from)), limitInstant(ceilToStep(to))];
  if (begin === undefined || end === undefined) return { error: 'unreadable' };
  return { range: { kind: 'absolute', from: begin, to: end } };
}

function parseLength(text: string): Millis | undefined {
  const [, count, unit = ''] = LENGTH.exec(text) ?? [];
  const length = UNITS.find(([name]) => name.test(unit))?.[1];
  return length === undefined ? undefined : Number(count) * length;
}

function parseDayText(text: string, now: EpochMs, zone: string): WallTime | undefined {
  if (text === 'today' || text === '今天') return getDayStart(now, zone);
  if (text === 'yesterday' || text === '昨天') return getDayStart(now, zone) - DAY;
  return parseDay(text);
}

function parseTimeText(text: string): Millis | undefined {
  const [, hour, minute, second] = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  return toTimeOfDay(Number(hour), Number(minute), Number(second ?? 0));
}

function getDayStart(at: EpochMs, zone: string): WallTime {
  return Math.floor(wallTimeAt(at, zone) / DAY) * DAY;
}
