import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { StandingBlock } from '../../../../src/app/model/choose-page-state.ts';
import { PageState } from '../../../../src/app/panels/main-chart/PageState.tsx';
import { buildProblem, renderLocalized } from '../../../support/render-dashboard.tsx';
import { zh } from '../../../support/translators.ts';

describe('PageState', () => {
  it.each<[StandingBlock, RegExp, RegExp]>([
    [{ kind: 'noApp' }, /Live\+ › ApsaraVideo Real-time Communication › Applications/, /AppId/],
    [{ kind: 'noData', filters: 'none' }, /not an error/, /并非错误/],
    [{ kind: 'noData', filters: 'one' }, /these filters/, /筛选条件/],
    [{ kind: 'noData', filters: 'combined' }, /combinations of OS and terminal/, /组合/],
    [{ kind: 'expired' }, /older than 30 days/, /30 天/],
    [
      { kind: 'failed', problem: buildProblem('upstream_refused'), windows: 28, mixed: false },
      /check the AppId.*All 28 windows/,
      /请检查 AppId/,
    ],
  ])('describes %o in both languages', (state, english, chinese) => {
    const { container, unmount } = renderLocalized(<PageState state={state} />);
    expect(container.textContent).toMatch(english);
    unmount();
    expect(renderLocalized(<PageState state={state} />, zh).container.textContent).toMatch(chinese);
  });

  it('calls the actions of its buttons', () => {
    const onClearFilters = vi.fn<() => void>();
    const onWiderRange = vi.fn<() => void>();
    renderLocalized(
      <PageState
        state={{ kind: 'noData', filters: 'combined' }}
        onClearFilters={onClearFilters}
        onWiderRange={onWiderRange}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    fireEvent.click(screen.getByRole('button', { name: 'Wider range' }));
    expect([onClearFilters, onWiderRange].map((fn) => fn.mock.calls.length)).toEqual([1, 1]);
  });
});
