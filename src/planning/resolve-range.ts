import type { RangePreset, TimeRange } from '../contract/domain/range.ts';
import {
  DAY,
  HOUR,
  MAX_RANGE_DAYS,
  STEP,
  ceilToStep,
  floorToStep,
} from '../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import { startOfZoneDay } from '../time/zone-day.ts';

export const MAX_RANGE: Millis = MAX_RANGE_DAYS * DAY;

const LENGTHS: Record<Exclude<RangePreset, 'today' | 'yesterday'>, Millis> = {
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': DAY,
  '3d': 3 * DAY,
  '7d': 7 * DAY,
  '14d': 14 * DAY,
  '30d': 30 * DAY,
};

/** Returns an aligned span that is never empty; presets end with the bucket in progress. */
export function resolveRange(range: TimeRange, now: EpochMs, zone: string): Span {
  if (range.kind === 'absolute') {
    const begin = floorToStep(range.from);
    return { begin, end: Math.max(ceilToStep(range.to), begin + STEP) };
  }
  const { preset } = range;
  if (preset === 'yesterday') {
    return {
      begin: floorToStep(startOfZoneDay(now, zone, 1)),
      end: ceilToStep(startOfZoneDay(now, zone)),
    };
  }
  const end = ceilToStep(now);
  if (preset === 'today') {
    const begin = floorToStep(startOfZoneDay(now, zone));
    return { begin, end: Math.max(end, begin + STEP) };
  }
  return { begin: end - LENGTHS[preset], end };
}

export interface ClampedRange {
  span: Span;
  /** Which ends were cut; `long` if cut to the maximum length. */
  clipped: ('before' | 'after' | 'long')[];
  empty: boolean;
}

/** Cuts `span` to [oldest, bucket in progress] and to its newest MAX_RANGE. */
export function clampRange(span: Span, now: EpochMs, oldest: EpochMs): ClampedRange {
  const floor = ceilToStep(oldest);
  const ceiling = Math.max(floor, ceilToStep(now));
  const clipped: ClampedRange['clipped'] = [];
  if (span.begin < floor) clipped.push('before');
  if (span.end > ceiling) clipped.push('after');
  const first = Math.min(Math.max(span.begin, floor), ceiling);
  const end = Math.max(first, Math.min(span.end, ceiling));
  const begin = Math.max(first, end - MAX_RANGE);
  if (begin > first) clipped.splice(0, clipped.length, 'long');
  return { span: { begin, end }, clipped, empty: end <= begin };
}

/** Shifts `span` by its own length, within the same limits. */
export function shiftRange(span: Span, direction: -1 | 1, now: EpochMs, oldest: EpochMs): Span {
  const floor = ceilToStep(oldest);
  const ceiling = ceilToStep(now);
  const length = span.end - span.begin;
  if (floor >= ceiling) return span;
  if (length >= ceiling - floor) return { begin: floor, end: ceiling };
  const shifted = span.begin + direction * length;
  const begin = Math.min(Math.max(shifted, floor), ceiling - length);
  return { begin, end: begin + length };
}
