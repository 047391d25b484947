import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS, meetsGoal } from '../../../src/contract/domain/metrics.ts';
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
import type { MetricQuery, Point } from '../../../src/simulator/model/metric-model.ts';
import { createWorld, listIncidents } from '../../../src/simulator/model/world.ts';
import type { World } from '../../../src/simulator/model/world.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { CALM_WORLD, CLASSROOM, MEETING, NOW } from '../../support/simulator.ts';

const BEGIN = Date.UTC(2026, 10, 18, 12, 35);

function withIncidents(...incidents: Incident[]) {
  return createWorld({ seed: 1, apps: DEMO_APPS, incidents });
}

/** Six hours around BEGIN; `ratio` is relative to a world without incidents. */
function compareWithCalm(world: World, changes: Partial<MetricQuery>) {
  const query: MetricQuery = {
    appId: CLASSROOM,
    metric: 'FirstFrameCost',
    begin: BEGIN - 3 * HOUR,
    end: BEGIN + 3 * HOUR,
    ...changes,
  };
  const calmValues = new Map(
    computePoints(CALM_WORLD, query, NOW).map((point) => [point.at, point.value]),
  );
  return computePoints(world, query, NOW).map(({ at, value }) => ({
    minutes: (at - BEGIN) / MINUTE,
    value,
    ratio: value / (calmValues.get(at) ?? Number.NaN),
  }));
}

describe('releaseRegression', () => {
  const world = withIncidents(releaseRegression(BEGIN, 2 * HOUR, 1.7));

  it('slows down Android by its factor from begin to end', () => {
    const points = compareWithCalm(world, { os: 'Android', terminal: 'mobile' });
    for (const { minutes, ratio } of points) {
      const isActive = minutes >= 0 && minutes < 120;
      expect(ratio).toBeCloseTo(isActive ? 1.7 : 1, 6);
    }
  });

  it.each([{ os: 'iOS' }, { terminal: 'web' }] as const)('does not affect %o', (segment) => {
    for (const { ratio } of compareWithCalm(world, segment)) expect(ratio).toBe(1);
  });

  it('affects all devices together by the share of Android', () => {
    for (const { minutes, ratio } of compareWithCalm(world, {})) {
      if (minutes < 0 || minutes >= 120) continue;
      expect(ratio).toBeGreaterThan(1.2);
      expect(ratio).toBeLessThan(1.5);
    }
  });
});

describe('globalOutage', () => {
  const world = withIncidents(globalOutage(BEGIN));

  it.each([
    {},
    { os: 'iOS' },
    { os: 'Android' },
    { terminal: 'web' },
    { terminal: 'mobile' },
  ] as const)('fails a third of the joins of %o for twenty minutes', (segment) => {
    const points = compareWithCalm(world, { metric: 'JoinChannelSucRate', ...segment });
    const affected = points.filter(({ minutes }) => minutes >= 0 && minutes < 20);
    expect(affected.length).toBe(4);
    for (const { value } of affected) {
      expect(value).toBeGreaterThan(60);
      expect(value).toBeLessThan(70);
    }
    for (const point of points) if (!affected.includes(point)) expect(point.ratio).toBe(1);
  });

  it('affects every app unless it names one', () => {
    const query: MetricQuery = {
      appId: MEETING,
      metric: 'JoinChannelSucRate',
      begin: BEGIN,
      end: BEGIN,
    };
    const valueDuring = (incident: Incident) =>
      computePoints(withIncidents(incident), query, NOW)[0]?.value;
    expect(valueDuring(globalOutage(BEGIN))).toBeLessThan(75);
    expect(valueDuring({ ...globalOutage(BEGIN), appId: CLASSROOM })).toBeGreaterThan(95);
  });
});

describe('slowDrift', () => {
  it('grows linearly and stops at its end', () => {
    const drift = slowDrift(BEGIN - 5 * DAY, 5 * DAY + HOUR);
    const points = compareWithCalm(withIncidents(drift), {
      metric: 'AudioStuckRate',
      terminal: 'web',
    });
    const active = points.filter(({ minutes }) => minutes < 60);
    const ratios = active.map(({ ratio }) => ratio);
    expect(ratios.toSorted((a, b) => a - b)).toEqual(ratios);
    expect(ratios.at(-1)).toBeGreaterThan(2.5);
    expect(ratios.at(-1)).toBeLessThan(2.6);
    for (const point of points) if (!active.includes(point)) expect(point.ratio).toBe(1);
  });

  it('is noticeable a day after its begin', () => {
    const drift = slowDrift(BEGIN - DAY, 7 * DAY);
    const points = compareWithCalm(withIncidents(drift), {
      metric: 'AudioStuckRate',
      terminal: 'web',
    });
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
  ])('weights a bucket by its overlap: %i ms after, %d', (offset, strength) => {
    expect(strengthAt(outage, BEGIN + offset)).toBeCloseTo(strength, 9);
  });
});

describe('planWeeklyIncidents', () => {
  const SEEDS = [1, 2, 3, 'artc-lens', 'demo'];
  const MONTH = { begin: NOW - 30 * DAY, end: NOW };

  function computeDuring(world: World, appId: string, metric: Metric, incident: Incident) {
    const points: Point[] = [];
    for (let begin = incident.begin; begin < incident.end; begin += DAY) {
      const end = Math.min(begin + DAY, incident.end) - 1;
      const query = { appId, metric, ...incident.segment, begin, end };
      points.push(...computePoints(world, query, NOW));
    }
    return points;
  }

  it('plans at least two kinds per app and month, three for the first app', () => {
    for (const seed of SEEDS) {
      const world = createWorld({ seed, apps: DEMO_APPS });
      for (const { id } of DEMO_APPS) {
        const kinds = new Set(listIncidents(world, id, MONTH).map(({ kind }) => kind));
        expect(kinds.size).toBeGreaterThanOrEqual(id === CLASSROOM ? 3 : 2);
      }
    }
  });

  it.each(METRICS)('plans an incident that affects %s for every app and month', (metric) => {
    for (const seed of SEEDS) {
      const world = createWorld({ seed, apps: DEMO_APPS });
      for (const { id } of DEMO_APPS) {
        const factors = listIncidents(world, id, MONTH).map(({ effects }) => effects[metric] ?? 1);
        const isWorse = (factor: number) =>
          METRIC_FACTS[metric].better === 'higher' ? factor < 1 : factor > 1;
        expect(factors.some(isWorse)).toBe(true);
      }
    }
  });

  it('plans an incident of the first app in any 7 days and almost any 4', () => {
    for (const seed of SEEDS) {
      const world = createWorld({ seed, apps: DEMO_APPS });
      let quietSpans = 0;
      for (let hour = 0; hour < 60 * 24; hour += 1) {
        const end = NOW - hour * HOUR;
        const countWithin = (days: number) =>
          listIncidents(world, CLASSROOM, { begin: end - days * DAY, end }).length;
        expect(countWithin(7)).toBeGreaterThan(0);
        if (countWithin(4) === 0) quietSpans += 1;
      }
      expect(quietSpans / (60 * 24)).toBeLessThan(0.05);
    }
  });

  it('plans the same incidents whatever the span', () => {
    const world = createWorld({ seed: 1, apps: DEMO_APPS });
    const incidents = listIncidents(world, CLASSROOM, MONTH);
    const begins = incidents.map(({ begin }) => begin);
    expect(begins.toSorted((a, b) => a - b)).toEqual(begins);
    const listAt = (at: number) => listIncidents(world, CLASSROOM, { begin: at, end: at + 1 });
    for (const incident of incidents) {
      expect(listAt(incident.begin)).toContainEqual(incident);
      expect(listAt(incident.end)).not.toContainEqual(incident);
    }
  });

  it('plans incidents that miss a goal', () => {
    const mainMetrics: Partial<Record<Incident['kind'], Metric>> = {
      outage: 'JoinChannelSucRate',
      regression: 'FirstFrameCost',
    };
    for (const seed of SEEDS) {
      const world = createWorld({ seed, apps: DEMO_APPS });
      for (const { id } of DEMO_APPS) {
        for (const incident of listIncidents(world, id, MONTH)) {
          const metric =
            mainMetrics[incident.kind] ??
            METRICS.find((name) => (incident.effects[name] ?? 1) !== 1);
          if (!metric || incident.end > NOW - HOUR) continue;
          const points = computeDuring(world, id, metric, incident);
          const { goal } = METRIC_FACTS[metric];
          expect(points.some(({ value }) => !meetsGoal(metric, value, goal))).toBe(true);
        }
      }
    }
  });

  it('plans nothing for a calm world or an unknown app', () => {
    expect(listIncidents(CALM_WORLD, CLASSROOM, MONTH)).toEqual([]);
    expect(listIncidents(createWorld({ seed: 1, apps: DEMO_APPS }), 'other', MONTH)).toEqual([]);
  });
});
