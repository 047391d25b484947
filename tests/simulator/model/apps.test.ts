import { describe, expect, it } from 'vitest';
import type { Point } from '../../../src/simulator/model/metric-model.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { CALM_WORLD, MEETING, computeDays, mean } from '../../support/simulator.ts';

const WEEK_AGO = Date.UTC(2026, 10, 15);

function sumJoinsByHour(points: readonly Point[], zone: string): number[] {
  const hours = Array<number>(24).fill(0);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: 'numeric',
    hourCycle: 'h23',
  });
  for (const point of points) {
    const hour = Number(format.format(point.at));
    hours[hour] = (hours[hour] ?? 0) + point.joins;
  }
  return hours;
}

describe('shareOfPeak', () => {
  it.each([
    ['Classroom', 20],
    ['Meeting', 10],
    ['Live stage', 21],
  ])('makes %s busiest at about %i:00 local time', (name, hour) => {
    const app = DEMO_APPS.find((demo) => demo.name === name);
    if (!app) throw new Error('no such app');
    const points = computeDays(CALM_WORLD, { appId: app.id, begin: WEEK_AGO }, 7);
    const joins = sumJoinsByHour(points, app.zone);
    expect(Math.abs(joins.indexOf(Math.max(...joins)) - hour)).toBeLessThanOrEqual(1);
  });

  it('halves the traffic of the meeting app at the weekend', () => {
    const meanJoins = (begin: number) =>
      mean(computeDays(CALM_WORLD, { appId: MEETING, begin }, 1).map(({ joins }) => joins));
    const [saturday, thursday] = [Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 19)];
    expect(meanJoins(saturday) / meanJoins(thursday)).toBeLessThan(0.5);
  });
});
