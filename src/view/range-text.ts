// What a person types into the range box -> the range it means.
import { RANGE_PRESETS } from '../contract/domain/range.ts';
import type { TimeRange } from '../contract/domain/range.ts';
import { DAY, HOUR, MINUTE, ceilToStep, floorToStep } from '../contract/domain/time.ts';
import type { EpochMs, Millis } from '../contract/domain/time.ts';
import { inReach, parseDay, parseInstant, timeOfDay } from './instant.ts';
import { instantOf, wallTimeAt } from '../time/wall-time.ts';
import type { WallTime } from '../time/wall-time.ts';

/** `unreadable`: no form we know; `reversed`: it ends before it begins; `empty`: nothing typed, or of no length. */
export type RangeText = { range: TimeRange } | { error: 'unreadable' | 'reversed' | 'empty' };

/** One end as typed: an instant, or a day or a time (or both) on the reader's clock. */
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

// Tried in this order: a bare - or / also stands inside dates and offsets.
const SEPARATORS = [
  /^(.+?)\s+(?:to|until|till|-|~|\/)\s+(.+)$/,
  /^(.+?)\s*(?:\.\.+|–|—|~|到|至)\s*(.+)$/,
  /^(.*\d:\d\d)\s*-\s*(.+)$/,
  /^([^/]+)\/([^/]+)$/,
];

/**
 * Reads `now-6h`, `6h`, `last 2 days`, `today`, `yesterday`, `2026-11-20`, `10:00-12:00`,
 * `2026-11-20 20:00 to 22:00`, `yesterday 22:00 to 02:00`, `10:00 to now`, pairs of ISO instants or
 * epoch milliseconds, and the like in Chinese. Days and times are those of `zone` (an IANA name or
 * `UTC`). Times without a day mean the latest such stretch that has begun; an end time not after its
 * begin time is of the next day; an end day is included. What moves with the clock stays a preset.
 */
export function parseRangeText(text: string, now: EpochMs, zone: string): RangeText {
  const typed = text.normalize('NFKC').trim().toLowerCase();
  if (typed === '') return { error: 'empty' };
  return parseMoving(typed, now) ?? parseDayAlone(typed, now, zone) ?? parsePair(typed, now, zone);
}

function parseMoving(typed: string, now: EpochMs): RangeText | undefined {
  if (typed === 'today' || typed === '今天') return { range: { kind: 'preset', preset: 'today' } };
  if (typed === 'yesterday' || typed === '昨天') {
    return { range: { kind: 'preset', preset: 'yesterday' } };
  }
  const length = lengthOf(BACK.exec(typed)?.[1] ?? '');
  if (length === undefined) return undefined;
  const preset = RANGE_PRESETS.find((name) => lengthOf(name) === length);
  if (preset !== undefined) return { range: { kind: 'preset', preset } };
  const to = ceilToStep(now);
  return absolute(to - length, to);
}

function parseDayAlone(typed: string, now: EpochMs, zone: string): RangeText | undefined {
  const day = readDay(typed, now, zone);
  if (day === undefined) return undefined;
  return absolute(instantOf(day, zone, 'first'), instantOf(day + DAY, zone, 'first'));
}

function parsePair(typed: string, now: EpochMs, zone: string): RangeText {
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
  const back = typed.startsWith('now') ? lengthOf(BACK.exec(typed)?.[1] ?? '') : undefined;
  if (back !== undefined) return { kind: 'instant', at: now - back };
  const instant = parseInstant(typed);
  if (instant !== undefined) return { kind: 'instant', at: instant };
  const time = readTime(typed);
  const day = readDay(typed, now, zone);
  if (time !== undefined || day !== undefined) return { kind: 'wall', day, time };
  const [, dayText = '', timeText = ''] = /^(.+?)[t\s]\s*(\d{1,2}:.+)$/.exec(typed) ?? [];
  const both = { day: readDay(dayText, now, zone), time: readTime(timeText) };
  return both.day === undefined || both.time === undefined ? undefined : { kind: 'wall', ...both };
}

function resolvePair(from: End, to: End, now: EpochMs, zone: string): RangeText {
  const start = startOf(from, to, now, zone);
  const begin = from.kind === 'instant' ? from.at : instantOf(start, zone, 'first');
  if (to.kind === 'instant') return absolute(begin, to.at);
  if (to.time === undefined) return absolute(begin, endAt((to.day ?? 0) + DAY, zone));
  if (to.day !== undefined) return absolute(begin, endAt(to.day + to.time, zone));
  const end = Math.floor(start / DAY) * DAY + to.time;
  if (end === start) return { error: 'empty' };
  return absolute(begin, endAt(end < start ? end + DAY : end, zone));
}

/** What the reader's clock shows at the begin. */
function startOf(from: End, to: End, now: EpochMs, zone: string): WallTime {
  if (from.kind === 'instant') return wallTimeAt(from.at, zone);
  const named = from.day ?? (to.kind === 'wall' ? to.day : undefined);
  const start = (named ?? dayAt(now, zone)) + (from.time ?? 0);
  return named === undefined && start > wallTimeAt(now, zone) ? start - DAY : start;
}

/** An end on the clock takes in an hour that is read twice; the end of a day is where the next begins. */
function endAt(wall: WallTime, zone: string): EpochMs {
  return instantOf(wall, zone, wall % DAY === 0 ? 'first' : 'last');
}

function absolute(from: EpochMs, to: EpochMs): RangeText {
  if (from > to) return { error: 'reversed' };
  if (from === to) return { error: 'empty' };
  const [begin, end] = [inReach(floorToStep(from)), inReach(ceilToStep(to))];
  if (begin === undefined || end === undefined) return { error: 'unreadable' };
  return { range: { kind: 'absolute', from: begin, to: end } };
}

function lengthOf(text: string): Millis | undefined {
  const [, count, unit = ''] = LENGTH.exec(text) ?? [];
  const length = UNITS.find(([name]) => name.test(unit))?.[1];
  return length === undefined ? undefined : Number(count) * length;
}

function readDay(text: string, now: EpochMs, zone: string): WallTime | undefined {
  if (text === 'today' || text === '今天') return dayAt(now, zone);
  if (text === 'yesterday' || text === '昨天') return dayAt(now, zone) - DAY;
  return parseDay(text);
}

function readTime(text: string): Millis | undefined {
  const [, hour, minute, second] = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  return timeOfDay(Number(hour), Number(minute), Number(second ?? 0));
}

function dayAt(at: EpochMs, zone: string): WallTime {
  return Math.floor(wallTimeAt(at, zone) / DAY) * DAY;
}
