import { BUCKETS_PER_DAY } from '../contract/domain/time.ts';

/** Thresholds of detection, in severity (0.1 is about 10 % worse) or buckets. */
export const THRESHOLDS = {
  /** Severity above the baseline, of a spike and of a day's mean in a drift. */
  spikeSeverity: 0.1,
  driftSeverity: 0.05,
  /** Standard deviations above the baseline. */
  minSigmas: 5,
  /** Length of a spike, and width of a drift at half height. */
  minBuckets: 3,
  minDriftBuckets: 2 * BUCKETS_PER_DAY,
  /** Runs with a gap of at most so many buckets are one. */
  maxGap: 6,
} as const;
