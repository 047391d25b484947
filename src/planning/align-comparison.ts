import type { Comparison } from '../contract/domain/range.ts';
import { DAY, floorToStep } from '../contract/domain/time.ts';
import type { EpochMs, Millis, PairedSpan, Span } from '../contract/domain/time.ts';
import { getOffset } from '../time/offset.ts';
import { findOffsetSpans } from '../time/transitions.ts';
import type { OffsetSpan } from '../time/transitions.ts';

const DAYS_BACK = { day: 1, week: 7 } as const;

/** Upper bound of a clock change. */
const MAX_CHANGE: Millis = DAY;

/**
 * Pairs `span` (aligned) with the compared period. `day` and `week` keep the time on the clock: around
 * a clock change they yield several pairs, without times that occur in one period only.
 */
export function pairSpan(span: Span, comparison: Comparison, zone: string): PairedSpan[] {
  if (comparison === 'none') return [];
  if (typeof comparison !== 'string')
    return [{ ...span, delta: span.begin - floorToStep(comparison.from) }];
  if (comparison === 'previous') return [{ ...span, delta: span.end - span.begin }];
  const back = DAYS_BACK[comparison] * DAY;
  const pairs = pairByClock(span, back, zone);
  if (pairs.length > 0) return pairs;
  // An hour without a counterpart: takes the nearest time.
  const { begin } = span;
  return [{ ...span, delta: back + getOffset(begin - back, zone) - getOffset(begin, zone) }];
}

function pairByClock({ begin, end }: Span, back: Millis, zone: string): PairedSpan[] {
  const earliest = begin - back - MAX_CHANGE;
  const offsets = findOffsetSpans({ begin: earliest, end }, zone);
  const now = toWallSpans(offsets, { begin, end }, 0);
  const before = toWallSpans(offsets, { begin: earliest, end }, back);
  return now.flatMap((wall) =>
    before.flatMap((earlier): PairedSpan[] => {
      const first = Math.max(wall.begin, earlier.begin);
      const last = Math.min(wall.end, earlier.end);
      const delta = floorToStep(back + earlier.offset - wall.offset);
      return first < last ? [{ begin: first - wall.offset, end: last - wall.offset, delta }] : [];
    }),
  );
}

// Omits the second occurrence of a time.
function toWallSpans(offsets: readonly OffsetSpan[], span: Span, back: Millis): OffsetSpan[] {
  let covered = Number.NEGATIVE_INFINITY;
  return offsets.flatMap(({ begin, end, offset }): OffsetSpan[] => {
    const first = Math.max(Math.max(begin, span.begin) + offset + back, covered);
    const last = Math.min(end, span.end) + offset + back;
    covered = Math.max(covered, last);
    return first < last ? [{ begin: first, end: last, offset }] : [];
  });
}

export function getComparedSpan(pairs: readonly PairedSpan[]): Span | undefined {
  const first = pairs[0];
  const last = pairs.at(-1);
  return first && last && { begin: first.begin - first.delta, end: last.end - last.delta };
}

export function getComparedTime(pairs: readonly PairedSpan[], at: EpochMs): EpochMs | undefined {
  const pair = pairs.find(({ begin, end }) => at >= begin && at < end);
  return pair && at - pair.delta;
}
