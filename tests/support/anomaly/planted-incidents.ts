// Analyses simulated worlds as the page does.
import { METRICS, METRIC_FACTS } from '../../../src/contract/domain/metrics.ts';
import { listSegmentFilters } from '../../../src/contract/domain/segments.ts';
import { DAY, HOUR } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';
import { attributeEpisode, measureDeviation } from '../../../src/anomaly/attribution.ts';
import type { Attribution } from '../../../src/anomaly/attribution.ts';
import { groupEpisodes } from '../../../src/anomaly/findings.ts';
import type { Finding } from '../../../src/anomaly/findings.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import type { World } from '../../../src/simulator/model/world.ts';
import { detect, simulateSeries } from './detection-input.ts';

const END = Date.UTC(2026, 10, 24);
const FILTERS = listSegmentFilters().slice(1);

/** Picks an app and a range that ends at another time of the week, per seed. */
export function pickRange(seed: number, days: number) {
  const appId = DEMO_APPS[seed % DEMO_APPS.length]?.id ?? '';
  const end = END - seed * 29 * HOUR;
  return { appId, span: { begin: end - days * DAY, end } };
}

export function analyzeApp(world: World, appId: string, span: Span) {
  const detections = METRICS.map((metric) =>
    detect(simulateSeries(world, appId, metric, span), metric, METRIC_FACTS[metric].goal),
  );
  const episodes = detections.flatMap((detection) => detection.episodes);
  return { span, detections, episodes, findings: groupEpisodes(episodes, span) };
}

export function attributePrimary(
  world: World,
  appId: string,
  { primary }: Finding,
  { span, detections }: ReturnType<typeof analyzeApp>,
): Attribution {
  const detection = detections.find(({ metric }) => metric === primary.metric);
  if (!detection) throw new Error('no detection of the metric');
  const deviations = FILTERS.flatMap((filter) => {
    const series = simulateSeries(world, appId, primary.metric, span, filter);
    return measureDeviation(series, filter, primary, detection) ?? [];
  });
  return attributeEpisode(deviations);
}
