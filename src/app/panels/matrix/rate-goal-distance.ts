// A figure and its goal -> how far it is from it, on one scale for every metric.
import { METRIC_FACTS, meetsGoal } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';

/** `good`: well within the goal; `near`: within, but not by much; `bad`: out of it; `far`: far out. */
export type Distance = 'good' | 'near' | 'bad' | 'far';

/** Within a tenth of the badness the goal allows is near it; half as much again is far out. */
const NEAR = 0.9;
const FAR = 1.5;

/**
 * How far `value` is from `goal`, both in the metric's unit. Measured on what is bad (milliseconds,
 * stutter, failed joins), so that 94 % of joins against 95 % is a fifth out, not a hundredth.
 */
export function rateGoalDistance(metric: Metric, value: number, goal: number): Distance {
  const higher = METRIC_FACTS[metric].better === 'higher';
  const badness = higher ? 100 - value : value;
  const allowed = higher ? 100 - goal : goal;
  if (meetsGoal(metric, value, goal)) return badness <= NEAR * allowed ? 'good' : 'near';
  return badness <= FAR * allowed ? 'bad' : 'far';
}
