import { tzOffset } from '@date-fns/tz';
import { DAY, MINUTE } from '../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';

/** A stretch of time in which a zone's clocks keep their distance from UTC. */
export interface OffsetSpan extends Span {
  /** Add it to an instant to get what the clock reads, as if that were UTC. */
  offset: Millis;
}

/** `span` cut where the clocks of `zone` change, to the minute. */
export function findOffsetSpans({ begin, end }: Span, zone: string): OffsetSpan[] {
  const clocks: OffsetSpan[] = [];
  let open: OffsetSpan = { begin, end, offset: offsetAt(begin, zone) };
  for (let at = begin; at < end; at += DAY) {
    const next = Math.min(at + DAY, end);
    const offset = offsetAt(next, zone);
    if (offset === open.offset) continue;
    const change = findChange(at, next, open.offset, zone);
    clocks.push({ ...open, end: change });
    open = { begin: change, end, offset };
  }
  return open.begin < end ? [...clocks, open] : clocks;
}

/** The first minute after `before` and up to `after` at which the clocks are no longer at `offset`. */
function findChange(before: EpochMs, after: EpochMs, offset: Millis, zone: string): EpochMs {
  let [low, high] = [before, after];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
    if (offsetAt(middle, zone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/** What the clocks of `zone` are ahead of UTC at `at`. */
export function offsetAt(at: EpochMs, zone: string): Millis {
  return tzOffset(zone, new Date(at)) * MINUTE;
}
