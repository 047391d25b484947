import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  absolute,
  inShanghai,
  openRangePicker,
  preset,
  typedRangeField,
} from '../../../support/range-picker.tsx';

describe('TypedRange', () => {
  it('shows the meaning of the text, applies and remembers it', async () => {
    const { user, last, onRecent } = await openRangePicker();
    await user.type(typedRangeField(), '2026-11-20 20:00 to 22:00');
    expect(screen.getByText('Nov 20, 20:00 – 22:00, UTC+8')).toBeTruthy();
    await user.keyboard('{Enter}');
    const range = absolute('2026-11-20T20:00', '2026-11-20T22:00');
    expect(last()?.range).toEqual(range);
    expect(onRecent).toHaveBeenCalledWith({
      from: inShanghai('2026-11-20T20:00'),
      to: inShanghai('2026-11-20T22:00'),
    });
  });

  it('applies a relative range as a preset', async () => {
    const { user, last } = await openRangePicker();
    await user.type(typedRangeField(), 'now-6h{Enter}');
    expect(last()?.range).toEqual(preset('6h'));
  });

  it.each([
    ['last tuesdayish', /not a range this page can read/],
    ['2026-11-21 to 2026-11-19', /end is before the start/],
    ['2020-01-01 to 2020-01-02', /no data then: it goes back to Fri, Oct 23/],
  ])('keeps %j and explains the error', async (text, sentence) => {
    const { user, onChange } = await openRangePicker();
    await user.type(typedRangeField(), `${text}{Enter}`);
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(typedRangeField()).toHaveProperty('value', text);
    expect(typedRangeField().getAttribute('aria-invalid')).toBe('true');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('shows which part has no data and applies the rest', async () => {
    const { user, last } = await openRangePicker();
    await user.type(typedRangeField(), '2026-11-22 10:00 to 20:00');
    expect(
      screen.getByText('Not all of it has come yet: ends at Sun, Nov 22, 14:45.'),
    ).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(last()?.range).toEqual(absolute('2026-11-22T10:00', '2026-11-22T14:45'));
  });
});
