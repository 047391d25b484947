import { describe, expect, it } from 'vitest';
import { METRIC_FACTS, meetsGoal } from '../../../src/contract/domain/metrics.ts';
import type { Metric } from '../../../src/contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import {
  globalOutage,
  releaseRegression,
  slowDrift,
  strengthAt,
} from '../../../src/simulator/model/incidents.ts';
import type { Incident } from '../../../src/simulator/model/incidents.ts';
import { computePoints } from '../../../src/simulator/model/metric-model.ts';
import type { MetricQuery } from '../../../src/simulator/model/metric-model.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { createWorld, listIncidents } from '../../../src/simulator/model/world.ts';
import { CLASSROOM, MEETING, NOW } from '../../support/simulator.ts';

const BEGIN = Date.UTC(2026, 10, 18, 12, 35);
const calm = createWorld({ seed: 1, apps: DEMO_APPS, incidents: 'none' });

function withIncidents(...incidents: Incident[]) {
  return createWorld({ seed: 1, apps: DEMO_APPS, incidents });
}

/** Values of six hours around BEGIN by offset in minutes, as a share of what a calm world has there. */
function against(world: ReturnType<typeof withIncidents>, question: Partial<MetricQuery>) {
  const asked: MetricQuery = {
    appId: CLASSROOM,
    metric: 'FirstFrameCost',
    begin: BEGIN - 3 * HOUR,
    end: BEGIN + 3 * HOUR,
    ...question,
  };
  const usual = new Map(computePoints(calm, asked, NOW).map((point) => [point.at, point.value]));
  return computePoints(world, asked, NOW).map(({ at, value }) => ({
    minutes: (at - BEGIN) / MINUTE,
    value,
    ratio: value / (usual.get(at) ?? Number.NaN),
  }));
}

describe('a release regression', () => {
  const world = withIncidents(releaseRegression(BEGIN, 2 * HOUR, 1.7));
  it('slows Android down by its factor from its very first bucket until it is withdrawn', () => {
    for (const { minutes, ratio } of against(world, { os: 'Android', terminal: 'mobile' })) {
      const isOn = minutes >= 0 && minutes < 120;
      expect(ratio).toBeCloseTo(isOn ? 1.7 : 1, 6);
    }
  });
  it.each([{ os: 'iOS' }, { terminal: 'web' }] as const)('leaves %o alone', (segment) => {
    for (const { ratio } of against(world, segment)) expect(ratio).toBe(1);
  });
  it('shows in the whole by its share', () => {
    for (const { minutes, ratio } of against(world, {})) {
      if (minutes < 0 || minutes >= 120) continue;
      expect(ratio).toBeGreaterThan(1.2);
      expect(ratio).toBeLessThan(1.5);
    }
  });
});

describe('a global outage', () => {
  const world = withIncidents(globalOutage(BEGIN));
  it.each([
    {},
    { os: 'iOS' },
    { os: 'Android' },
    { terminal: 'web' },
    { terminal: 'mobile' },
  ] as const)('fails a third of the joins of %o for twenty minutes', (segment) => {
    const points = against(world, { metric: 'JoinChannelSucRate', ...segment });
    const hit = points.filter(({ minutes }) => minutes >= 0 && minutes < 20);
    expect(hit.length).toBe(4);
    for (const { value } of hit) {
      expect(value).toBeGreaterThan(60);
      expect(value).toBeLessThan(70);
    }
    for (const { ratio } of points.filter((it) => !hit.includes(it))) expect(ratio).toBe(1);
  });
  it('hits every app, unless it names one', () => {
    const question: MetricQuery = {
      appId: MEETING,
      metric: 'JoinChannelSucRate',
      begin: BEGIN,
      end: BEGIN,
    };
    const valueIn = (incident: Incident) =>
      computePoints(withIncidents(incident), question, NOW)[0]?.value;
    expect(valueIn(globalOutage(BEGIN))).toBeLessThan(75);
    expect(valueIn({ ...globalOutage(BEGIN), appId: CLASSROOM })).toBeGreaterThan(95);
  });
});

describe('a slow drift', () => {
  it('grows evenly and is put right at its end', () => {
    const drift = slowDrift(BEGIN - 5 * DAY, 5 * DAY + HOUR);
    const points = against(withIncidents(drift), { metric: 'AudioStuckRate', terminal: 'web' });
    const on = points.filter(({ minutes }) => minutes < 60);
    const ratios = on.map(({ ratio }) => ratio);
    expect(ratios.toSorted((a, b) => a - b)).toEqual(ratios);
    expect(ratios.at(-1)).toBeGreaterThan(2.5);
    expect(ratios.at(-1)).toBeLessThan(2.6);
    for (const { ratio } of points.filter((it) => !on.includes(it))) expect(ratio).toBe(1);
  });
  it('can be noticed within a day of its begin', () => {
    const drift = slowDrift(BEGIN - DAY, 7 * DAY);
    const points = against(withIncidents(drift), { metric: 'AudioStuckRate', terminal: 'web' });
    expect(points.at(0)?.ratio).toBeGreaterThan(1.15);
  });
});

describe('strengthAt', () => {
  const outage = { ...globalOutage(BEGIN + MINUTE), end: BEGIN + 12 * MINUTE };
  it.each([
    [-STEP, 0],
    [0, 0.8],
    [STEP, 1],
    [2 * STEP, 0.4],
    [3 * STEP, 0],
  ])('an incident off the boundaries counts in part: %i ms after, %d', (offset, strength) => {
    expect(strengthAt(outage, BEGIN + offset)).toBeCloseTo(strength, 9);
  });
});

describe('incidents by the calendar', () => {
  const SEEDS = [1, 2, 3, 'artc-lens', 'demo'];
  const span = { begin: NOW - 30 * DAY, end: NOW };

  it('every app has some in every 30 days, the first one of every kind', () => {
    for (const seed of SEEDS) {
      const world = createWorld({ seed, apps: DEMO_APPS });
      for (const { id } of DEMO_APPS) {
        const kinds = new Set(listIncidents(world, id, span).map(({ kind }) => kind));
        expect(kinds.size).toBeGreaterThanOrEqual(id === CLASSROOM ? 3 : 2);
      }
    }
  });
  it('the first app shows one in any 7 days and nearly any 4', () => {
    for (const seed of SEEDS) {
      const world = createWorld({ seed, apps: DEMO_APPS });
      let quiet = 0;
      for (let hour = 0; hour < 60 * 24; hour += 1) {
        const end = NOW - hour * HOUR;
        const within = (days: number) =>
          listIncidents(world, CLASSROOM, { begin: end - days * DAY, end }).length;
        expect(within(7)).toBeGreaterThan(0);
        if (within(4) === 0) quiet += 1;
      }
      expect(quiet / (60 * 24)).toBeLessThan(0.05);
    }
  });
  it('do not depend on the span asked', () => {
    const world = createWorld({ seed: 1, apps: DEMO_APPS });
    const all = listIncidents(world, CLASSROOM, span);
    const begins = all.map(({ begin }) => begin);
    expect(begins.toSorted((a, b) => a - b)).toEqual(begins);
    for (const incident of all) {
      const around = listIncidents(world, CLASSROOM, {
        begin: incident.begin,
        end: incident.begin + 1,
      });
      expect(around).toContainEqual(incident);
      const after = listIncidents(world, CLASSROOM, {
        begin: incident.end,
        end: incident.end + 1,
      });
      expect(after).not.toContainEqual(incident);
    }
  });
  it('break a goal while they last', () => {
    const shown: Partial<Record<Incident['kind'], Metric>> = {
      outage: 'JoinChannelSucRate',
      regression: 'FirstFrameCost',
    };
    for (const seed of SEEDS) {
      const world = createWorld({ seed, apps: DEMO_APPS });
      for (const { id } of DEMO_APPS) {
        for (const { kind, begin, end, segment, effects } of listIncidents(world, id, span)) {
          const metric =
            shown[kind] ?? Object.keys(effects).find((it): it is Metric => it in METRIC_FACTS);
          if (!metric || end > NOW - HOUR) continue;
          const points = [];
          for (let at = begin; at < end; at += DAY) {
            const until = Math.min(at + DAY, end) - 1;
            points.push(
              ...computePoints(
                world,
                { appId: id, metric, ...segment, begin: at, end: until },
                NOW,
              ),
            );
          }
          expect(points.some((it) => !meetsGoal(metric, it.value, METRIC_FACTS[metric].goal))).toBe(
            true,
          );
        }
      }
    }
  });
  it('are none in a calm world and none for an unknown app', () => {
    expect(listIncidents(calm, CLASSROOM, span)).toEqual([]);
    expect(listIncidents(createWorld({ seed: 1, apps: DEMO_APPS }), 'other', span)).toEqual([]);
  });
});
