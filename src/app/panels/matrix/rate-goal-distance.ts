import { METRIC_FACTS, meetsGoal } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';

/** `good` and `near` meet the goal, `bad` and `far` miss it. */
export type Distance = 'good' | 'near' | 'bad' | 'far';

/** Shares of what the goal allows. */
const NEAR = 0.9;
const FAR = 1.5;

/**
 * Rates the distance of `value` from `goal`, both in the metric's unit. Success rates are compared by
 * their failures: 94 % against a goal of 95 % misses it by a fifth.
 */
export function rateGoalDistance(metric: Metric, value: number, goal: number): Distance {
  const isHigherBetter = METRIC_FACTS[metric].better === 'higher';
  const failure = isHigherBetter ? 100 - value : value;
  const allowed = isHigherBetter ? 100 - goal : goal;
  if (meetsGoal(metric, value, goal)) return failure <= NEAR * allowed ? 'good' : 'near';
  return failure <= FAR * allowed ? 'bad' : 'far';
}
