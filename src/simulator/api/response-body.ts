import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { UpstreamResponse } from '../../contract/wire/upstream.ts';
import { computePoints, weightedMean } from '../model/metric-model.ts';
import type { MetricQuery } from '../model/metric-model.ts';
import type { World } from '../model/world.ts';

/** The vendor's answer to a question at `now`: every value a string, empty buckets left out. */
export function buildResponseBody(
  world: World,
  question: MetricQuery,
  now: EpochMs,
  requestId: string,
): UpstreamResponse {
  const points = computePoints(world, question, now);
  const mean = weightedMean(points);
  return {
    Nodes: points.map(({ at, value }) => ({
      Timestamp: String(at),
      Value: roundValue(question.metric, value).toFixed(6),
    })),
    RequestId: requestId,
    SummaryData: mean === null ? '' : String(roundValue(question.metric, mean)),
  };
}

/** As precise as the vendor is: rates to two decimals, milliseconds whole. */
function roundValue(metric: Metric, value: number): number {
  return METRIC_FACTS[metric].unit === 'ms' ? Math.round(value) : Math.round(value * 100) / 100;
}
