import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS, meetsGoal } from '../../../src/contract/domain/metrics.ts';

describe('meetsGoal', () => {
  it.each(METRICS)('accepts the goal of %s itself and values on its better side', (metric) => {
    const { better, goal } = METRIC_FACTS[metric];
    const step = better === 'higher' ? 1 : -1;
    expect(meetsGoal(metric, goal, goal)).toBe(true);
    expect(meetsGoal(metric, goal + step, goal)).toBe(true);
    expect(meetsGoal(metric, goal - step, goal)).toBe(false);
  });
});
