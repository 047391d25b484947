import { MINUTE, STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { deriveKey, uniform } from './noise.ts';

/** How much of a bucket's traffic has been counted yet. */
export interface DataDelay {
  /** 0 = nothing, 1 = all of it. */
  share: number;
  /** Changes when more has been counted; the value is another one then. */
  stage: 0 | 1 | 2;
}

/** Everything has been counted: what every bucket comes to well within a quarter of an hour. */
const COMPLETE: DataDelay = { share: 1, stage: 2 };
const NOTHING: DataDelay = { share: 0, stage: 0 };

/** After its end a bucket is complete this long at most. */
const SETTLED_AFTER = 13 * MINUTE;

/**
 * What has arrived of the bucket at `begin` by `now`: some running buckets show a little, most
 * of it comes four to seven minutes after the end, the rest up to thirteen minutes after it.
 */
export function dataDelayOf(key: number, begin: EpochMs, now: EpochMs): DataDelay {
  const sinceEnd = now - begin - STEP;
  if (sinceEnd >= SETTLED_AFTER) return COMPLETE;
  const bucket = begin / STEP;
  const chance = (what: string) => uniform(deriveKey(key, 'arrival', what), bucket);
  if (sinceEnd >= (8 + 5 * chance('rest')) * MINUTE) return COMPLETE;
  if (sinceEnd >= (4 + 3 * chance('most')) * MINUTE) {
    return { share: 0.55 + 0.35 * chance('share'), stage: 1 };
  }
  const showsEarly = chance('early') < 0.4 && sinceEnd >= -2 * MINUTE;
  return showsEarly ? { share: 0.1 + 0.25 * chance('early share'), stage: 0 } : NOTHING;
}
