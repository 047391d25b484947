import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CoverageStrip } from '../../../../../src/app/panels/main-chart/coverage/CoverageStrip.tsx';
import type { DrawnChart } from '../../../../../src/app/panels/main-chart/coverage/CoverageKey.tsx';
import type { Span } from '../../../../../src/contract/domain/time.ts';
import type { WindowStatus } from '../../../../../src/query/series/series-data.ts';
import {
  buildLine,
  buildProvisional,
  buildSeries,
  buildSpan,
} from '../../../../support/build-series.ts';
import {
  SPAN,
  buildDayWindow,
  buildFailedWindow,
  buildSeriesData,
  renderLocalized,
} from '../../../../support/render-dashboard.tsx';
import { zh } from '../../../../support/translators.ts';

const WEEK: WindowStatus[] = [
  buildFailedWindow(6, 'upstream_timeout'),
  ...[5, 4, 3, 2, 1, 0].map((ago) => buildDayWindow(ago)),
];

const repeatValue = (count: number) => Array.from({ length: count }, () => 1_000);
const EMPTY_CHART: DrawnChart = {
  metric: 'FirstFrameCost',
  lines: [],
  span: SPAN,
  comparisonLabel: undefined,
};

function showStrip(...windows: WindowStatus[][]) {
  const onRetry = vi.fn<(windows: Span[]) => void>();
  const seriesList = windows.map((dayWindows) => buildSeriesData(dayWindows));
  renderLocalized(
    <CoverageStrip seriesList={seriesList} span={SPAN} chart={EMPTY_CHART} onRetry={onRetry} />,
  );
  return onRetry;
}

const cells = () => screen.getAllByRole('button', { name: /\(UTC\)/ });
const cellAt = (index: number) => {
  const cell = cells()[index];
  if (!cell) throw new Error(`there is no cell ${index}`);
  return cell;
};

describe('CoverageStrip', () => {
  it('summarizes the days', () => {
    showStrip(WEEK);
    expect(screen.getByText('6 of 7 days in, 1 failed')).toBeTruthy();
    expect(cells()).toHaveLength(7);
  });

  it('summarizes the days in Chinese', () => {
    const seriesList = [buildSeriesData(WEEK)];
    renderLocalized(
      <CoverageStrip seriesList={seriesList} span={SPAN} chart={EMPTY_CHART} onRetry={() => {}} />,
      zh,
    );
    expect(screen.getByText('共 7 天，已就绪 6 天，失败 1 天')).toBeTruthy();
  });

  it('labels each state and its reason', () => {
    showStrip([
      buildDayWindow(5),
      buildDayWindow(4, { status: 'loading', final: false }),
      buildFailedWindow(3, 'throttled'),
      buildDayWindow(2, {
        status: 'stale',
        problem: buildFailedWindow(2, 'upstream_error').problem,
      }),
      buildDayWindow(1, { status: 'gone' }),
      buildDayWindow(0),
    ]);
    expect(cells().map((cell) => cell.getAttribute('aria-label'))).toEqual([
      'Tue, Nov 17 (UTC): in',
      'Wed, Nov 18 (UTC): loading',
      'Thu, Nov 19 (UTC): failed. The account’s call quota is used up for now',
      'Fri, Nov 20 (UTC): kept from earlier. ApsaraVideo Live has a problem of its own',
      'Sat, Nov 21 (UTC): gone',
      'Sun, Nov 22 (UTC): in, may still change',
    ]);
    const marks = cells().map((cell) => cell.firstElementChild?.getAttribute('data-state'));
    expect(new Set(marks).size).toBe(6);
  });

  it('retries the day of the cell that is clicked', () => {
    const onRetry = showStrip(WEEK);
    fireEvent.click(screen.getByRole('button', { name: /failed/ }));
    expect(onRetry).toHaveBeenCalledWith([buildFailedWindow(6, 'offline').window]);
  });

  it('retries all failed days at once', () => {
    const onRetry = showStrip(WEEK, [
      buildFailedWindow(6, 'throttled'),
      buildFailedWindow(5, 'throttled'),
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Retry 2 days' }));
    expect(onRetry).toHaveBeenCalledWith([buildDayWindow(6).window, buildDayWindow(5).window]);
  });

  it('offers no retry of a problem that is not retryable', () => {
    const onRetry = showStrip([buildFailedWindow(0, 'no_permission', { retryable: false })]);
    fireEvent.click(cellAt(0));
    expect(onRetry).not.toHaveBeenCalled();
    expect(screen.queryByRole('button', { name: /Retry/ })).toBeNull();
  });

  it('is one tab stop and moves by arrow keys', () => {
    showStrip(WEEK);
    expect(cells().filter((cell) => cell.tabIndex === 0)).toEqual([cells()[0]]);
    const first = cellAt(0);
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(cells()[1]);
    fireEvent.keyDown(cellAt(1), { key: 'End' });
    expect(document.activeElement).toBe(cells()[6]);
    expect(screen.getByText('Sun, Nov 22 (UTC): in, may still change')).toBeTruthy();
  });

  it('explains only the marks that appear', async () => {
    showStrip(WEEK);
    const button = screen.getByRole('button', { name: 'What the marks mean' });
    expect(screen.queryAllByRole('listitem')).toHaveLength(0);
    fireEvent.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    const items = (await screen.findAllByRole('listitem')).map((item) => item.textContent);
    expect(items.map((text) => text.split(':')[0])).toEqual([
      'Dotted red',
      'In',
      'In, may still change',
      '!Failed',
    ]);
  });

  it('explains the marks of the chart', async () => {
    const line = buildLine([1_000, 'Gap', 1_010, ...repeatValue(60), buildProvisional(1_000)], {
      comparisonSeries: buildSeries([9_000, ...repeatValue(63)]),
    });
    const chart = {
      ...EMPTY_CHART,
      lines: [line],
      span: buildSpan(64),
      comparisonLabel: 'week before',
    };
    renderLocalized(
      <CoverageStrip
        seriesList={[buildSeriesData([buildDayWindow(6)])]}
        span={SPAN}
        chart={chart}
        onRetry={() => {}}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'What the marks mean' }));
    const items = (await screen.findAllByRole('listitem')).map((item) => item.textContent);
    expect(items).toEqual([
      'Dashed and lighter: week before, on this range’s time',
      expect.stringMatching(/^Arrow at the edge/),
      expect.stringMatching(/^Dashed and hollow/),
      'Dotted red: the goal',
      expect.stringMatching(/^A break in a line/),
      expect.stringMatching(/^In: finished/),
    ]);
  });
});
