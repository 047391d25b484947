import { BUCKETS_PER_DAY } from '../contract/domain/time.ts';

/** In severity (0.1 is about 10 % worse) or buckets. */
export const THRESHOLDS = {
  /** Above the baseline; of a drift's daily mean. */
  spikeSeverity: 0.1,
  driftSeverity: 0.05,
  minSigmas: 5,
  minBuckets: 3,
  minDriftBuckets: 2 * BUCKETS_PER_DAY,
  maxGap: 6,
} as const;
