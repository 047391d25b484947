// oxlint-disable vitest/expect-expect -- reportMeasurement expects
// What is found in simulated weeks, where it is known what happened; and what finding it costs.
import { it } from 'vitest';
import { METRICS, METRIC_FACTS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR, STEP } from '../../src/contract/domain/time.ts';
import { detectEpisodes } from '../../src/anomaly/detect-episodes.ts';
import { slowDrift } from '../../src/simulator/model/incidents.ts';
import type { Incident } from '../../src/simulator/model/incidents.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { createWorld, listIncidents } from '../../src/simulator/model/world.ts';
import { analyzeApp, attributePrimary, pickRange } from '../support/anomaly/planted-incidents.ts';
import { simulateSeries } from '../support/anomaly/detection-input.ts';
import { createReporter } from '../support/measurements.ts';
import { median } from '../../src/stats/robust.ts';

const reportMeasurement = createReporter('bench');
const SEEDS = 24;

it('false alarms', () => {
  for (const [days, count] of [
    [7, 150],
    [14, 60],
    [30, 30],
  ] as const) {
    let found = 0;
    for (let seed = 0; seed < count; seed += 1) {
      const { appId, span } = pickRange(seed, days);
      const world = createWorld({ seed: `calm ${seed}`, apps: DEMO_APPS, incidents: 'none' });
      found += analyzeApp(world, appId, span).findings.length;
    }
    reportMeasurement(
      `findings in ${count} calm ranges of ${days} days`,
      String(found),
      '0',
      found === 0,
    );
  }
});

it('incidents of the demo’s calendar', () => {
  for (const days of [7, 30]) {
    const tally = { regression: createTally(), outage: createTally() };
    let unexplained = 0;
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const { appId, span } = pickRange(seed, days);
      const world = createWorld({ seed: `weekly ${seed}`, apps: DEMO_APPS });
      const whole = analyzeApp(world, appId, span);
      const planted = listIncidents(world, appId, span);
      unexplained += whole.findings.filter(
        ({ primary }) => !planted.some((one) => touches(primary, one)),
      ).length;
      for (const incident of planted) {
        if (incident.kind === 'drift' || incident.begin < span.begin) continue;
        const finding = whole.findings
          .filter(({ primary }) => primary.onset === 'spike' && touches(primary, incident))
          .toSorted((a, b) => distance(a.primary, incident) - distance(b.primary, incident))[0];
        const carrier = finding && attributePrimary(world, appId, finding, whole);
        const isRight =
          incident.kind === 'outage'
            ? carrier?.kind === 'all'
            : carrier?.kind === 'segment' && same(carrier.contributor.filter, incident.segment);
        tally[incident.kind].add(finding && distance(finding.primary, incident), isRight);
      }
    }
    for (const [kind, { of, found, right, onsets }] of Object.entries(tally)) {
      reportMeasurement(
        `${kind}s in ${SEEDS} ranges of ${days} days: found; begun within two buckets; segment right`,
        `${found} of ${of}; ${onsets.filter((one) => one <= 2).length}; ${right}`,
        'all',
        found === of && right === of && onsets.every((one) => one <= 2),
      );
    }
    reportMeasurement(
      `findings there of nothing planted, ${days} days`,
      String(unexplained),
      '0',
      unexplained === 0,
    );
  }
});

it('drifts', () => {
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
    const whole = analyzeApp(world, appId, span);
    const finding = whole.findings.find(({ primary }) => primary.onset === 'drift');
    const carrier = finding && attributePrimary(world, appId, finding, whole);
    tally.add(
      finding && distance(finding.primary, incident),
      carrier?.kind === 'segment' && same(carrier.contributor.filter, segment),
    );
  }
  const hours = tally.onsets.map((one) => (one * STEP) / HOUR);
  reportMeasurement(
    `drifts in ${SEEDS} ranges of 30 days: found; segment right; begin off by`,
    `${tally.found} of ${tally.of}; ${tally.right}; ${median(hours).toFixed(1)} h, at most ${Math.max(...hours).toFixed(1)} h`,
    'all; all; ≤ 24 h',
    tally.found === tally.of && tally.right === tally.of && Math.max(...hours) <= 24,
  );
});

it('what it costs', () => {
  const { appId, span } = pickRange(0, 30);
  const world = createWorld({ seed: 'weekly 0', apps: DEMO_APPS });
  const all = METRICS.map(
    (metric) => [metric, simulateSeries(world, appId, metric, span)] as const,
  );
  const totals: number[] = [];
  const longest: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    let most = 0;
    const begun = performance.now();
    for (const [metric, series] of all) {
      const work = detectEpisodes(series, metric, METRIC_FACTS[metric].goal);
      for (let done: boolean | undefined = false; !done;) {
        const from = performance.now();
        ({ done } = work.next());
        most = Math.max(most, performance.now() - from);
      }
    }
    // The first ones are for the compiler.
    if (round < 3) continue;
    totals.push(performance.now() - begun);
    longest.push(most);
  }
  reportMeasurement(
    'watching four metrics of 30 days',
    `${median(totals).toFixed(0)} ms, in pieces of at most ${median(longest).toFixed(0)} ms`,
    'pieces ≤ 50 ms',
    median(longest) <= 50,
  );
});

function createTally() {
  const tally = {
    of: 0,
    found: 0,
    right: 0,
    /** How far each beginning is off, in buckets. */
    onsets: [] as number[],
    add(onset: number | undefined, isRight: boolean) {
      tally.of += 1;
      if (onset === undefined) return;
      tally.found += 1;
      tally.onsets.push(onset);
      if (isRight) tally.right += 1;
    },
  };
  return tally;
}

function distance(lead: { begin: number }, incident: Incident): number {
  return Math.abs(lead.begin - incident.begin) / STEP;
}

function touches(span: { begin: number; end: number }, incident: Incident): boolean {
  return span.begin < incident.end && span.end > incident.begin;
}

function same(a: Incident['segment'], b: Incident['segment']): boolean {
  return a.os === b.os && a.terminal === b.terminal;
}
