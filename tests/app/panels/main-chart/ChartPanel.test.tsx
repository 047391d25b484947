// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ChartPanel } from '../../../../src/app/panels/main-chart/ChartPanel.tsx';
import { describeChart } from '../../../../src/app/model/describe-chart.ts';
import { parseGoal } from '../../../../src/app/panels/main-chart/parse-goal.ts';
import {
  buildStats,
  EMPTY_STATS,
  problem,
  show,
  SPAN,
} from '../../../support/render-dashboard.tsx';
import { en, format, zh, zhFormat } from '../../../support/translators.ts';
import type { Problem } from '../../../../src/contract/wire/problem.ts';

function showPanel(goal = 1200) {
  const onGoalChange = vi.fn<(goal: number | null) => void>();
  const onFromZeroChange = vi.fn<(fromZero: boolean) => void>();
  show(
    <ChartPanel
      metric="FirstFrameCost"
      points={2016}
      goal={goal}
      defaultGoal={2000}
      onGoalChange={onGoalChange}
      fromZero={false}
      onFromZeroChange={onFromZeroChange}
      chart={<div>the chart</div>}
    >
      <div>the filters</div>
    </ChartPanel>,
  );
  return { onGoalChange, onFromZeroChange };
}

async function openGoal() {
  fireEvent.click(screen.getByRole('button', { name: /Goal/ }));
  return screen.findByLabelText('Goal for Time to first frame, in ms');
}

describe('ChartPanel', () => {
  it('says what is drawn', () => {
    showPanel();
    expect(screen.getByRole('region', { name: 'Time to first frame' })).toBeTruthy();
    expect(screen.getByText('ms · lower is better · 5-minute data, 2,016 points')).toBeTruthy();
    expect(screen.getByText('the chart')).toBeTruthy();
    expect(screen.getByText('the filters')).toBeTruthy();
  });

  it('switches the axis to zero', () => {
    const { onFromZeroChange } = showPanel();
    fireEvent.click(screen.getByRole('button', { name: 'From zero', pressed: false }));
    expect(onFromZeroChange).toHaveBeenCalledWith(true);
  });

  it('sets a goal', async () => {
    const { onGoalChange } = showPanel();
    fireEvent.change(await openGoal(), { target: { value: '1,500' } });
    fireEvent.click(screen.getByRole('button', { name: 'Set' }));
    expect(onGoalChange).toHaveBeenCalledWith(1500);
  });

  it.each(['Set', 'Back to ≤ 2,000 ms'])('goes back to the default by %s', async (name) => {
    const { onGoalChange } = showPanel();
    fireEvent.change(await openGoal(), { target: { value: '2000' } });
    fireEvent.click(screen.getByRole('button', { name }));
    expect(onGoalChange).toHaveBeenCalledWith(null);
  });

  it('says what a goal is when it is none', async () => {
    const { onGoalChange } = showPanel();
    fireEvent.change(await openGoal(), { target: { value: 'soon' } });
    fireEvent.click(screen.getByRole('button', { name: 'Set' }));
    expect(screen.getByText('A number of milliseconds above zero, please.')).toBeTruthy();
    expect(onGoalChange).not.toHaveBeenCalled();
  });
});

describe('parseGoal', () => {
  it.each([
    ['FirstFrameCost', '1200', 1200],
    ['FirstFrameCost', ' ≤ 1,200 ms ', 1200],
    ['FirstFrameCost', '１２００毫秒', 1200],
    ['FirstFrameCost', '0', undefined],
    ['FirstFrameCost', '-5', undefined],
    ['FirstFrameCost', '1e9', undefined],
    ['FirstFrameCost', '9999999', undefined],
    ['JoinChannelSucRate', '99.5%', 99.5],
    ['JoinChannelSucRate', '.5', 0.5],
    ['JoinChannelSucRate', '0', 0],
    ['JoinChannelSucRate', '101', undefined],
    ['JoinChannelSucRate', '1,5', undefined],
    ['JoinChannelSucRate', '', undefined],
  ] as const)('%s: %j', (metric, text, goal) => {
    expect(parseGoal(metric, text)).toBe(goal);
  });
});

const chartOf = (
  series: { name: string; stats: ReturnType<typeof buildStats> | null; problem?: Problem | null }[],
) => ({
  metric: 'FirstFrameCost' as const,
  span: SPAN,
  goal: 1200,
  series: series.map((each) => ({ summary: null, problem: null, ...each })),
});

describe('describeChart', () => {
  const two = chartOf([
    { name: 'All', stats: buildStats() },
    { name: 'iOS', stats: buildStats({ mean: 861, worst: { value: 900, at: SPAN.begin } }) },
  ]);

  it('says it in one sentence', () => {
    expect(describeChart(two, en, format)).toBe(
      'Time to first frame, Nov 16, 08:00 – Nov 23, 08:00: All 1,046 ms (93.4% within goal), ' +
        'iOS 861 ms (93.4% within goal); goal ≤ 1,200 ms; worst five minutes: All, 1,688 ms at Sat, Nov 21, 21:10.',
    );
  });

  it('says it in Chinese', () => {
    expect(describeChart(two, zh, zhFormat)).toMatch(
      /^首帧耗时，.*最差的 5 分钟：All，.*，1,688 毫秒。$/,
    );
  });

  it('takes the lowest for the worst where higher is better', () => {
    const rates = { ...two, metric: 'JoinChannelSucRate' as const, goal: 95 };
    expect(describeChart(rates, en, format)).toContain('worst five minutes: iOS, 900.00%');
  });

  it('tells a line that failed from one nothing was measured of', () => {
    const [all] = two.series;
    if (!all) throw new Error('there are two');
    const failed = { name: 'Web', stats: EMPTY_STATS, problem: problem('offline') };
    const empty = { name: 'Mobile', stats: EMPTY_STATS };
    expect(describeChart(chartOf([all, failed, empty]), en, format)).toContain(
      'Web couldn’t load, Mobile no data; goal',
    );
  });

  it.each([
    ['no data', EMPTY_STATS, {}],
    ['loading', null, {}],
    ['couldn’t load', EMPTY_STATS, { problem: problem('offline') }],
  ])('says %s', (word, given, why) => {
    expect(describeChart(chartOf([{ name: 'All', stats: given, ...why }]), en, format)).toBe(
      `Time to first frame, Nov 16, 08:00 – Nov 23, 08:00: ${word}.`,
    );
  });
});
