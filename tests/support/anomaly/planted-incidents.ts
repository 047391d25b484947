// Simulated worlds looked at as the page does: every metric watched, findings grouped, segments asked.
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
import { simulated, watch } from './detection-input.ts';

const END = Date.UTC(2026, 10, 24);
const PARTS = listSegmentFilters().slice(1);

/** Each seed another app, and another time of week that the range ends at. */
export function placeOf(seed: number, days: number) {
  const appId = DEMO_APPS[seed % DEMO_APPS.length]?.id ?? '';
  const end = END - seed * 29 * HOUR;
  return { appId, span: { begin: end - days * DAY, end } };
}

/** What is found in an app's four metrics. */
export function look(world: World, appId: string, span: Span) {
  const watches = METRICS.map((metric) =>
    watch(simulated(world, appId, metric, span), metric, METRIC_FACTS[metric].goal),
  );
  const episodes = watches.flatMap((one) => one.episodes);
  return { span, watches, episodes, findings: groupEpisodes(episodes, span) };
}

/** Who carries a finding of `whole`. */
export function carrierOf(
  world: World,
  appId: string,
  { primary }: Finding,
  whole: ReturnType<typeof look>,
): Attribution {
  const line = whole.watches.find(({ metric }) => metric === primary.metric);
  if (!line) throw new Error('a lead is of a watched metric');
  const moves = PARTS.flatMap(
    (part) =>
      measureDeviation(
        simulated(world, appId, primary.metric, whole.span, part),
        part,
        primary,
        line,
      ) ?? [],
  );
  return attributeEpisode(moves);
}
