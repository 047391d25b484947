// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { MetricCard } from '../../../../src/app/panels/metric-cards/MetricCard.tsx';
import type { MetricCardProps } from '../../../../src/app/panels/metric-cards/MetricCard.tsx';
import { MetricCards } from '../../../../src/app/panels/metric-cards/MetricCards.tsx';
import { METRICS } from '../../../../src/contract/domain/metrics.ts';
import type { Metric } from '../../../../src/contract/domain/metrics.ts';
import {
  EMPTY_STATS,
  SPAN,
  buildStats,
  problem,
  show,
} from '../../../support/render-dashboard.tsx';
import { zh } from '../../../support/translators.ts';

const card = (changes: Partial<MetricCardProps> = {}): MetricCardProps => ({
  metric: 'FirstFrameCost',
  goal: 1200,
  stats: buildStats(),
  summary: null,
  change: null,
  isComparisonLoading: false,
  what: undefined,
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
    ['a figure out of goal', { goal: 1_000 }, ['1,046', 'out of goal']],
    ['zero', { stats: buildStats({ mean: 0, withinGoal: 0 }) }, ['0', '0% of 271 points']],
    ['the first load', { stats: null, status: 'loading' }, ['Loading…']],
    ['no data', { stats: EMPTY_STATS }, ['–', 'No data in this range', 'no data']],
    [
      'a failure',
      { stats: EMPTY_STATS, problem: problem('upstream_timeout') },
      ['Couldn’t load', 'upstream_timeout', 'ApsaraVideo Live did not answer in time'],
    ],
    [
      'what is here though a window failed',
      { problem: problem('upstream_timeout') },
      ['1,046', 'within goal'],
    ],
  ])('shows %s', (_name, changes, texts) => {
    show(<MetricCard {...card(changes)} />);
    const shown = screen.getByRole('button').textContent.replaceAll('\u00a0', ' ');
    for (const text of texts) expect(shown).toContain(text);
  });

  it('makes no data, zero and a failure differ in words', () => {
    const texts = [EMPTY_STATS, buildStats({ mean: 0 })].map((each) => {
      const { container, unmount } = show(<MetricCard {...card({ stats: each })} />);
      const text = container.textContent;
      unmount();
      return text;
    });
    const { container } = show(
      <MetricCard {...card({ stats: null, problem: problem('offline') })} />,
    );
    expect(new Set([...texts, container.textContent]).size).toBe(3);
  });

  it.each([
    ['JoinChannelSucRate', 96, 95, 'within goal'],
    ['JoinChannelSucRate', 94, 95, 'out of goal'],
    ['VideoStuckRate', 4, 5, 'within goal'],
    ['VideoStuckRate', 6, 5, 'out of goal'],
  ] as const)('judges %s of %d against %d by its direction', (metric, mean, goal, word) => {
    show(<MetricCard {...card({ metric, goal, stats: buildStats({ mean }) })} />);
    expect(screen.getByText(word)).toBeTruthy();
  });

  it('keeps the old figure and says it is busy while a new range loads', () => {
    show(<MetricCard {...card({ status: 'refreshing' })} />);
    const button = screen.getByRole('button');
    expect(within(button).getByText('1,046')).toBeTruthy();
    expect(button.getAttribute('aria-busy')).toBe('true');
  });

  it('speaks Chinese', () => {
    show(<MetricCard {...card()} />, zh);
    expect(screen.getByRole('button').textContent).toContain(
      '首帧耗时达标1,046毫秒5 分钟值均值271 个数据点中 93.4% 满足',
    );
  });
});

describe('MetricCards', () => {
  it('makes the pressed metric the main one', () => {
    const onSelect = vi.fn<(metric: Metric) => void>();
    const cards = METRICS.map((metric) => card({ metric }));
    show(<MetricCards cards={cards} selected="VideoStuckRate" onSelect={onSelect} />);
    const pressed = screen.getAllByRole('button', { pressed: true });
    expect(pressed.map((each) => each.dataset['metric'])).toEqual(['VideoStuckRate']);
    fireEvent.click(screen.getByRole('button', { name: /Time to first frame/ }));
    expect(onSelect).toHaveBeenCalledWith('FirstFrameCost');
  });
});
