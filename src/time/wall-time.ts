import { tzOffset } from '@date-fns/tz';
import { DAY, MINUTE } from '../contract/domain/time.ts';
import type { EpochMs } from '../contract/domain/time.ts';

/** A reading of a zone's clock, as the instant at which UTC's clock reads the same. */
export type WallTime = number;

/** What the clock of `zone` reads at `at`. */
export function wallTimeAt(at: EpochMs, zone: string): WallTime {
  return at + offsetAt(at, zone);
}

/**
 * When the clock of `zone` reads `wall`. Read twice, where clocks go back, it is the `first` or the
 * `last` of the two; never read, where they go forward, it is the moment they do.
 */
export function instantOf(wall: WallTime, zone: string, which: 'first' | 'last'): EpochMs {
  const instants = [offsetAt(wall - DAY, zone), offsetAt(wall + DAY, zone)].map(
    (offset) => wall - offset,
  );
  const read = instants.filter((at) => wallTimeAt(at, zone) === wall);
  if (read.length === 0) return skipBetween(Math.min(...instants), Math.max(...instants), zone);
  return which === 'first' ? Math.min(...read) : Math.max(...read);
}

/** The one moment after `before` and up to `after` at which the clock goes forward, to the minute. */
function skipBetween(before: EpochMs, after: EpochMs, zone: string): EpochMs {
  const old = offsetAt(before, zone);
  let [low, high] = [before, after];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
    if (offsetAt(middle, zone) === old) low = middle;
    else high = middle;
  }
  return Math.floor(high / MINUTE) * MINUTE;
}

function offsetAt(at: EpochMs, zone: string): number {
  return tzOffset(zone, new Date(at)) * MINUTE;
}
