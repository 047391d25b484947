import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { LegendTable } from '../../../../../src/app/panels/main-chart/legend/LegendTable.tsx';
import type { LegendEntry } from '../../../../../src/app/model/legend-entry.ts';
import type { LegendTableProps } from '../../../../../src/app/panels/main-chart/legend/LegendTable.tsx';
import { DAY } from '../../../../../src/contract/domain/time.ts';
import {
  EMPTY_STATS,
  SPAN,
  buildStats,
  buildProblem,
  renderLocalized,
} from '../../../../support/render-dashboard.tsx';

const buildEntry = (key: string, changes: Partial<LegendEntry> = {}): LegendEntry => ({
  key,
  name: key,
  color: 'red',
  stats: buildStats(),
  summary: null,
  change: null,
  isComparisonLoading: false,
  problem: null,
  ...changes,
});

function showTable(changes: Partial<LegendTableProps> = {}) {
  const onHiddenChange = vi.fn<(hidden: string[]) => void>();
  renderLocalized(
    <LegendTable
      metric="FirstFrameCost"
      goal={1200}
      span={SPAN}
      entries={[buildEntry('All'), buildEntry('iOS'), buildEntry('Android')]}
      hidden={[]}
      onHiddenChange={onHiddenChange}
      {...changes}
    />,
  );
  return onHiddenChange;
}

const rowOf = (name: string) => screen.getByRole('row', { name: new RegExp(`^${name}`) });
const cellsOf = (name: string) =>
  within(rowOf(name))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

describe('LegendTable', () => {
  it('shows the statistics of each series', () => {
    showTable();
    expect(cellsOf('iOS')).toEqual([
      'mean of 271 5-minute values1,046 ms',
      '1,012',
      '998',
      '1,391',
      '1,688Sat 21:10',
      '93.4%good',
      '271 of 288 points271 / 28894.1%',
    ]);
  });

  it('names the common source of summaries in the head', () => {
    showTable();
    expect(screen.getByRole('columnheader', { name: 'Mean of 5-min values' })).toBeTruthy();
  });

  it('names the source per row when sources differ', () => {
    showTable({ entries: [buildEntry('All', { summary: 1000 }), buildEntry('iOS')] });
    expect(screen.getByRole('columnheader', { name: 'Summary' })).toBeTruthy();
    expect(cellsOf('All')[0]).toBe('API summary1,000 ms');
  });

  it.each([
    ['FirstFrameCost', 'p95'],
    ['JoinChannelSucRate', 'p5'],
  ] as const)('names the tail of %s %s', (metric, head) => {
    showTable({ metric });
    expect(screen.getByRole('columnheader', { name: head }).title).toMatch(/^95% of/);
  });

  it('marks a provisional last value', () => {
    const last = { value: 900, at: SPAN.end, provisional: true };
    showTable({ entries: [buildEntry('All', { stats: buildStats({ last }) })] });
    expect(cellsOf('All')[1]).toBe('900*provisional');
  });

  it('explains the provisional mark only when it appears', () => {
    const note = '* may still change';
    showTable();
    expect(screen.queryByText(note)).toBeNull();
    cleanup();
    const last = { value: 900, at: SPAN.end, provisional: true };
    showTable({ entries: [buildEntry('All'), buildEntry('iOS', { stats: buildStats({ last }) })] });
    expect(screen.getByText(note)).toBeTruthy();
  });

  it.each([
    ['no window is loaded', 0, '–no value'],
    ['all windows are empty', 288, '0 of 288 points0 / 2880%'],
  ])('counts the data when %s', (_condition, answered, text) => {
    showTable({ entries: [buildEntry('All', { stats: { ...EMPTY_STATS, answered } })] });
    expect(cellsOf('All')[6]).toBe(text);
  });

  it.each([
    [800, ['Mean of 5-min values', 'Last', 'Median', 'p95', 'Worst', 'Within ≤ 1,200 ms', 'Data']],
    // A phone scrolls to the others, so the most important come first.
    [390, ['Mean of 5-min values', 'Worst', 'Within ≤ 1,200 ms', 'Last', 'Median', 'p95', 'Data']],
  ])('puts names above values in a window of %d px', (width, columns) => {
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: width < Number(/\d+/.exec(query)?.[0]),
      addEventListener: () => {},
      removeEventListener: () => {},
    }));
    showTable({ hidden: ['iOS'] });
    const heads = screen.getAllByRole('columnheader');
    expect(heads.map((head) => head.textContent?.replaceAll('\u00A0', ' '))).toEqual(columns);
    const groups = screen.getAllByRole('rowgroup').slice(1);
    expect(groups.map((group) => within(group).getByRole('button').textContent)).toEqual([
      'All',
      'iOShidden',
      'Android',
    ]);
    for (const group of groups)
      expect(within(group).getAllByRole('cell')).toHaveLength(columns.length);
    expect(groups[1]?.textContent).toContain('1,688Sat 21:10');
  });

  it('shows dates when a weekday is ambiguous', () => {
    showTable({ span: { begin: SPAN.end - 30 * DAY, end: SPAN.end } });
    expect(cellsOf('All')[4]).toBe('1,688Sat, Nov 21, 21:10');
  });

  it('distinguishes no value, zero, loading and failed', () => {
    const zero = buildStats({ mean: 0, median: 0, withinGoal: 0 });
    showTable({
      entries: [
        buildEntry('None', { stats: EMPTY_STATS }),
        buildEntry('Zero', { stats: zero }),
        buildEntry('Wait', { stats: null }),
        buildEntry('Lost', { stats: EMPTY_STATS, problem: buildProblem('upstream_refused') }),
      ],
    });
    expect(cellsOf('None')[0]).toBe('no data');
    expect(cellsOf('None')[2]).toBe('–no value');
    expect(cellsOf('Lost')).toEqual(['Couldn’t load The API refused the request: check the AppId']);
    expect(cellsOf('Zero')[2]).toBe('0');
    expect(cellsOf('Zero')[5]).toBe('0%poor');
    expect(cellsOf('Wait')[0]).toBe('Loading');
  });

  it('offers Retry for a retryable problem only', () => {
    const onRetry = vi.fn<() => void>();
    const buildEntries = (retryable: boolean) => [
      buildEntry('Lost', {
        stats: EMPTY_STATS,
        problem: buildProblem('upstream_timeout', { retryable }),
      }),
    ];
    showTable({ entries: buildEntries(true), onRetry });
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(onRetry).toHaveBeenCalledOnce();
    cleanup();
    showTable({ entries: buildEntries(false), onRetry });
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  });

  it('marks statistics of a partly loaded range as busy', () => {
    showTable({ entries: [buildEntry('All'), buildEntry('iOS', { isPartial: true })] });
    const busy = screen.getAllByRole('rowgroup').map((group) => group.getAttribute('aria-busy'));
    expect(busy.filter((value) => value === 'true')).toHaveLength(1);
    expect(rowOf('iOS').closest('tbody')?.getAttribute('aria-busy')).toBe('true');
  });

  it('shows a change as loading until both periods are loaded', () => {
    showTable({
      comparisonLabel: 'week before',
      entries: [buildEntry('All', { isComparisonLoading: true })],
    });
    expect(cellsOf('All')[1]).toBe('Loading');
  });

  it.each([
    [1, '100%'],
    [0.9999, '99.9%'],
    [0.0001, '0.1%'],
    [0, '0%'],
  ])('formats a share of %d as %s', (withinGoal, text) => {
    showTable({ entries: [buildEntry('All', { stats: buildStats({ withinGoal }) })] });
    expect(cellsOf('All')[5]).toContain(text);
  });

  it.each<[string, object, string[]]>([
    ['isolates by a click', {}, ['All', 'Android']],
    ['hides by Ctrl-click', { ctrlKey: true }, ['iOS']],
    ['hides by ⌘-click', { metaKey: true }, ['iOS']],
    ['hides by Shift-click', { shiftKey: true }, ['iOS']],
  ])('%s', (_name, keys, hidden) => {
    const onHiddenChange = showTable();
    fireEvent.click(within(rowOf('iOS')).getByRole('button'), keys);
    expect(onHiddenChange).toHaveBeenCalledWith(hidden);
  });

  it('hides by Shift+Enter', () => {
    const onHiddenChange = showTable();
    const button = within(rowOf('iOS')).getByRole('button');
    fireEvent.keyDown(button, { key: 'Enter', shiftKey: true });
    expect(onHiddenChange).toHaveBeenCalledWith(['iOS']);
  });

  it('keeps hidden series in the table', () => {
    showTable({ hidden: ['iOS'] });
    expect(within(rowOf('iOS')).getByRole('button').getAttribute('aria-pressed')).toBe('false');
    expect(cellsOf('iOS')).toHaveLength(7);
  });
});
