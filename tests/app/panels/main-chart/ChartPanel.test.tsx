import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ChartPanel } from '../../../../src/app/panels/main-chart/ChartPanel.tsx';
import { renderLocalized } from '../../../support/render-dashboard.tsx';

function showPanel(goal = 1200) {
  const onGoalChange = vi.fn<(goal: number | null) => void>();
  const onFromZeroChange = vi.fn<(fromZero: boolean) => void>();
  renderLocalized(
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
  it('shows metric, unit and number of points', () => {
    showPanel();
    expect(screen.getByRole('region', { name: 'Time to first frame' })).toBeTruthy();
    expect(screen.getByText('ms · lower is better · 5-minute data, 2,016 points')).toBeTruthy();
    expect(screen.getByText('the chart')).toBeTruthy();
    expect(screen.getByText('the filters')).toBeTruthy();
  });

  it('lets the value axis start at zero', () => {
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

  it.each(['Set', 'Back to ≤ 2,000 ms'])('restores the default goal by %s', async (name) => {
    const { onGoalChange } = showPanel();
    fireEvent.change(await openGoal(), { target: { value: '2000' } });
    fireEvent.click(screen.getByRole('button', { name }));
    expect(onGoalChange).toHaveBeenCalledWith(null);
  });

  it('rejects an invalid goal', async () => {
    const { onGoalChange } = showPanel();
    fireEvent.change(await openGoal(), { target: { value: 'soon' } });
    fireEvent.click(screen.getByRole('button', { name: 'Set' }));
    expect(screen.getByText('A number of milliseconds above zero, please.')).toBeTruthy();
    expect(onGoalChange).not.toHaveBeenCalled();
  });
});
