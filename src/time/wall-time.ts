import { DAY, MINUTE } from '../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../contract/domain/time.ts';
import { getOffset } from './offset.ts';
import { findOffsetChange } from './transitions.ts';

/** A reading of a zone's clock, as the instant at which a UTC clock reads the same. */
export type WallTime = number;

// Today's offsets are multiples of this.
const OFFSET_GRID: Millis = 15 * MINUTE;

export function wallTimeAt(at: EpochMs, zone: string): WallTime {
  return at + getOffset(at, zone);
}

/** Creates a faster `wallTimeAt` for ascending instants. */
export function createWallClock(zone: string): (at: EpochMs) => WallTime {
  let slot = Number.NaN;
  let offset: Millis = 0;
  return (at) => {
    const next = Math.floor(at / OFFSET_GRID);
    if (next !== slot) {
      slot = next;
      offset = getOffset(slot * OFFSET_GRID, zone);
    }
    return at + offset;
  };
}

/** Returns when a clock reads `wall`; for a time that clocks skip, when they go forward. */
export function instantOf(wall: WallTime, zone: string, occurrence: 'first' | 'last'): EpochMs {
  const candidates = [getOffset(wall - DAY, zone), getOffset(wall + DAY, zone)].map(
    (offset) => wall - offset,
  );
  const instants = candidates.filter((at) => wallTimeAt(at, zone) === wall);
  if (instants.length === 0) {
    const change = findOffsetChange(Math.min(...candidates), Math.max(...candidates), zone);
    return Math.floor(change / MINUTE) * MINUTE;
  }
  return occurrence === 'first' ? Math.min(...instants) : Math.max(...instants);
}

/** Lists the instants at which a clock reads a multiple of `step`. */
export function listWallMultiples(span: Span, zone: string, step: Millis): EpochMs[] {
  const stride = Math.min(step, OFFSET_GRID);
  const instants: EpochMs[] = [];
  for (let at = Math.ceil(span.begin / stride) * stride; at < span.end; at += stride) {
    if (wallTimeAt(at, zone) % step === 0) instants.push(at);
  }
  return instants;
}

/** `2026-11-20` */
export function formatWallDay(at: EpochMs, zone: string): string {
  return new Date(wallTimeAt(at, zone)).toISOString().slice(0, 10);
}

/** `20:00` */
export function formatWallTime(at: EpochMs, zone: string): string {
  return new Date(wallTimeAt(at, zone)).toISOString().slice(11, 16);
}

/** `2026-11-21T21:10:00+08:00` */
export function formatZonedIso(at: EpochMs, zone: string): string {
  const offset = getOffset(at, zone);
  const wall = new Date(at + offset).toISOString().slice(0, 19);
  if (offset === 0) return `${wall}Z`;
  const minutes = Math.abs(offset) / MINUTE;
  const sign = offset < 0 ? '-' : '+';
  return `${wall}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
