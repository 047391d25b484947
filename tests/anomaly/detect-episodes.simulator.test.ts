// What is found in simulated weeks, where it is known what happened: everything planted, and nothing else.
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import { BucketState } from '../../src/series/series.ts';
import { globalOutage, releaseRegression, slowDrift } from '../../src/simulator/model/incidents.ts';
import type { Incident } from '../../src/simulator/model/incidents.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { createWorld } from '../../src/simulator/model/world.ts';
import { carrierOf, look, placeOf } from '../support/anomaly/planted-incidents.ts';
import { simulated, watch } from '../support/anomaly/detection-input.ts';

describe('calm weeks', () => {
  it('give no finding, fifty of them', () => {
    const found = Array.from({ length: 50 }, (_, seed) => {
      const { appId, span } = placeOf(seed, 7);
      const world = createWorld({ seed: `calm ${seed}`, apps: DEMO_APPS, incidents: 'none' });
      return look(world, appId, span).findings;
    });
    expect(found.flat()).toEqual([]);
  });

  it.each([4, 14, 30])('give none in %i days', (days) => {
    const { appId, span } = placeOf(days, days);
    const world = createWorld({ seed: days, apps: DEMO_APPS, incidents: 'none' });
    expect(look(world, appId, span).findings).toEqual([]);
  });
});

describe('planted incidents', () => {
  /** Two in a week, at times that differ from seed to seed. */
  const plans = Array.from({ length: 12 }, (_, seed) => {
    const { appId, span } = placeOf(seed, seed % 3 === 2 ? 14 : 7);
    const at = (share: number) =>
      span.end - Math.round((share * 5 * DAY + ((seed * 7) % 24) * HOUR) / STEP) * STEP;
    const planted = [
      releaseRegression(at(0.9), (18 + seed) * HOUR, 1.6 + 0.02 * (seed % 10)),
      globalOutage(at(0.3) + 2 * HOUR, 0.62 + 0.006 * seed),
    ];
    return { seed, appId, span, planted };
  });

  it.each(plans)(
    'are found, from their bucket on, with who is hit: seed $seed',
    ({ seed, appId, span, planted }) => {
      const world = createWorld({ seed: `planted ${seed}`, apps: DEMO_APPS, incidents: planted });
      const whole = look(world, appId, span);
      const { findings } = whole;
      expect(findings).toHaveLength(planted.length);
      for (const incident of planted) {
        const finding = findings.find(({ primary }) => touches(primary, incident));
        if (!finding) throw new Error(`the ${incident.kind} is found`);
        expect(Math.abs(finding.primary.begin - incident.begin)).toBeLessThanOrEqual(2 * STEP);
        const carrier = carrierOf(world, appId, finding, whole);
        if (incident.kind === 'outage') expect(carrier.kind).toBe('everyone');
        else expect(carrier).toMatchObject({ kind: 'one', by: { part: incident.segment } });
      }
    },
  );

  it('are found while they go on', () => {
    const { appId, span } = placeOf(3, 7);
    const incident = releaseRegression(span.end - 40 * MINUTE, 20 * HOUR);
    const world = createWorld({ seed: 3, apps: DEMO_APPS, incidents: [incident] });
    const [finding] = look(world, appId, span).findings;
    expect(finding?.primary).toMatchObject({ isOngoing: true, begin: incident.begin });
  });
});

describe('a drift', () => {
  const drifts: [string, Incident['segment'], Incident['effects']][] = [
    ['web', { terminal: 'web' }, { AudioStuckRate: 2.6 }],
    ['iOS', { os: 'iOS' }, { VideoStuckRate: 2.8 }],
  ];
  it.each(drifts.flatMap((drift) => [14, 30].map((days) => [...drift, days] as const)))(
    'of %s is found within a day of its beginning: %o %o in %i days',
    (_name, segment, metrics, days) => {
      for (const seed of [1, 2, 3]) {
        const { appId, span } = placeOf(seed, days);
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
        const whole = look(world, appId, span);
        const slow = whole.findings.filter(({ primary }) => primary.onset === 'slow');
        expect(slow).toHaveLength(1);
        const [finding] = slow;
        if (!finding) throw new Error('it is found');
        expect(Math.abs(finding.primary.begin - incident.begin)).toBeLessThanOrEqual(DAY);
        expect(carrierOf(world, appId, finding, whole)).toMatchObject({
          kind: 'one',
          by: { part: segment },
        });
      }
    },
  );
});

describe('holes and late data', () => {
  it('give no finding', () => {
    const { appId, span } = placeOf(5, 7);
    const world = createWorld({ seed: 5, apps: DEMO_APPS, incidents: 'none' });
    const episodes = METRICS.flatMap((metric) => {
      const series = simulated(world, appId, metric, span);
      const { values, states } = series;
      for (const [from, length] of [
        [300, 40],
        [900, 3],
        [1_500, 200],
      ] as const) {
        values.fill(Number.NaN, from, from + length);
        states.fill(BucketState.Gap, from, from + length);
      }
      // The newest are of part of the joins, and not settled.
      for (let i = values.length - 4; i < values.length; i++) values[i] = 5 * (values[i] ?? 0);
      states.fill(BucketState.Provisional, values.length - 4);
      return watch(series, metric).episodes;
    });
    expect(episodes).toEqual([]);
  });
});

function touches(span: Span, incident: Incident): boolean {
  return span.begin < incident.end && span.end > incident.begin;
}
