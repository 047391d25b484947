import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { BreakdownMatrix } from '../../../../src/app/panels/matrix/BreakdownMatrix.tsx';
import type {
  BreakdownMatrixProps,
  MatrixEntry,
} from '../../../../src/app/panels/matrix/BreakdownMatrix.tsx';
import type { Os, Terminal } from '../../../../src/contract/domain/metrics.ts';
import { listMatrixCells } from '../../../../src/view/segments.ts';
import { DEFAULT_VIEW } from '../../../../src/view/view.ts';
import {
  EMPTY_STATS,
  SPAN,
  buildDayWindow,
  buildFailedWindow,
  buildStats,
  buildSettledSeries,
  renderLocalized,
} from '../../../support/render-dashboard.tsx';

const change = {
  now: 1_046,
  before: 986,
  difference: 60,
  ratio: 0.061,
  verdict: 'worse' as const,
  pairs: 271,
  noise: 12,
};

/** All cells meet the goal, except for `changes` by segment. */
function showMatrix(changes: Record<string, Partial<MatrixEntry>> = {}, comparisonLabel?: string) {
  const onFocus = vi.fn<NonNullable<BreakdownMatrixProps['onFocus']>>();
  const entries = listMatrixCells({ ...DEFAULT_VIEW, apps: ['app'] }).map(
    ({ os, terminal, segment }): MatrixEntry => ({
      os,
      terminal,
      id: segment.id,
      stats: buildStats(),
      summary: null,
      change: null,
      isComparisonLoading: false,
      series: buildSettledSeries([1]),
      windows: [buildDayWindow(0)],
      ...changes[segment.id],
    }),
  );
  renderLocalized(
    <BreakdownMatrix
      metric="FirstFrameCost"
      goal={1_200}
      span={SPAN}
      entries={entries}
      comparisonLabel={comparisonLabel}
      onFocus={onFocus}
    />,
  );
  return onFocus;
}

/** The cell at a row and column index; row 0 is the head. */
function getCell(row: number, column: number): HTMLElement {
  const cell = within(screen.getAllByRole('row')[row] ?? document.body).getAllByRole('cell')[
    column
  ];
  if (!cell) throw new Error(`no cell ${row}, ${column}`);
  return cell;
}

describe('BreakdownMatrix', () => {
  it('shows a cell per OS and terminal with its distance from the goal', () => {
    const far = { stats: buildStats({ mean: 3_000 }) };
    showMatrix({ 'android-mobile': far });
    const heads = screen.getAllByRole('columnheader').map((head) => head.textContent);
    expect(heads).toEqual(['OS', 'All', 'Web', 'Mobile']);
    expect(screen.getAllByRole('rowheader').map((head) => head.textContent)).toEqual([
      'All',
      'iOS',
      'Android',
    ]);
    expect(screen.getAllByRole('cell')).toHaveLength(9);
    expect(getCell(1, 0).textContent).toContain('1,046ms');
    expect(getCell(3, 2).textContent).toContain('far out of goal');
  });

  it('distinguishes no data, zero, loading and failed', () => {
    showMatrix({
      'ios-web': { stats: EMPTY_STATS },
      'ios-mobile': { stats: EMPTY_STATS, windows: [buildFailedWindow(0, 'upstream_timeout')] },
      'android-web': {
        stats: null,
        windows: [buildDayWindow(0, { status: 'loading', final: false })],
      },
      'android-mobile': { stats: buildStats({ mean: 0 }) },
    });
    expect(getCell(2, 1).textContent).toBe('no data');
    expect(getCell(2, 2).textContent).toBe('couldn’t load');
    expect(within(getCell(2, 2)).getByText('couldn’t load').title).toBe(
      'ApsaraVideo Live did not answer in time',
    );
    expect(getCell(3, 1).textContent).toBe('Loading');
    expect(getCell(3, 2).textContent).toContain('0ms');
    // Cells without a value are not clickable.
    expect(screen.getAllByRole('button')).toHaveLength(6);
  });

  it('shows known changes and marks partly loaded cells as busy', () => {
    const loading = buildDayWindow(1, { status: 'loading', final: false });
    showMatrix(
      {
        all: { change },
        ios: { isComparisonLoading: true },
        android: { windows: [buildDayWindow(0), loading] },
      },
      'week before',
    );
    expect(getCell(1, 0).textContent).toContain('+6.1% worse');
    expect(getCell(2, 0).textContent).toMatch(/Loading$/);
    expect(getCell(2, 0).textContent).not.toMatch(/better|worse|same/);
    const busy = screen.getAllByRole('button').map((button) => button.getAttribute('aria-busy'));
    expect(busy.filter((value) => value === 'true')).toHaveLength(1);
    expect(within(getCell(3, 0)).getByRole('button').getAttribute('aria-busy')).toBe('true');
  });

  it('filters by the combination that is clicked', () => {
    const onFocus = showMatrix();
    fireEvent.click(within(getCell(2, 2)).getByRole('button'));
    fireEvent.click(within(getCell(1, 1)).getByRole('button'));
    expect(onFocus.mock.calls).toEqual<[Os | undefined, Terminal | undefined][]>([
      ['iOS', 'mobile'],
      [undefined, 'web'],
    ]);
  });
});
