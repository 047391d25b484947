import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { MetricCards } from '../../../../src/app/panels/metric-cards/MetricCards.tsx';
import { METRICS } from '../../../../src/contract/domain/metrics.ts';
import type { Metric } from '../../../../src/contract/domain/metrics.ts';
import { SPAN, buildStats, renderLocalized } from '../../../support/render-dashboard.tsx';

describe('MetricCards', () => {
  it('selects the metric of the card that is clicked', () => {
    const onSelect = vi.fn<(metric: Metric) => void>();
    const cards = METRICS.map((metric) => ({
      metric,
      goal: 1200,
      stats: buildStats(),
      summary: null,
      change: null,
      isComparisonLoading: false,
      comparisonLabel: undefined,
      status: 'ready' as const,
      problem: null,
      series: null,
      span: SPAN,
    }));
    renderLocalized(<MetricCards cards={cards} selected="VideoStuckRate" onSelect={onSelect} />);
    const pressed = screen.getAllByRole('button', { pressed: true });
    expect(pressed.map((card) => card.dataset['metric'])).toEqual(['VideoStuckRate']);
    fireEvent.click(screen.getByRole('button', { name: /Time to first frame/ }));
    expect(onSelect).toHaveBeenCalledWith('FirstFrameCost');
  });
});
