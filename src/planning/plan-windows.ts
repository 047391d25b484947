// An absolute span -> the UTC days it is fetched, cached and archived in.
import { DAY, STEP, ceilToStep, floorToDay } from '../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import {
  SIGNATURE_LIFETIME,
  UPSTREAM_LOOKBACK,
  UPSTREAM_MAX_SPAN,
} from '../contract/wire/upstream.ts';

/**
 * How far the upstream's 30 days are kept clear of: by as much a clock may be behind without being
 * refused, and so without anybody having been told.
 */
const LOOKBACK_MARGIN: Millis = SIGNATURE_LIFETIME;

/** The UTC days that cover `span`, whole, oldest first; the same for every reader in every zone. */
export function planWindows(span: Span): Span[] {
  const windows: Span[] = [];
  if (!(span.end > span.begin)) return windows;
  for (let begin = floorToDay(span.begin); begin < span.end; begin += DAY) {
    windows.push({ begin, end: begin + DAY });
  }
  return windows;
}

/** The part of `window` inside `span`; of no length when they do not meet. */
export function sliceOfWindow(window: Span, span: Span): Span {
  const begin = Math.max(window.begin, span.begin);
  return { begin, end: Math.max(begin, Math.min(window.end, span.end)) };
}

/** The oldest bucket the upstream may be asked for at `now`. */
export function oldestUpstream(now: EpochMs): EpochMs {
  return ceilToStep(now - UPSTREAM_LOOKBACK + LOOKBACK_MARGIN);
}

/** What of a window may be asked upstream. */
export type UpstreamSpan =
  | { kind: 'ask'; span: Span }
  /** All of it is older than the upstream keeps. */
  | { kind: 'gone' }
  /** None of it has begun. */
  | { kind: 'future' };

/**
 * The part of `window` (at most 24 hours) that may be asked upstream at `now`: a quarter of an hour
 * clear of 30 days, and up to the end of the bucket in progress. Throws a RangeError for a window that is
 * empty or longer than the upstream takes.
 */
export function upstreamSpan(window: Span, now: EpochMs): UpstreamSpan {
  const length = window.end - window.begin;
  if (!(length >= STEP && length <= UPSTREAM_MAX_SPAN)) {
    throw new RangeError('a window must be five minutes to 24 hours long');
  }
  const begin = Math.max(window.begin, oldestUpstream(now));
  if (begin >= window.end) return { kind: 'gone' };
  const end = Math.min(window.end, ceilToStep(now));
  return begin < end ? { kind: 'ask', span: { begin, end } } : { kind: 'future' };
}
