import type { Metric } from '../../../src/contract/domain/metrics.ts';
import { METRIC_FACTS } from '../../../src/contract/domain/metrics.ts';
import type { SegmentFilter } from '../../../src/contract/domain/segments.ts';
import { BUCKETS_PER_DAY, DAY, STEP } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';
import { detectEpisodes, runToCompletion } from '../../../src/anomaly/detect-episodes.ts';
import type { Detection } from '../../../src/anomaly/detect-episodes.ts';
import type { Series } from '../../../src/series/series.ts';
import { computePoints } from '../../../src/simulator/model/metric-model.ts';
import type { World } from '../../../src/simulator/model/world.ts';
import { buildSettled } from '../build-series.ts';

/** Milliseconds around 1,000 with a daily rhythm and aperiodic noise of 2 %. */
export function buildCalmDays(days: number, phase = 0): number[] {
  return Array.from({ length: days * BUCKETS_PER_DAY }, (_, i) => {
    const rhythm = 100 * Math.sin(((i % BUCKETS_PER_DAY) / BUCKETS_PER_DAY) * 2 * Math.PI);
    return 1_000 + rhythm + 20 * Math.sin(1.7 * Math.sin((i + phase) * 12.9898) * 43.7);
  });
}

/** Applies `change` to buckets [from, to). */
export function changeWithin(
  values: readonly number[],
  from: number,
  to: number,
  change: (value: number) => number,
): number[] {
  return values.map((value, i) => (i >= from && i < to ? change(value) : value));
}

export function detect(
  series: Series,
  metric: Metric = 'FirstFrameCost',
  goal = METRIC_FACTS[metric].goal,
): Detection {
  return runToCompletion(detectEpisodes(series, metric, goal));
}

/** The settled data of a simulated world, rounded to two digits. */
export function simulateSeries(
  world: World,
  appId: string,
  metric: Metric,
  span: Span,
  filter: SegmentFilter = {},
): Series {
  const values = new Float64Array((span.end - span.begin) / STEP).fill(Number.NaN);
  const query = { appId, metric, begin: span.begin, end: span.end - 1, ...filter };
  for (const { at, value } of computePoints(world, query, span.end + DAY)) {
    values[(at - span.begin) / STEP] = Math.round(value * 100) / 100;
  }
  return buildSettled(values, span.begin);
}
