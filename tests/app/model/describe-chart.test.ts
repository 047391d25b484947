import { describe, expect, it } from 'vitest';
import { describeChart } from '../../../src/app/model/describe-chart.ts';
import type { Problem } from '../../../src/contract/wire/problem.ts';
import { EMPTY_STATS, SPAN, buildStats, buildProblem } from '../../support/render-dashboard.tsx';
import { en, format, zh, zhFormat } from '../../support/translators.ts';

const buildChart = (
  series: { name: string; stats: ReturnType<typeof buildStats> | null; problem?: Problem | null }[],
) => ({
  metric: 'FirstFrameCost' as const,
  span: SPAN,
  goal: 1200,
  series: series.map((described) => ({ summary: null, problem: null, ...described })),
});

describe('describeChart', () => {
  const chart = buildChart([
    { name: 'All', stats: buildStats() },
    { name: 'iOS', stats: buildStats({ mean: 861, worst: { value: 900, at: SPAN.begin } }) },
  ]);

  it('summarizes the chart in one sentence', () => {
    expect(describeChart(chart, en, format)).toBe(
      'Time to first frame, Nov 16, 08:00 – Nov 23, 08:00: All 1,046 ms (93.4% within goal), ' +
        'iOS 861 ms (93.4% within goal); goal ≤ 1,200 ms; worst five minutes: All, 1,688 ms at Sat, Nov 21, 21:10.',
    );
  });

  it('summarizes the chart in Chinese', () => {
    expect(describeChart(chart, zh, zhFormat)).toMatch(
      /^首帧耗时，.*最差的 5 分钟：All，.*，1,688 毫秒。$/,
    );
  });

  it('names the lowest value as the worst when higher is better', () => {
    const rates = { ...chart, metric: 'JoinChannelSucRate' as const, goal: 95 };
    expect(describeChart(rates, en, format)).toContain('worst five minutes: iOS, 900.00%');
  });

  it('distinguishes a failed series from one without data', () => {
    const [all] = chart.series;
    if (!all) throw new Error('the chart has two series');
    const failed = { name: 'Web', stats: EMPTY_STATS, problem: buildProblem('offline') };
    const empty = { name: 'Mobile', stats: EMPTY_STATS };
    expect(describeChart(buildChart([all, failed, empty]), en, format)).toContain(
      'Web couldn’t load, Mobile no data; goal',
    );
  });

  it.each([
    ['no data', EMPTY_STATS, {}],
    ['loading', null, {}],
    ['couldn’t load', EMPTY_STATS, { problem: buildProblem('offline') }],
  ])('says %s', (state, stats, changes) => {
    expect(describeChart(buildChart([{ name: 'All', stats, ...changes }]), en, format)).toBe(
      `Time to first frame, Nov 16, 08:00 – Nov 23, 08:00: ${state}.`,
    );
  });
});
