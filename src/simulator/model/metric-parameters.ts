import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric, Unit } from '../../contract/domain/metrics.ts';

export interface MetricParameters {
  /** Relative change of the level at full load. */
  loadSensitivity: number;
  /** Standard deviation of a join relative to the level; unused for success rates. */
  scatter: number;
  /** Another index changes the simulated values. */
  noiseIndex: number;
}

/** Device levels and incident effects have their own tables. */
export const METRIC_PARAMETERS: Readonly<Record<Metric, MetricParameters>> = {
  JoinChannelSucRate: { loadSensitivity: 0.6, scatter: 0, noiseIndex: 0 },
  VideoStuckRate: { loadSensitivity: 0.5, scatter: 2.6, noiseIndex: 1 },
  AudioStuckRate: { loadSensitivity: 0.45, scatter: 3, noiseIndex: 2 },
  FirstFrameCost: { loadSensitivity: 0.26, scatter: 0.5, noiseIndex: 3 },
};

/** Success rates are drawn as counts of failed joins. */
export function isSuccessRate(metric: Metric): boolean {
  const { unit, better } = METRIC_FACTS[metric];
  return unit === 'percent' && better === 'higher';
}

const VALUE_BOUNDS: Readonly<Record<Unit, (value: number, expected: number) => number>> = {
  percent: (value) => Math.min(100, Math.max(0, value)),
  ms: (value, expected) => Math.max(value, 0.35 * expected),
};

/** Limits a noisy value to the range of its unit. */
export function clampValue(metric: Metric, value: number, expected: number): number {
  return VALUE_BOUNDS[METRIC_FACTS[metric].unit](value, expected);
}
