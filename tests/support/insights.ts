import { HOUR, MINUTE } from '../../src/contract/domain/time.ts';
import type { SegmentDeviation } from '../../src/anomaly/attribution.ts';
import type { Episode } from '../../src/anomaly/detect-episodes.ts';
import type { AppFinding, AppInsights } from '../../src/app/insights/analysis/insights.ts';

/** Saturday, 21 November 2026, 20:35 in Shanghai. */
export const ONSET = Date.UTC(2026, 10, 21, 12, 35);

/** An ongoing spike of the first frame, 38 % above its baseline. */
export function buildEpisode(changes: Partial<Episode> = {}): Episode {
  return {
    metric: 'FirstFrameCost',
    kind: 'baseline',
    onset: 'spike',
    isOngoing: true,
    begin: ONSET,
    end: ONSET + 10 * HOUR,
    value: 1_380,
    baseline: 1_000,
    worst: { value: 2_210, at: ONSET + 90 * MINUTE },
    outOfGoalMs: 3 * HOUR,
    severity: 0.32,
    ...changes,
  };
}

export function buildFinding(changes: Partial<Episode> = {}, related: Episode[] = []): AppFinding {
  return { appId: 'classroom', primary: buildEpisode(changes), related };
}

export function buildDeviation(
  filter: SegmentDeviation['filter'],
  value: number,
  expected: number,
): SegmentDeviation {
  return { filter, value, expected, deviation: Math.log(value / expected) };
}

export function buildInsights(changes: Partial<AppInsights> = {}): AppInsights {
  return {
    appId: 'classroom',
    detections: [],
    bands: {},
    findings: [],
    closestCall: { metric: 'VideoStuckRate', value: 4.1, at: ONSET, goal: 5 },
    outOfGoalCount: 0,
    coverage: 'full',
    ...changes,
  };
}
