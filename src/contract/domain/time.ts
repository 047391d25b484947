/** Milliseconds since the UNIX epoch. */
export type EpochMs = number;

export type Millis = number;

export const MINUTE: Millis = 60_000;
export const HOUR: Millis = 60 * MINUTE;
/** A UTC day; calendar days of a zone may have 23 or 25 hours. */
export const DAY: Millis = 24 * HOUR;

/** The API's granularity: one node per five minutes. */
export const STEP: Millis = 5 * MINUTE;

export const BUCKETS_PER_DAY = DAY / STEP;

/** Days of data that the API retains. */
export const LOOKBACK_DAYS = 30;

/** The longest range of a page. */
export const MAX_RANGE_DAYS = 92;

/** Half-open: `[begin, end)`. */
export interface Span {
  begin: EpochMs;
  end: EpochMs;
}

/** Each instant is compared with the one `delta` earlier. */
export interface PairedSpan extends Span {
  delta: Millis;
}

export function floorToStep(at: EpochMs): EpochMs {
  return Math.floor(at / STEP) * STEP;
}

export function ceilToStep(at: EpochMs): EpochMs {
  return Math.ceil(at / STEP) * STEP;
}

/** Returns the start of the UTC day. */
export function floorToDay(at: EpochMs): EpochMs {
  return Math.floor(at / DAY) * DAY;
}
