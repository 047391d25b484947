import { MINUTE, STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { deriveKey, uniform } from './noise.ts';

/** What the API has of a bucket. */
export interface DataDelay {
  /** 0 = nothing, 1 = complete. */
  share: number;
  /** Every stage has its own value. */
  stage: 0 | 1 | 2;
}

const COMPLETE: DataDelay = { share: 1, stage: 2 };
const NOTHING: DataDelay = { share: 0, stage: 0 };

const MAX_DELAY: Millis = 13 * MINUTE;

/**
 * Most data arrives 4 to 7 minutes after the end of a bucket, the rest after 8 to 13 minutes.
 * Some running buckets already have a little.
 */
export function dataDelayOf(key: number, begin: EpochMs, now: EpochMs): DataDelay {
  const sinceEnd = now - begin - STEP;
  if (sinceEnd >= MAX_DELAY) return COMPLETE;
  const bucket = begin / STEP;
  const random = (name: string) => uniform(deriveKey(key, 'arrival', name), bucket);
  if (sinceEnd >= (8 + 5 * random('rest')) * MINUTE) return COMPLETE;
  if (sinceEnd >= (4 + 3 * random('most')) * MINUTE) {
    return { share: 0.55 + 0.35 * random('share'), stage: 1 };
  }
  const isEarly = random('early') < 0.4 && sinceEnd >= -2 * MINUTE;
  return isEarly ? { share: 0.1 + 0.25 * random('early share'), stage: 0 } : NOTHING;
}
