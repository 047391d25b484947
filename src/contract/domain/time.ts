/** An instant: milliseconds since the UNIX epoch. */
export type EpochMs = number;

/** A length of time in milliseconds. */
export type Millis = number;

export const MINUTE: Millis = 60_000;
export const HOUR: Millis = 60 * MINUTE;
/** A UTC day. Days of the reader's zone may have 23 or 25 hours; these never do. */
export const DAY: Millis = 24 * HOUR;

/** The upstream's granularity: one node every five minutes. */
export const STEP: Millis = 5 * MINUTE;

/** Five-minute buckets in a UTC day. */
export const BUCKETS_A_DAY = DAY / STEP;

/** How far back the upstream answers, in days. */
export const LOOKBACK_DAYS = 30;

/** The longest range one page shows, in days: a quarter of a year, whatever an archive holds. */
export const LONGEST_DAYS = 92;

/** A half-open span of time: `begin` is in it, `end` is not. */
export interface Span {
  begin: EpochMs;
  end: EpochMs;
}

/** A stretch that is compared with an earlier one: each time in it with the one `delta` before. */
export interface PairedSpan extends Span {
  delta: Millis;
}

/** The start of the five-minute bucket that holds `at`. */
export function floorToStep(at: EpochMs): EpochMs {
  return Math.floor(at / STEP) * STEP;
}

/** The first bucket start that is not before `at`. */
export function ceilToStep(at: EpochMs): EpochMs {
  return Math.ceil(at / STEP) * STEP;
}

/** The start of the UTC day that holds `at`. */
export function floorToDay(at: EpochMs): EpochMs {
  return Math.floor(at / DAY) * DAY;
}
