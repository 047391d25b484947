// A span -> what it is set beside, stretch by stretch, so that equal time has passed in both.
import type { Comparison } from '../contract/domain/range.ts';
import { DAY, floorToStep } from '../contract/domain/time.ts';
import type { EpochMs, Millis, PairedSpan, Span } from '../contract/domain/time.ts';
import { getOffset } from '../time/offset.ts';
import { findOffsetSpans } from '../time/transitions.ts';
import type { OffsetSpan } from '../time/transitions.ts';

/** Calendar days back, for what keeps the time on the clock. */
const DAYS_BACK = { day: 1, week: 7 } as const;

/** No change of clocks moves them by more than this. */
const MOST_CHANGE: Millis = DAY;

/**
 * The stretches of `span` (five-minute aligned) that `comparison` sets beside an earlier one of the
 * same length; empty for none. Mostly that is one stretch, all of it. A day and a week before keep the
 * time on the clock in `zone` (a resolved IANA name or `UTC`): around a change of clocks there are
 * several, and what happens once in one of the two periods and not in the other is in none. It may
 * reach further back than there is data: the caller cuts it.
 */
export function pairSpan(span: Span, comparison: Comparison, zone: string): PairedSpan[] {
  if (comparison === 'none') return [];
  if (typeof comparison !== 'string')
    return [{ ...span, delta: span.begin - floorToStep(comparison.from) }];
  if (comparison === 'previous') return [{ ...span, delta: span.end - span.begin }];
  const back = DAYS_BACK[comparison] * DAY;
  const pairs = pairByClock(span, back, zone);
  if (pairs.length > 0) return pairs;
  // Nothing but an hour without a partner: the nearest to it on the clock is still worth a look.
  const { begin } = span;
  return [{ ...span, delta: back + getOffset(begin - back, zone) - getOffset(begin, zone) }];
}

/** Each reading of the clock in `span` with the same one so much earlier; of one that is read twice the first. */
function pairByClock({ begin, end }: Span, back: Millis, zone: string): PairedSpan[] {
  const earliest = begin - back - MOST_CHANGE;
  const clocks = findOffsetSpans({ begin: earliest, end }, zone);
  const now = readOnce(clocks, { begin, end }, 0);
  const then = readOnce(clocks, { begin: earliest, end }, back);
  return now.flatMap((reading) =>
    then.flatMap((earlier): PairedSpan[] => {
      const first = Math.max(reading.begin, earlier.begin);
      const last = Math.min(reading.end, earlier.end);
      const delta = floorToStep(back + earlier.offset - reading.offset);
      return first < last
        ? [{ begin: first - reading.offset, end: last - reading.offset, delta }]
        : [];
    }),
  );
}

/** What the clocks read in `span`, moved on by `back`, without what was read before. */
function readOnce(clocks: readonly OffsetSpan[], span: Span, back: Millis): OffsetSpan[] {
  let read = Number.NEGATIVE_INFINITY;
  return clocks.flatMap(({ begin, end, offset }): OffsetSpan[] => {
    const first = Math.max(Math.max(begin, span.begin) + offset + back, read);
    const last = Math.min(end, span.end) + offset + back;
    read = Math.max(read, last);
    return first < last ? [{ begin: first, end: last, offset }] : [];
  });
}

/** All of what `pairs` set beside them; undefined when there are none. */
export function comparedSpan(pairs: readonly PairedSpan[]): Span | undefined {
  const first = pairs[0];
  const last = pairs.at(-1);
  return first && last && { begin: first.begin - first.delta, end: last.end - last.delta };
}

/** When it was, in the compared period, at `at`; undefined where that has no partner. */
export function comparedTime(pairs: readonly PairedSpan[], at: EpochMs): EpochMs | undefined {
  const pair = pairs.find(({ begin, end }) => at >= begin && at < end);
  return pair && at - pair.delta;
}
