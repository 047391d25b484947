// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FilterBar } from '../../../../src/app/controls/filters/FilterBar.tsx';
import { SplitPicker } from '../../../../src/app/controls/filters/SplitPicker.tsx';
import type { View } from '../../../../src/view/view.ts';
import { renderControls, view } from '../../../support/render-controls.tsx';

const renderBar = (initial?: View) =>
  renderControls(
    (now, onChange) => <FilterBar view={now} onChange={onChange} />,
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

  it('moves along a control with the arrow keys', async () => {
    const { user, last } = renderBar();
    await user.tab();
    expect(document.activeElement).toBe(group('OS').getByRole('radio', { name: 'All' }));
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(last()?.os).toBe('Android');
    await user.tab();
    expect(document.activeElement).toBe(group('Terminal').getByRole('radio', { name: 'All' }));
  });

  it('applies a channel with Enter, without the spaces around it', async () => {
    const { user, onChange } = renderBar();
    await user.type(channel(), ' room-1 ');
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.getByText('Press Enter to apply.')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ channelId: 'room-1' }), 'push');
    expect(screen.queryByText('Press Enter to apply.')).toBeNull();
  });

  it('keeps a channel that cannot be one and says why', async () => {
    const { user, onChange } = renderBar();
    await user.click(channel());
    await user.paste('x'.repeat(129));
    await user.keyboard('{Enter}');
    expect(screen.getByText(/1 to 128 characters/)).toBeTruthy();
    expect(channel()).toHaveProperty('value', 'x'.repeat(129));
    expect(onChange).not.toHaveBeenCalled();
  });

  it('clears the channel and stays in its field', async () => {
    const { user, onChange } = renderBar(view({ channelId: 'room-1' }));
    await user.click(screen.getByRole('button', { name: 'Clear the channel ID' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view(), 'push');
    expect(document.activeElement).toBe(channel());
  });

  it('shows a chip a filter, each with its ×, and one to clear all', async () => {
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

const renderSplit = (initial?: View) =>
  renderControls(
    (now, onChange) => <SplitPicker view={now} onChange={onChange} />,
    initial ? { initial } : {},
  );
const splits = () => screen.getAllByRole('radio').map((radio) => radio.parentElement?.textContent);

describe('SplitPicker', () => {
  it('splits by OS, terminal, both or app', async () => {
    const { user, onChange } = renderSplit();
    expect(splits()).toEqual(['None', 'OS', 'Terminal', 'OS × terminal', 'App']);
    await user.click(screen.getByRole('radio', { name: 'Terminal' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ split: 'terminal' }), 'push');
  });

  it('says that several apps are split by app, and offers no way not to', async () => {
    const initial = view({ apps: ['one', 'two'] });
    const { user, last } = renderSplit(initial);
    expect(splits()).toEqual(['OS', 'Terminal', 'OS × terminal', 'App']);
    expect(screen.getByRole('radio', { checked: true })).toHaveProperty(
      'labels.0.textContent',
      'App',
    );
    await user.click(screen.getByRole('radio', { name: 'OS' }));
    expect(last()).toEqual({ ...initial, split: 'os' });
    await user.click(screen.getByRole('radio', { name: 'App' }));
    expect(last()).toEqual({ ...initial, split: 'app' });
  });
});
