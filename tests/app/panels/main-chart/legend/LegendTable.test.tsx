// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { LegendTable } from '../../../../../src/app/panels/main-chart/legend/LegendTable.tsx';
import type { LegendTableProps } from '../../../../../src/app/panels/main-chart/legend/LegendTable.tsx';
import { pickWorst } from '../../../../../src/app/panels/main-chart/legend/pick-worst.ts';
import {
  isolateSeries,
  toggleSeries,
} from '../../../../../src/app/panels/main-chart/legend/hide-series.ts';
import { DAY } from '../../../../../src/contract/domain/time.ts';
import {
  EMPTY_STATS,
  SPAN,
  buildStats,
  problem,
  show,
} from '../../../../support/render-dashboard.tsx';

const row = (key: string, changes: object = {}) => ({
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
  show(
    <LegendTable
      metric="FirstFrameCost"
      goal={1200}
      span={SPAN}
      rows={[row('All'), row('iOS'), row('Android')]}
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
  it('shows the figures it is given', () => {
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

  it('says in its head what the summary of every row is', () => {
    showTable();
    expect(screen.getByRole('columnheader', { name: 'Mean of 5-min values' })).toBeTruthy();
  });

  it('says it row by row where rows differ', () => {
    showTable({ rows: [row('All', { summary: 1000 }), row('iOS')] });
    expect(screen.getByRole('columnheader', { name: 'Summary' })).toBeTruthy();
    expect(cellsOf('All')[0]).toBe('API summary1,000 ms');
  });

  it.each([
    ['FirstFrameCost', 'p95'],
    ['JoinChannelSucRate', 'p5'],
  ] as const)('names the bad end of %s %s', (metric, head) => {
    showTable({ metric });
    expect(screen.getByRole('columnheader', { name: head }).title).toMatch(/^95% of/);
  });

  it('marks a last value that may still change', () => {
    const last = { value: 900, at: SPAN.end, provisional: true };
    showTable({ rows: [row('All', { stats: buildStats({ last }) })] });
    expect(cellsOf('All')[1]).toBe('900*provisional');
  });

  it('explains the mark of such a value where there is one', () => {
    const note = '* may still change';
    showTable();
    expect(screen.queryByText(note)).toBeNull();
    cleanup();
    const last = { value: 900, at: SPAN.end, provisional: true };
    showTable({ rows: [row('All'), row('iOS', { stats: buildStats({ last }) })] });
    expect(screen.getByText(note)).toBeTruthy();
  });

  it.each([
    ['nothing was answered yet', 0, '–no value'],
    ['the answer was nothing', 288, '0 of 288 points0 / 2880%'],
  ])('counts the data when %s', (_name, answered, text) => {
    showTable({ rows: [row('All', { stats: { ...EMPTY_STATS, answered } })] });
    expect(cellsOf('All')[6]).toBe(text);
  });

  it.each([
    [800, ['Mean of 5-min values', 'Last', 'Median', 'p95', 'Worst', 'Within ≤ 1,200 ms', 'Data']],
    // All of them on a phone too: what one asks first comes first, the others are a swipe away.
    [390, ['Mean of 5-min values', 'Worst', 'Within ≤ 1,200 ms', 'Last', 'Median', 'p95', 'Data']],
  ])('puts names above figures where the window has %d px', (width, columns) => {
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

  it('writes dates where a weekday could be two', () => {
    showTable({ span: { begin: SPAN.end - 30 * DAY, end: SPAN.end } });
    expect(cellsOf('All')[4]).toBe('1,688Sat, Nov 21, 21:10');
  });

  it('tells no value, zero, loading and failed apart', () => {
    const zero = buildStats({ mean: 0, median: 0, withinGoal: 0 });
    showTable({
      rows: [
        row('None', { stats: EMPTY_STATS }),
        row('Zero', { stats: zero }),
        row('Wait', { stats: null }),
        row('Lost', { stats: EMPTY_STATS, problem: problem('upstream_refused') }),
      ],
    });
    expect(cellsOf('None')[0]).toBe('no data');
    expect(cellsOf('None')[2]).toBe('–no value');
    expect(cellsOf('Lost')).toEqual(['Couldn’t load The API refused the request: check the AppId']);
    expect(cellsOf('Zero')[2]).toBe('0');
    expect(cellsOf('Zero')[5]).toBe('0%poor');
    expect(cellsOf('Wait')[0]).toBe('Loading');
  });

  it('offers to ask again for what failed where that can help', () => {
    const onRetry = vi.fn<() => void>();
    const rows = (retryable: boolean) => [
      row('Lost', { stats: EMPTY_STATS, problem: problem('upstream_timeout', { retryable }) }),
    ];
    showTable({ rows: rows(true), onRetry });
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(onRetry).toHaveBeenCalledOnce();
    cleanup();
    showTable({ rows: rows(false), onRetry });
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  });

  it('marks figures that are of part of the range so far', () => {
    showTable({ rows: [row('All'), row('iOS', { isPartial: true })] });
    const busy = screen.getAllByRole('rowgroup').map((group) => group.getAttribute('aria-busy'));
    expect(busy.filter((each) => each === 'true')).toHaveLength(1);
    expect(rowOf('iOS').closest('tbody')?.getAttribute('aria-busy')).toBe('true');
  });

  it('says that a change is on its way rather than what it is of so far', () => {
    showTable({ what: 'week before', rows: [row('All', { isComparisonLoading: true })] });
    expect(cellsOf('All')[1]).toBe('Loading');
  });

  it.each([
    [1, '100%'],
    [0.9999, '99.9%'],
    [0.0001, '0.1%'],
    [0, '0%'],
  ])('writes a share of %d as %s', (withinGoal, text) => {
    showTable({ rows: [row('All', { stats: buildStats({ withinGoal }) })] });
    expect(cellsOf('All')[5]).toContain(text);
  });

  it.each<[string, object, string[]]>([
    ['a click isolates', {}, ['All', 'Android']],
    ['a Ctrl-click hides', { ctrlKey: true }, ['iOS']],
    ['a ⌘-click hides', { metaKey: true }, ['iOS']],
    ['a Shift-click hides', { shiftKey: true }, ['iOS']],
  ])('%s', (_name, keys, hidden) => {
    const onHiddenChange = showTable();
    fireEvent.click(within(rowOf('iOS')).getByRole('button'), keys);
    expect(onHiddenChange).toHaveBeenCalledWith(hidden);
  });

  it('toggles by keyboard too', () => {
    const onHiddenChange = showTable();
    const button = within(rowOf('iOS')).getByRole('button');
    fireEvent.keyDown(button, { key: 'Enter', shiftKey: true });
    expect(onHiddenChange).toHaveBeenCalledWith(['iOS']);
  });

  it('keeps a hidden series in the table', () => {
    showTable({ hidden: ['iOS'] });
    expect(within(rowOf('iOS')).getByRole('button').getAttribute('aria-pressed')).toBe('false');
    expect(cellsOf('iOS')).toHaveLength(7);
  });
});

describe('hiding', () => {
  const keys = ['all', 'ios', 'android'];
  it('shows all again when the only one is isolated again', () => {
    expect(isolateSeries(keys, ['all', 'android'], 'ios')).toEqual([]);
  });

  it('never hides the last one, and keeps what is not on the chart', () => {
    const subset = fc.subarray([...keys, 'web']);
    fc.assert(
      fc.property(subset, fc.constantFrom(...keys), fc.boolean(), (before, key, isolate) => {
        const hidden = before.length >= 3 ? ['web'] : before;
        const after = (isolate ? isolateSeries : toggleSeries)(keys, hidden, key);
        expect(keys.some((each) => !after.includes(each))).toBe(true);
        expect(after.includes('web')).toBe(hidden.includes('web'));
      }),
    );
  });
});

describe('pickWorst', () => {
  const rows = [
    row('good', { stats: buildStats({ withinGoal: 1, mean: 700 }) }),
    row('bad', { stats: buildStats({ withinGoal: 0.4 }) }),
    row('near', { stats: buildStats({ withinGoal: 1, mean: 1_100 }) }),
    row('failed', { stats: null, problem: problem('upstream_timeout') }),
    row('hidden', { stats: buildStats({ withinGoal: 0 }) }),
  ];
  const keys = (most: number) =>
    pickWorst(rows, most, 'FirstFrameCost', ['hidden']).map(({ key }) => key);

  it('keeps in sight what failed, what is out of goal, what is near it; in their order', () => {
    expect(keys(5)).toEqual(['good', 'bad', 'near', 'failed', 'hidden']);
    expect(keys(4)).toEqual(['good', 'bad', 'near', 'failed']);
    expect(keys(3)).toEqual(['bad', 'near', 'failed']);
    expect(keys(2)).toEqual(['bad', 'failed']);
    expect(keys(1)).toEqual(['failed']);
  });
});
