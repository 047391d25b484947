import type { Baseline } from './baseline.ts';
import { findRuns } from './runs.ts';
import type { Run } from './runs.ts';
import { THRESHOLDS } from './thresholds.ts';

// Of the threshold, to extend and to join runs.
const NEAR_SHARE = 0.7;
const SIMILAR_SHARE = 0.5;

/** Detects runs far above the baseline plus `trend` (severity per bucket). */
export function detectSpikes(baseline: Baseline, trend: Float64Array = new Float64Array(0)): Run[] {
  const { residual, dailyResidual, sigma } = baseline;
  const excessAt = (i: number) => (residual[i] ?? Number.NaN) - (trend[i] ?? 0);
  const thresholdAt = (i: number) =>
    Math.max(THRESHOLDS.spikeSeverity, THRESHOLDS.minSigmas * (sigma[i] ?? Number.NaN));
  return findRuns(
    residual.length,
    (i) => excessAt(i) > thresholdAt(i),
    (i) => excessAt(i) > thresholdAt(i) * NEAR_SHARE,
    // The weekday correction may hide repeated incidents.
    (i) => (dailyResidual[i] ?? Number.NaN) - (trend[i] ?? 0) > thresholdAt(i) * SIMILAR_SHARE,
  );
}
