import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MetricCard } from '../../../../src/app/panels/metric-cards/MetricCard.tsx';
import type { MetricCardProps } from '../../../../src/app/panels/metric-cards/MetricCard.tsx';
import {
  EMPTY_STATS,
  SPAN,
  buildStats,
  buildProblem,
  renderLocalized,
} from '../../../support/render-dashboard.tsx';
import { zh } from '../../../support/translators.ts';

const buildProps = (changes: Partial<MetricCardProps> = {}): MetricCardProps => ({
  metric: 'FirstFrameCost',
  goal: 1200,
  stats: buildStats(),
  summary: null,
  change: null,
  isComparisonLoading: false,
  comparisonLabel: undefined,
  status: 'ready',
  problem: null,
  series: null,
  span: SPAN,
  selected: false,
  onSelect: () => {},
  ...changes,
});

describe('MetricCard', () => {
  it.each<[string, Partial<MetricCardProps>, string[]]>([
    [
      'a mean',
      {},
      [
        '1,046',
        'ms',
        'mean of 5-min values',
        '93.4% of 271 points within ≤ 1,200 ms',
        'within goal',
      ],
    ],
    ['the API’s summary', { summary: 1_100 }, ['1,100', 'API summary', 'within goal']],
    ['a value out of goal', { goal: 1_000 }, ['1,046', 'out of goal']],
    ['zero', { stats: buildStats({ mean: 0, withinGoal: 0 }) }, ['0', '0% of 271 points']],
    ['the first load', { stats: null, status: 'loading' }, ['Loading…']],
    ['no data', { stats: EMPTY_STATS }, ['–', 'No data in this range', 'no data']],
    [
      'a failure',
      { stats: EMPTY_STATS, problem: buildProblem('upstream_timeout') },
      ['Couldn’t load', 'upstream_timeout', 'ApsaraVideo Live did not answer in time'],
    ],
    [
      'loaded values although a window failed',
      { problem: buildProblem('upstream_timeout') },
      ['1,046', 'within goal'],
    ],
  ])('shows %s', (_name, changes, texts) => {
    renderLocalized(<MetricCard {...buildProps(changes)} />);
    const shown = screen.getByRole('button').textContent.replaceAll('\u00a0', ' ');
    for (const text of texts) expect(shown).toContain(text);
  });

  it('words no data, zero and a failure differently', () => {
    const texts = [EMPTY_STATS, buildStats({ mean: 0 })].map((stats) => {
      const { container, unmount } = renderLocalized(<MetricCard {...buildProps({ stats })} />);
      const text = container.textContent;
      unmount();
      return text;
    });
    const { container } = renderLocalized(
      <MetricCard {...buildProps({ stats: null, problem: buildProblem('offline') })} />,
    );
    expect(new Set([...texts, container.textContent]).size).toBe(3);
  });

  it.each([
    ['JoinChannelSucRate', 96, 95, 'within goal'],
    ['JoinChannelSucRate', 94, 95, 'out of goal'],
    ['VideoStuckRate', 4, 5, 'within goal'],
    ['VideoStuckRate', 6, 5, 'out of goal'],
  ] as const)('compares %s of %d with %d by its direction', (metric, mean, goal, label) => {
    renderLocalized(<MetricCard {...buildProps({ metric, goal, stats: buildStats({ mean }) })} />);
    expect(screen.getByText(label)).toBeTruthy();
  });

  it('keeps the previous value and is busy while a new range loads', () => {
    renderLocalized(<MetricCard {...buildProps({ status: 'refreshing' })} />);
    const button = screen.getByRole('button');
    expect(within(button).getByText('1,046')).toBeTruthy();
    expect(button.getAttribute('aria-busy')).toBe('true');
  });

  it('renders Chinese', () => {
    renderLocalized(<MetricCard {...buildProps()} />, zh);
    expect(screen.getByRole('button').textContent).toContain(
      '首帧耗时达标1,046毫秒5 分钟值均值271 个数据点中 93.4% 满足',
    );
  });
});
