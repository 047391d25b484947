import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { PageNotes } from '../../../../src/app/panels/notices/PageNotes.tsx';
import { SPAN, buildProblem, renderLocalized } from '../../../support/render-dashboard.tsx';
import { NOW } from '../../../support/translators.ts';

describe('PageNotes', () => {
  it('shows how many windows failed, the reason on demand, and a Retry button', () => {
    const onRetry = vi.fn<() => void>();
    const note = {
      kind: 'partial',
      failed: 3,
      total: 28,
      problem: buildProblem('throttled'),
    } as const;
    renderLocalized(<PageNotes notes={[note]} onRetry={onRetry} />);
    expect(screen.getByText('3 of 28 windows failed; figures are of what is here.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByText('The account’s call quota is used up for now')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('shows the age of the data while offline', () => {
    renderLocalized(<PageNotes notes={[{ kind: 'offline', dataFrom: NOW }]} />);
    expect(screen.getByText(/its data is from Sun, Nov 22, 20:36/)).toBeTruthy();
  });

  it('reports a range that is too long', () => {
    renderLocalized(<PageNotes notes={[{ kind: 'clipped', side: 'long', span: SPAN }]} />);
    expect(
      screen.getByText(/^One page shows at most 92 days\. Showing the newest part/),
    ).toBeTruthy();
  });

  it('reports the visible part of a clipped range', () => {
    renderLocalized(<PageNotes notes={[{ kind: 'clipped', side: 'before', span: SPAN }]} />);
    expect(
      screen.getByText('The upstream keeps 30 days. Showing Nov 16, 08:00 – Nov 23, 08:00.'),
    ).toBeTruthy();
  });
});
