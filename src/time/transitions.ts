import { DAY, MINUTE } from '../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import { getOffset } from './offset.ts';

export interface OffsetSpan extends Span {
  offset: Millis;
}

/** Cuts `span` where the clocks of `zone` change, to the minute. */
export function findOffsetSpans({ begin, end }: Span, zone: string): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let open: OffsetSpan = { begin, end, offset: getOffset(begin, zone) };
  for (let at = begin; at < end; at += DAY) {
    const next = Math.min(at + DAY, end);
    const offset = getOffset(next, zone);
    if (offset === open.offset) continue;
    const change = findOffsetChange(at, next, zone);
    spans.push({ ...open, end: change });
    open = { begin: change, end, offset };
  }
  return open.begin < end ? [...spans, open] : spans;
}

/** Finds the first minute with another offset than at `before`. */
export function findOffsetChange(before: EpochMs, after: EpochMs, zone: string): EpochMs {
  const offset = getOffset(before, zone);
  let [low, high] = [before, after];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
    if (getOffset(middle, zone) === offset) low = middle;
    else high = middle;
  }
  return high;
}
