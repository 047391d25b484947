import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric, Unit } from '../../contract/domain/metrics.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { UpstreamResponse } from '../../contract/wire/upstream.ts';
import { computePoints, weightedMean } from '../model/metric-model.ts';
import type { MetricQuery } from '../model/metric-model.ts';
import type { World } from '../model/world.ts';

/** The API's resolution. */
const VALUES_PER_UNIT: Readonly<Record<Unit, number>> = { percent: 100, ms: 1 };

/** Values are strings; empty buckets are missing. */
export function buildResponseBody(
  world: World,
  query: MetricQuery,
  now: EpochMs,
  requestId: string,
): UpstreamResponse {
  const points = computePoints(world, query, now);
  const mean = weightedMean(points);
  return {
    Nodes: points.map(({ at, value }) => ({
      Timestamp: String(at),
      Value: roundValue(query.metric, value).toFixed(6),
    })),
    RequestId: requestId,
    SummaryData: mean === null ? '' : String(roundValue(query.metric, mean)),
  };
}

function roundValue(metric: Metric, value: number): number {
  const resolution = VALUES_PER_UNIT[METRIC_FACTS[metric].unit];
  return Math.round(value * resolution) / resolution;
}
