import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { summarizeWindows } from '../../../../src/app/model/summarize-windows.ts';
import { FreshnessLine } from '../../../../src/app/panels/freshness/FreshnessLine.tsx';
import { DAY, HOUR, MINUTE } from '../../../../src/contract/domain/time.ts';
import {
  buildDayWindow,
  buildSeriesData,
  renderLocalized,
} from '../../../support/render-dashboard.tsx';
import { NOW, zh } from '../../../support/translators.ts';

const windows = summarizeWindows([buildSeriesData([buildDayWindow(1), buildDayWindow(0)])]);

describe('FreshnessLine', () => {
  it.each([
    [20_000, 'Data through 20:35 · just now'],
    [6 * MINUTE, 'Data through 20:30 · 6 min ago'],
    [HOUR, 'Data through 19:36 · 60 min ago'],
    [5 * HOUR, 'Data through 15:36 · 5 h ago'],
    [30 * HOUR, 'Data through Sat, Nov 21, 14:36 · 30 h ago'],
    [3 * DAY, 'Data through Thu, Nov 19, 20:36 · 3 days ago'],
  ])('describes data that is %d ms old', (age, text) => {
    renderLocalized(<FreshnessLine windows={windows} dataThrough={NOW - age} now={NOW} />);
    expect(screen.getByText(text)).toBeTruthy();
  });

  it('shows counts, zone and offset', () => {
    renderLocalized(<FreshnessLine windows={windows} dataThrough={null} now={NOW} />);
    expect(screen.getByText('2 / 2 windows · 0 failed')).toBeTruthy();
    expect(screen.getByText('Times in Asia/Shanghai (UTC+8)')).toBeTruthy();
    expect(screen.getByText('No data yet')).toBeTruthy();
  });

  it('renders Chinese', () => {
    renderLocalized(
      <FreshnessLine windows={windows} dataThrough={NOW - 6 * MINUTE} now={NOW} />,
      zh,
    );
    expect(screen.getByText('数据截至 20:30 · 6 分钟前')).toBeTruthy();
    expect(screen.getByText('2 / 2 个时间窗 · 0 个失败')).toBeTruthy();
  });

  it('announces the counts once loading has ended', () => {
    const { rerender } = renderLocalized(
      <FreshnessLine windows={{ ...windows, loading: 1 }} dataThrough={null} now={NOW} />,
    );
    expect(screen.getByRole('status').textContent).toBe('');
    rerender(<FreshnessLine windows={windows} dataThrough={null} now={NOW} />);
    expect(screen.getByRole('status').textContent).toBe('2 of 2 windows are in, 0 failed.');
    rerender(
      <FreshnessLine
        windows={{ ...windows, loaded: 1, loading: 1 }}
        dataThrough={null}
        now={NOW + MINUTE}
      />,
    );
    expect(screen.getByRole('status').textContent).toBe('2 of 2 windows are in, 0 failed.');
  });
});
