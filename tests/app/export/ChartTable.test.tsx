import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ChartTable } from '../../../src/app/export/ChartTable.tsx';
import { BucketState } from '../../../src/series/series.ts';
import {
  CLOCK_CHANGE,
  buildComparedChart,
  buildExportedChart,
  buildExportedSeries,
  newYorkFormat,
} from '../../support/exported-chart.ts';
import { renderLocalized } from '../../support/render-dashboard.tsx';
import { en } from '../../support/translators.ts';

describe('ChartTable', () => {
  it('shows one row per bucket and one page per day, newest first', async () => {
    const values = Array.from({ length: 300 }, (_, i) => (i === 298 ? null : i));
    renderLocalized(
      <ChartTable chart={buildExportedChart([{ name: 'All', values }])} onClose={() => {}} />,
    );
    const rows = screen.getAllByRole('row');
    expect(rows).toHaveLength(289);
    expect(within(rows[1] ?? document.body).getByRole('cell').textContent).toBe('299 ms');
    expect(within(rows[2] ?? document.body).getByRole('cell').textContent).toBe('no data');
    expect(screen.getByText(/page 1 of 2/)).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Older' }));
    expect(screen.getAllByRole('row')).toHaveLength(13);
  });

  it('shows the compared value and the change beside each value', () => {
    const chart = buildExportedChart([{ name: 'All', values: [1_100] }], {
      comparisonLabel: 'week before',
    });
    const lines = chart.lines.map((line) => ({ ...line, compared: buildExportedSeries([1_000]) }));
    renderLocalized(<ChartTable chart={{ ...chart, lines }} onClose={() => {}} />);
    expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
      '1,100 ms',
      '1,000 ms',
      '+100 ms (+10%) worse',
    ]);
  });

  it('marks provisional values and adds comparison columns only for compared lines', () => {
    const chart = buildComparedChart();
    const [line] = chart.lines;
    if (!line) throw new Error('no line');
    line.series.states[1] = BucketState.Provisional;
    const uncompared = { ...line, key: 'ios', name: 'iOS', compared: undefined };
    renderLocalized(
      <ChartTable chart={{ ...chart, lines: [line, uncompared] }} onClose={() => {}} />,
    );
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
      'Time (UTC+8)',
      'All',
      'All, week before',
      'All, change',
      'iOS',
    ]);
    const newest = screen.getAllByRole('row')[1] ?? document.body;
    expect(within(newest).getAllByRole('cell')[0]?.textContent).toBe('1,061 ms*provisional');
    expect(screen.getByText('* may still change')).toBeTruthy();
  });

  it('distinguishes the repeated hour of a clock change', () => {
    const chart = buildExportedChart([{ name: 'All', values: [] }], { span: CLOCK_CHANGE });
    renderLocalized(<ChartTable chart={chart} onClose={() => {}} />, en, newYorkFormat);
    expect(screen.getByRole('columnheader', { name: 'Time (UTC-4 to UTC-5)' })).toBeTruthy();
    const times = screen.getAllByRole('rowheader').map((head) => head.textContent);
    expect(new Set(times).size).toBe(12);
    expect(times[0]).toBe('Sun, Nov 1, 01:25 – 01:30 (UTC-5)');
    expect(times[6]).toBe('Sun, Nov 1, 01:55 (UTC-4) – 01:00 (UTC-5)');
    expect(times.at(-1)).toBe('Sun, Nov 1, 01:30 – 01:35 (UTC-4)');
  });

  it('places the button of the older page first', () => {
    const values = Array.from({ length: 300 }, () => 1);
    renderLocalized(
      <ChartTable chart={buildExportedChart([{ name: 'All', values }])} onClose={() => {}} />,
    );
    const buttons = screen
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label'));
    expect(buttons.indexOf('Older')).toBeLessThan(buttons.indexOf('Newer'));
  });
});
