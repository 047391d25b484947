import type { EpochMs, Millis, Span } from './time.ts';

/** Whether data fetched at `fetchedAt` and covering up to `end` can no longer change. */
export function isFinal(end: EpochMs, fetchedAt: EpochMs, settleMs: Millis): boolean {
  return fetchedAt > end + settleMs;
}

/** Up to when data fetched at `fetchedAt` has settled; later buckets are provisional. */
export function settledUntil(fetchedAt: EpochMs, settleMs: Millis): EpochMs {
  return fetchedAt - settleMs;
}

/** Whether any part of `span` was still open or settling at `fetchedAt`. */
export function isOpen(span: Span, fetchedAt: EpochMs, settleMs: Millis): boolean {
  return !isFinal(span.end, fetchedAt, settleMs);
}
