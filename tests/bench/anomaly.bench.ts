// oxlint-disable vitest/expect-expect -- reportMeasurement expects
import { it } from 'vitest';
import { detectEpisodes } from '../../src/anomaly/detect-episodes.ts';
import { METRICS, METRIC_FACTS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR, STEP } from '../../src/contract/domain/time.ts';
import { slowDrift } from '../../src/simulator/model/incidents.ts';
import type { Incident } from '../../src/simulator/model/incidents.ts';
import { createWorld, listIncidents } from '../../src/simulator/model/world.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { median } from '../../src/stats/robust.ts';
import { simulateSeries } from '../support/anomaly/detection-input.ts';
import { analyzeApp, attributePrimary, pickRange } from '../support/anomaly/planted-incidents.ts';
import { createReporter } from '../support/measurements.ts';

const reportMeasurement = createReporter('bench');
const SEEDS = 24;
const ROUNDS = 12;
const WARM_UP_ROUNDS = 3;
// In buckets.
const MAX_START_ERROR = 2;

it('anomaly: false alarms', () => {
  for (const [days, count] of [
    [7, 150],
    [14, 60],
    [30, 30],
  ] as const) {
    let findings = 0;
    for (let seed = 0; seed < count; seed += 1) {
      const { appId, span } = pickRange(seed, days);
      const world = createWorld({ seed: `calm ${seed}`, apps: DEMO_APPS, incidents: 'none' });
      findings += analyzeApp(world, appId, span).findings.length;
    }
    reportMeasurement(
      `findings in ${count} ranges of ${days} days without incidents`,
      String(findings),
      '0',
      findings === 0,
    );
  }
});

it('anomaly: regressions and outages of the simulator', () => {
  for (const days of [7, 30]) {
    const tallies = { regression: createTally(), outage: createTally() };
    let unexplained = 0;
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const { appId, span } = pickRange(seed, days);
      const world = createWorld({ seed: `weekly ${seed}`, apps: DEMO_APPS });
      const analysis = analyzeApp(world, appId, span);
      const incidents = listIncidents(world, appId, span);
      unexplained += analysis.findings.filter(
        ({ primary }) => !incidents.some((incident) => overlaps(primary, incident)),
      ).length;
      for (const incident of incidents) {
        if (incident.kind === 'drift' || incident.begin < span.begin) continue;
        const finding = analysis.findings
          .filter(({ primary }) => primary.onset === 'spike' && overlaps(primary, incident))
          .toSorted(
            (a, b) => startErrorOf(a.primary, incident) - startErrorOf(b.primary, incident),
          )[0];
        const attribution = finding && attributePrimary(world, appId, finding, analysis);
        const isAttributed =
          incident.kind === 'outage'
            ? attribution?.kind === 'all'
            : attribution?.kind === 'segment' &&
              isSameSegment(attribution.contributor.filter, incident.segment);
        tallies[incident.kind].add(
          finding && startErrorOf(finding.primary, incident),
          isAttributed,
        );
      }
    }
    for (const [kind, { incidents, found, attributed, startErrors }] of Object.entries(tallies)) {
      reportMeasurement(
        `${kind}s in ${SEEDS} ranges of ${days} days: found; start within two buckets; segment correct`,
        `${found} of ${incidents}; ${startErrors.filter((error) => error <= MAX_START_ERROR).length}; ${attributed}`,
        'all',
        found === incidents &&
          attributed === incidents &&
          startErrors.every((error) => error <= MAX_START_ERROR),
      );
    }
    reportMeasurement(
      `findings in these ranges of ${days} days without an incident`,
      String(unexplained),
      '0',
      unexplained === 0,
    );
  }
});

it('anomaly: drifts', () => {
  const tally = createTally();
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const { appId, span } = pickRange(seed, 30);
    const segment = seed % 2 === 0 ? { terminal: 'web' as const } : { os: 'iOS' as const };
    const metrics = seed % 2 === 0 ? { AudioStuckRate: 2.6 } : { VideoStuckRate: 2.8 };
    const incident = slowDrift(
      span.end - (8 + seed / 3) * DAY,
      (6 + (seed % 4)) * DAY,
      segment,
      metrics,
    );
    const world = createWorld({ seed: `drift ${seed}`, apps: DEMO_APPS, incidents: [incident] });
    const analysis = analyzeApp(world, appId, span);
    const finding = analysis.findings.find(({ primary }) => primary.onset === 'drift');
    const attribution = finding && attributePrimary(world, appId, finding, analysis);
    tally.add(
      finding && startErrorOf(finding.primary, incident),
      attribution?.kind === 'segment' && isSameSegment(attribution.contributor.filter, segment),
    );
  }
  const { incidents, found, attributed } = tally;
  const errorHours = tally.startErrors.map((buckets) => (buckets * STEP) / HOUR);
  const maxErrorHours = Math.max(...errorHours);
  reportMeasurement(
    `drifts in ${SEEDS} ranges of 30 days: found; segment correct; error of the start`,
    `${found} of ${incidents}; ${attributed}; ${median(errorHours).toFixed(1)} h, at most ${maxErrorHours.toFixed(1)} h`,
    'all; all; ≤ 24 h',
    found === incidents && attributed === incidents && maxErrorHours <= 24,
  );
});

it('anomaly: processor time', () => {
  const { appId, span } = pickRange(0, 30);
  const world = createWorld({ seed: 'weekly 0', apps: DEMO_APPS });
  const seriesByMetric = METRICS.map(
    (metric) => [metric, simulateSeries(world, appId, metric, span)] as const,
  );
  const totalTimes: number[] = [];
  const longestSlices: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let longestSlice = 0;
    const startedAt = performance.now();
    for (const [metric, series] of seriesByMetric) {
      const detection = detectEpisodes(series, metric, METRIC_FACTS[metric].goal);
      for (let done: boolean | undefined = false; !done;) {
        const sliceStartedAt = performance.now();
        ({ done } = detection.next());
        longestSlice = Math.max(longestSlice, performance.now() - sliceStartedAt);
      }
    }
    if (round < WARM_UP_ROUNDS) continue;
    totalTimes.push(performance.now() - startedAt);
    longestSlices.push(longestSlice);
  }
  reportMeasurement(
    'detection in four metrics of 30 days',
    `${median(totalTimes).toFixed(0)} ms, in slices of at most ${median(longestSlices).toFixed(0)} ms`,
    'slices ≤ 50 ms',
    median(longestSlices) <= 50,
  );
});

function createTally() {
  const tally = {
    incidents: 0,
    found: 0,
    attributed: 0,
    /** In buckets. */
    startErrors: [] as number[],
    /** `startError` is undefined if the incident was not found. */
    add(startError: number | undefined, isAttributed: boolean) {
      tally.incidents += 1;
      if (startError === undefined) return;
      tally.found += 1;
      tally.startErrors.push(startError);
      if (isAttributed) tally.attributed += 1;
    },
  };
  return tally;
}

function startErrorOf(episode: { begin: number }, incident: Incident): number {
  return Math.abs(episode.begin - incident.begin) / STEP;
}

function overlaps(span: { begin: number; end: number }, incident: Incident): boolean {
  return span.begin < incident.end && span.end > incident.begin;
}

function isSameSegment(a: Incident['segment'], b: Incident['segment']): boolean {
  return a.os === b.os && a.terminal === b.terminal;
}
