import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FilterBar } from '../../../../src/app/controls/filters/FilterBar.tsx';
import type { View } from '../../../../src/view/view.ts';
import { renderControls, view } from '../../../support/render-controls.tsx';

const renderBar = (initial?: View) =>
  renderControls(
    (current, onChange) => <FilterBar view={current} onChange={onChange} />,
    initial ? { initial } : {},
  );

const group = (name: string) => within(screen.getByRole('radiogroup', { name }));
const channel = () => screen.getByRole('textbox', { name: 'Channel ID' });

describe('FilterBar', () => {
  it('filters by OS and terminal', async () => {
    const { user, onChange } = renderBar();
    await user.click(group('OS').getByRole('radio', { name: 'iOS' }));
    expect(onChange).toHaveBeenLastCalledWith(view({ os: 'iOS' }), 'push');
    await user.click(group('Terminal').getByRole('radio', { name: 'Web' }));
    expect(onChange).toHaveBeenLastCalledWith(view({ os: 'iOS', terminal: 'web' }), 'push');
    await user.click(group('OS').getByRole('radio', { name: 'All' }));
    expect(onChange).toHaveBeenLastCalledWith(view({ terminal: 'web' }), 'push');
  });

  it('selects with the arrow keys', async () => {
    const { user, last } = renderBar();
    await user.tab();
    expect(document.activeElement).toBe(group('OS').getByRole('radio', { name: 'All' }));
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(last()?.os).toBe('Android');
    await user.tab();
    expect(document.activeElement).toBe(group('Terminal').getByRole('radio', { name: 'All' }));
  });

  it('applies the trimmed channel on Enter', async () => {
    const { user, onChange } = renderBar();
    await user.type(channel(), ' room-1 ');
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.getByText('Press Enter to apply.')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ channelId: 'room-1' }), 'push');
    expect(screen.queryByText('Press Enter to apply.')).toBeNull();
  });

  it('keeps an invalid channel and explains the error', async () => {
    const { user, onChange } = renderBar();
    await user.click(channel());
    await user.paste('x'.repeat(129));
    await user.keyboard('{Enter}');
    expect(screen.getByText(/1 to 128 characters/)).toBeTruthy();
    expect(channel()).toHaveProperty('value', 'x'.repeat(129));
    expect(onChange).not.toHaveBeenCalled();
  });

  it('clears the channel and keeps the focus in its field', async () => {
    const { user, onChange } = renderBar(view({ channelId: 'room-1' }));
    await user.click(screen.getByRole('button', { name: 'Clear the channel ID' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view(), 'push');
    expect(document.activeElement).toBe(channel());
  });

  it('shows a removable chip per filter and a button to clear all', async () => {
    const { user, onChange } = renderBar(
      view({ os: 'iOS', terminal: 'mobile', channelId: 'room-1' }),
    );
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'OS: iOS',
      'Terminal: Mobile',
      'Channel: room-1',
      'Clear all',
    ]);
    await user.click(screen.getByRole('button', { name: 'Remove the filter “Channel: room-1”' }));
    expect(onChange).toHaveBeenLastCalledWith(view({ os: 'iOS', terminal: 'mobile' }), 'push');
    expect(channel()).toHaveProperty('value', '');
    await user.click(screen.getByRole('button', { name: 'Clear all' }));
    expect(onChange).toHaveBeenLastCalledWith(view(), 'push');
    expect(screen.queryByRole('listitem')).toBeNull();
  });
});
