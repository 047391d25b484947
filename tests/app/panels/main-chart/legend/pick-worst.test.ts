import { describe, expect, it } from 'vitest';
import type { LegendEntry } from '../../../../../src/app/model/legend-entry.ts';
import { pickWorst } from '../../../../../src/app/panels/main-chart/legend/pick-worst.ts';
import { buildStats, buildProblem } from '../../../../support/render-dashboard.tsx';

const buildEntry = (key: string, changes: Partial<LegendEntry>): LegendEntry => ({
  key,
  name: key,
  color: 'red',
  stats: buildStats(),
  summary: null,
  change: null,
  isComparisonLoading: false,
  problem: null,
  ...changes,
});

describe('pickWorst', () => {
  const entries = [
    buildEntry('good', { stats: buildStats({ withinGoal: 1, mean: 700 }) }),
    buildEntry('bad', { stats: buildStats({ withinGoal: 0.4 }) }),
    buildEntry('near', { stats: buildStats({ withinGoal: 1, mean: 1_100 }) }),
    buildEntry('failed', { stats: null, problem: buildProblem('upstream_timeout') }),
    buildEntry('hidden', { stats: buildStats({ withinGoal: 0 }) }),
  ];
  const keys = (count: number) =>
    pickWorst(entries, count, 'FirstFrameCost', ['hidden']).map(({ key }) => key);

  it('prefers failed series, then those out of goal, then those near it, and keeps their order', () => {
    expect(keys(5)).toEqual(['good', 'bad', 'near', 'failed', 'hidden']);
    expect(keys(4)).toEqual(['good', 'bad', 'near', 'failed']);
    expect(keys(3)).toEqual(['bad', 'near', 'failed']);
    expect(keys(2)).toEqual(['bad', 'failed']);
    expect(keys(1)).toEqual(['failed']);
  });
});
