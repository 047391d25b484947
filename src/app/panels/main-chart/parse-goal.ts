import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';

/** What a person typed as a goal, in the metric's unit; undefined when it is none. */
export function parseGoal(metric: Metric, text: string): number | undefined {
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^[≤≥<>=]+/u, '')
    .replace(/(%|ms|毫秒)$/iu, '')
    .trim();
  if (!/^\d{1,3}(,\d{3})*(\.\d+)?$|^\d*\.?\d+$/.test(bare)) return undefined;
  const goal = Number(bare.replaceAll(',', ''));
  const fits = METRIC_FACTS[metric].unit === 'percent' ? goal <= 100 : goal > 0;
  return fits && goal <= MAX_GOAL ? goal : undefined;
}

/** Ten minutes in milliseconds: more is a slip of the hand. */
const MAX_GOAL = 600_000;
