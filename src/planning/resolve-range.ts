// What the person asked for + the clock -> an absolute span, the first thing every request starts from.
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

/** A range is never longer: a deep archive must not let one page ask for years. */
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

/**
 * The five-minute aligned span of `range`, never empty. What ends "now" ends with the bucket in
 * progress; days are days of `zone` (a resolved IANA name or `UTC`), so they may have 23 or 25 hours.
 */
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

/** A span cut to what can be there. */
export interface ClampedRange {
  span: Span;
  /** Which ends were cut; `long` when all but its newest part was, for its length. */
  clipped: ('before' | 'after' | 'long')[];
  /** Nothing is left: the span lies wholly in the future or before `oldest`. */
  empty: boolean;
}

/**
 * `span` without what is older than `oldest` and what lies beyond the bucket in progress at `now`; of
 * what is longer than the longest range its newest part.
 */
export function clampRange(span: Span, now: EpochMs, oldest: EpochMs): ClampedRange {
  const floor = ceilToStep(oldest);
  const ceiling = Math.max(floor, ceilToStep(now));
  const clipped: ClampedRange['clipped'] = [];
  if (span.begin < floor) clipped.push('before');
  if (span.end > ceiling) clipped.push('after');
  const first = Math.min(Math.max(span.begin, floor), ceiling);
  const end = Math.max(first, Math.min(span.end, ceiling));
  const begin = Math.max(first, end - MAX_RANGE);
  // The one cut in sight is the one that matters.
  if (begin > first) clipped.splice(0, clipped.length, 'long');
  return { span: { begin, end }, clipped, empty: end <= begin };
}

/**
 * `span` one length of itself earlier or later. At the limits, `oldest` and the bucket in progress at
 * `now`, it slides as far as it fits, and is cut only when it is longer than all there is.
 */
export function shiftRange(span: Span, direction: -1 | 1, now: EpochMs, oldest: EpochMs): Span {
  const floor = ceilToStep(oldest);
  const ceiling = ceilToStep(now);
  const length = span.end - span.begin;
  if (floor >= ceiling) return span;
  if (length >= ceiling - floor) return { begin: floor, end: ceiling };
  const wanted = span.begin + direction * length;
  const begin = Math.min(Math.max(wanted, floor), ceiling - length);
  return { begin, end: begin + length };
}
