import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { RefreshButton } from '../../../../src/app/controls/live/RefreshButton.tsx';
import { renderControls } from '../../../support/render-controls.tsx';

describe('RefreshButton', () => {
  it('refreshes, and announces that data is being fetched', async () => {
    const onRefresh = vi.fn<() => void>();
    const renderButton = (isFetching: boolean) =>
      renderControls(() => <RefreshButton onRefresh={onRefresh} isFetching={isFetching} />);
    const { user, unmount } = renderButton(true);
    const button = screen.getByRole('button', { name: 'Refresh now' });
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(screen.getByText('Fetching new data')).toBeTruthy();
    await user.click(button);
    expect(onRefresh).toHaveBeenCalledOnce();
    unmount();
    renderButton(false);
    expect(screen.getByRole('button', { name: 'Refresh now' }).ariaBusy).toBeNull();
    expect(screen.queryByText('Fetching new data')).toBeNull();
  });
});
