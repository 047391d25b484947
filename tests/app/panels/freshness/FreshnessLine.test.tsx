// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FreshnessLine } from '../../../../src/app/panels/freshness/FreshnessLine.tsx';
import { summarizeWindows } from '../../../../src/app/model/summarize-windows.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../../../src/contract/domain/time.ts';
import { BucketState } from '../../../../src/series/series.ts';
import {
  TODAY,
  dayWindow,
  failedWindow,
  problem,
  series,
  seriesData,
  show,
} from '../../../support/render-dashboard.tsx';
import { NOW, zh } from '../../../support/translators.ts';

const windows = summarizeWindows([seriesData([dayWindow(1), dayWindow(0)])]);

describe('FreshnessLine', () => {
  it.each([
    [20_000, 'Data through 20:35 · just now'],
    [6 * MINUTE, 'Data through 20:30 · 6 min ago'],
    [HOUR, 'Data through 19:36 · 60 min ago'],
    [5 * HOUR, 'Data through 15:36 · 5 h ago'],
    [30 * HOUR, 'Data through Sat, Nov 21, 14:36 · 30 h ago'],
    [3 * DAY, 'Data through Thu, Nov 19, 20:36 · 3 days ago'],
  ])('says data %d ms old plainly', (age, text) => {
    show(<FreshnessLine windows={windows} dataThrough={NOW - age} now={NOW} />);
    expect(screen.getByText(text)).toBeTruthy();
  });

  it('says counts, zone and offset', () => {
    show(<FreshnessLine windows={windows} dataThrough={null} now={NOW} />);
    expect(screen.getByText('2 / 2 windows · 0 failed')).toBeTruthy();
    expect(screen.getByText('Times in Asia/Shanghai (UTC+8)')).toBeTruthy();
    expect(screen.getByText('No data yet')).toBeTruthy();
  });

  it('speaks Chinese', () => {
    show(<FreshnessLine windows={windows} dataThrough={NOW - 6 * MINUTE} now={NOW} />, zh);
    expect(screen.getByText('数据截至 20:30 · 6 分钟前')).toBeTruthy();
    expect(screen.getByText('2 / 2 个时间窗 · 0 个失败')).toBeTruthy();
  });

  it('keeps quiet while loading and speaks once it is done', () => {
    const { rerender } = show(
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

describe('summarizeWindows', () => {
  it('counts every state', () => {
    const summary = summarizeWindows([
      seriesData([dayWindow(0), failedWindow(1, 'throttled'), dayWindow(2, { status: 'gone' })]),
      seriesData([dayWindow(0, { status: 'loading' }), dayWindow(1, { status: 'stale' })]),
    ]);
    expect(summary).toMatchObject({
      total: 5,
      loaded: 1,
      failed: 1,
      gone: 1,
      loading: 1,
      stale: 1,
    });
  });

  it('groups equal problems, most windows first, keeping a RequestId', () => {
    const { problems, topProblem } = summarizeWindows([
      seriesData([
        failedWindow(0, 'upstream_timeout'),
        failedWindow(1, 'throttled'),
        failedWindow(2, 'throttled', { requestId: 'A-1' }),
        dayWindow(3, { status: 'gone', problem: problem('gone') }),
      ]),
    ]);
    expect(problems.map((each) => [each.problem.code, each.windows])).toEqual([
      ['throttled', 2],
      ['upstream_timeout', 1],
    ]);
    expect(topProblem?.requestId).toBe('A-1');
  });

  it('tells settled data from data that is through', () => {
    const drawn = series([1, 2, 3, 4, null]);
    drawn.states[2] = BucketState.Provisional;
    drawn.states[3] = BucketState.Provisional;
    // Fetched in the middle of the fourth bucket.
    const fetchedAt = TODAY + 3.5 * STEP;
    const summary = summarizeWindows([seriesData([dayWindow(0, { fetchedAt })], drawn)]);
    expect(summary).toMatchObject({
      hasValues: true,
      dataThrough: TODAY + 3 * STEP,
      fetchedAt,
    });
  });

  it('has nothing to say of nothing', () => {
    expect(summarizeWindows([])).toMatchObject({ total: 0, dataThrough: null, topProblem: null });
  });
});
