import { DAY, STEP, ceilToStep, floorToDay } from '../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import {
  SIGNATURE_LIFETIME,
  UPSTREAM_LOOKBACK,
  UPSTREAM_MAX_SPAN,
} from '../contract/wire/upstream.ts';

// The undetected error of our clock, at most.
const LOOKBACK_MARGIN: Millis = SIGNATURE_LIFETIME;

/** Lists the UTC days that cover `span`, oldest first. */
export function planWindows(span: Span): Span[] {
  const windows: Span[] = [];
  if (!(span.end > span.begin)) return windows;
  for (let begin = floorToDay(span.begin); begin < span.end; begin += DAY) {
    windows.push({ begin, end: begin + DAY });
  }
  return windows;
}

export function sliceWindow(window: Span, span: Span): Span {
  const begin = Math.max(window.begin, span.begin);
  return { begin, end: Math.max(begin, Math.min(window.end, span.end)) };
}

export function findOldestUpstream(now: EpochMs): EpochMs {
  return ceilToStep(now - UPSTREAM_LOOKBACK + LOOKBACK_MARGIN);
}

/** What may be requested of a window. */
export type UpstreamSpan =
  | { kind: 'available'; span: Span }
  /** Older than the API's data. */
  | { kind: 'expired' }
  | { kind: 'future' };

/** Throws a RangeError unless `window` is five minutes to 24 hours long. */
export function planUpstreamSpan(window: Span, now: EpochMs): UpstreamSpan {
  const length = window.end - window.begin;
  if (!(length >= STEP && length <= UPSTREAM_MAX_SPAN)) {
    throw new RangeError('a window must be five minutes to 24 hours long');
  }
  const begin = Math.max(window.begin, findOldestUpstream(now));
  if (begin >= window.end) return { kind: 'expired' };
  const end = Math.min(window.end, ceilToStep(now));
  return begin < end ? { kind: 'available', span: { begin, end } } : { kind: 'future' };
}
