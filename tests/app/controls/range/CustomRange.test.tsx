import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { absolute, openRangePicker, preset } from '../../../support/range-picker.tsx';
import { view } from '../../../support/render-controls.tsx';

const field = (name: RegExp) => screen.getByRole('textbox', { name });
const day = (name: RegExp) => screen.getByRole('button', { name });
const applyTimes = () => {
  const button = screen.getAllByRole('button', { name: 'Apply' })[1];
  if (!button) throw new Error('no Apply button for the fields');
  return button;
};

describe('CustomRange', () => {
  it('starts with the current range and applies days and times in the zone', async () => {
    const { user, last } = await openRangePicker({ initial: view({ range: preset('yesterday') }) });
    expect(
      [/^First day/, /^Time on the first/, /^Last day/, /^Time on the last/].map((name) =>
        field(name),
      ),
    ).toMatchObject([
      { value: '2026-11-21' },
      { value: '00:00' },
      { value: '2026-11-21' },
      { value: '24:00' },
    ]);
    await user.clear(field(/^First day/));
    await user.type(field(/^First day/), '2026/11/19');
    await user.clear(field(/^Time on the first/));
    await user.type(field(/^Time on the first/), '930{Enter}');
    expect(last()?.range).toEqual(absolute('2026-11-19T09:30', '2026-11-22T00:00'));
  });

  it.each([
    [/^First day/, '2026-02-30', /year-month-day, like 2026-11-22/],
    [/^Time on the last/, '25:00', /from 00:00 to 24:00/],
    [/^Last day/, '2026-11-01', /end is before the start/],
  ])('keeps invalid input in %s and explains the error', async (name, text, sentence) => {
    const { user, onChange } = await openRangePicker();
    await user.clear(field(name));
    await user.type(field(name), text);
    await user.click(applyTimes());
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(field(name)).toHaveProperty('value', text);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('selects whole days on the calendar', async () => {
    const { user, last } = await openRangePicker();
    await user.click(screen.getByRole('button', { name: 'Pick days on a calendar' }));
    const grid = within(await screen.findByRole('grid', { name: 'November 2026' }));
    await user.click(grid.getByRole('button', { name: /November 17th/ }));
    expect(field(/^Last day/)).toHaveProperty('value', '');
    await user.click(grid.getByRole('button', { name: /November 19th/ }));
    await user.click(applyTimes());
    expect(last()?.range).toEqual(absolute('2026-11-17T00:00', '2026-11-20T00:00'));
  });

  it('disables days without data', async () => {
    const { user } = await openRangePicker();
    await user.click(screen.getByRole('button', { name: 'Pick days on a calendar' }));
    await screen.findByRole('grid');
    expect(day(/November 23rd/)).toHaveProperty('disabled', true);
    await user.click(day(/Previous Month/));
    expect(day(/October 22nd/)).toHaveProperty('disabled', true);
    expect(day(/October 23rd/)).toHaveProperty('disabled', false);
    expect(day(/Previous Month/).getAttribute('aria-disabled')).toBe('true');
    // Days of other months are not shown.
    expect(screen.queryByRole('button', { name: /November 1st/ })).toBeNull();
  });
});
