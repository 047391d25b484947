// Detection on simulated weeks with known incidents.
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import { BucketState } from '../../src/series/series.ts';
import { globalOutage, releaseRegression, slowDrift } from '../../src/simulator/model/incidents.ts';
import type { Incident } from '../../src/simulator/model/incidents.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { createWorld } from '../../src/simulator/model/world.ts';
import { analyzeApp, attributePrimary, pickRange } from '../support/anomaly/planted-incidents.ts';
import { detect, simulateSeries } from '../support/anomaly/detection-input.ts';

describe('detectEpisodes in calm weeks', () => {
  it('finds nothing in fifty weeks', () => {
    const findings = Array.from({ length: 50 }, (_, seed) => {
      const { appId, span } = pickRange(seed, 7);
      const world = createWorld({ seed: `calm ${seed}`, apps: DEMO_APPS, incidents: 'none' });
      return analyzeApp(world, appId, span).findings;
    });
    expect(findings.flat()).toEqual([]);
  });

  it.each([4, 14, 30])('finds nothing in %i days', (days) => {
    const { appId, span } = pickRange(days, days);
    const world = createWorld({ seed: days, apps: DEMO_APPS, incidents: 'none' });
    expect(analyzeApp(world, appId, span).findings).toEqual([]);
  });
});

describe('detectEpisodes with planted incidents', () => {
  // Two per week, at a different time per seed.
  const plans = Array.from({ length: 12 }, (_, seed) => {
    const { appId, span } = pickRange(seed, seed % 3 === 2 ? 14 : 7);
    const at = (share: number) =>
      span.end - Math.round((share * 5 * DAY + ((seed * 7) % 24) * HOUR) / STEP) * STEP;
    const planted = [
      releaseRegression(at(0.9), (18 + seed) * HOUR, 1.6 + 0.02 * (seed % 10)),
      globalOutage(at(0.3) + 2 * HOUR, 0.62 + 0.006 * seed),
    ];
    return { seed, appId, span, planted };
  });

  it.each(plans)(
    'finds them, their onset and the contributor: seed $seed',
    ({ seed, appId, span, planted }) => {
      const world = createWorld({ seed: `planted ${seed}`, apps: DEMO_APPS, incidents: planted });
      const analysis = analyzeApp(world, appId, span);
      const { findings } = analysis;
      expect(findings).toHaveLength(planted.length);
      for (const incident of planted) {
        const finding = findings.find(({ primary }) => touches(primary, incident));
        if (!finding) throw new Error(`no finding of the ${incident.kind}`);
        expect(Math.abs(finding.primary.begin - incident.begin)).toBeLessThanOrEqual(2 * STEP);
        const attribution = attributePrimary(world, appId, finding, analysis);
        if (incident.kind === 'outage') expect(attribution.kind).toBe('all');
        else
          expect(attribution).toMatchObject({
            kind: 'segment',
            contributor: { filter: incident.segment },
          });
      }
    },
  );

  it('finds an ongoing incident', () => {
    const { appId, span } = pickRange(3, 7);
    const incident = releaseRegression(span.end - 40 * MINUTE, 20 * HOUR);
    const world = createWorld({ seed: 3, apps: DEMO_APPS, incidents: [incident] });
    const [finding] = analyzeApp(world, appId, span).findings;
    expect(finding?.primary).toMatchObject({ isOngoing: true, begin: incident.begin });
  });
});

describe('detectEpisodes with drifts', () => {
  const drifts: [string, Incident['segment'], Incident['effects']][] = [
    ['web', { terminal: 'web' }, { AudioStuckRate: 2.6 }],
    ['iOS', { os: 'iOS' }, { VideoStuckRate: 2.8 }],
  ];
  it.each(drifts.flatMap((drift) => [14, 30].map((days) => [...drift, days] as const)))(
    'finds a drift of %s within a day of its onset: %o %o in %i days',
    (_name, segment, metrics, days) => {
      for (const seed of [1, 2, 3]) {
        const { appId, span } = pickRange(seed, days);
        const incident = slowDrift(
          span.end - (7 + seed / 3) * DAY,
          (5 + seed) * DAY,
          segment,
          metrics,
        );
        const world = createWorld({
          seed: `drift ${seed}`,
          apps: DEMO_APPS,
          incidents: [incident],
        });
        const analysis = analyzeApp(world, appId, span);
        const drifting = analysis.findings.filter(({ primary }) => primary.onset === 'drift');
        expect(drifting).toHaveLength(1);
        const [finding] = drifting;
        if (!finding) throw new Error('no drift');
        expect(Math.abs(finding.primary.begin - incident.begin)).toBeLessThanOrEqual(DAY);
        expect(attributePrimary(world, appId, finding, analysis)).toMatchObject({
          kind: 'segment',
          contributor: { filter: segment },
        });
      }
    },
  );
});

describe('detectEpisodes with gaps and late data', () => {
  it('finds nothing', () => {
    const { appId, span } = pickRange(5, 7);
    const world = createWorld({ seed: 5, apps: DEMO_APPS, incidents: 'none' });
    const episodes = METRICS.flatMap((metric) => {
      const series = simulateSeries(world, appId, metric, span);
      const { values, states } = series;
      for (const [from, length] of [
        [300, 40],
        [900, 3],
        [1_500, 200],
      ] as const) {
        values.fill(Number.NaN, from, from + length);
        states.fill(BucketState.Gap, from, from + length);
      }
      // The newest buckets are incomplete and unsettled.
      for (let i = values.length - 4; i < values.length; i++) values[i] = 5 * (values[i] ?? 0);
      states.fill(BucketState.Provisional, values.length - 4);
      return detect(series, metric).episodes;
    });
    expect(episodes).toEqual([]);
  });
});

function touches(span: Span, incident: Incident): boolean {
  return span.begin < incident.end && span.end > incident.begin;
}
