import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { view } from '../../../support/render-controls.tsx';
import {
  absolute,
  inShanghai,
  openRangePicker,
  preset,
  typedRangeField,
} from '../../../support/range-picker.tsx';

describe('RangePanel', () => {
  it('lists nine presets, marks the selected one, and selects another', async () => {
    const { user, onChange } = await openRangePicker();
    const list = within(screen.getByRole('list', { name: 'Ranges that move with the clock' }));
    expect(list.getAllByRole('button')).toHaveLength(9);
    expect(list.getByRole('button', { pressed: true }).textContent).toBe('Last 24 hours');
    await user.click(list.getByRole('button', { name: 'Yesterday' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ range: preset('yesterday') }), 'push');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  });

  it('moves through the presets with the arrow keys', async () => {
    const { user, last } = await openRangePicker();
    screen.getByRole('button', { name: 'Last hour' }).focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{End}{Enter}');
    expect(last()?.range).toEqual(preset('30d'));
  });

  it('offers recent ranges with data', async () => {
    const { user, last } = await openRangePicker({
      recent: [
        { from: inShanghai('2026-11-20T20:00'), to: inShanghai('2026-11-20T22:00') },
        { from: inShanghai('2026-01-01T00:00'), to: inShanghai('2026-01-02T00:00') },
      ],
    });
    expect(screen.queryByText(/Jan/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Nov 20, 20:00 – 22:00' }));
    expect(last()?.range).toEqual(absolute('2026-11-20T20:00', '2026-11-20T22:00'));
  });

  it('shows how far back the data goes', async () => {
    await openRangePicker();
    expect(screen.getByText('Data goes back 30 days, to Fri, Oct 23, 14:41.')).toBeTruthy();
  });

  it('changes the zone and keeps the typed text', async () => {
    const { user, onChange } = await openRangePicker();
    await user.type(typedRangeField(), '10:00-12');
    await user.click(screen.getByRole('button', { name: 'Time zone: Asia/Shanghai, UTC+8' }));
    await user.keyboard('new york{Enter}');
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ zone: 'America/New_York' }), 'push');
    expect(typedRangeField()).toHaveProperty('value', '10:00-12');
    const zone = screen.getByRole('button', { name: 'Time zone: America/New_York, UTC-5' });
    expect(document.activeElement).toBe(zone);
  });
});
