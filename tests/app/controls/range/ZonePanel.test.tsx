import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openRangePicker } from '../../../support/range-picker.tsx';

describe('ZonePanel', () => {
  it('finds zones by offset and explains an empty list', async () => {
    const { user } = await openRangePicker();
    await user.click(screen.getByRole('button', { name: /^Time zone/ }));
    expect(screen.getByRole('option', { name: /^This device: Asia\/Shanghai/ })).toBeTruthy();
    await user.keyboard('utc+5:45');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toContain(
      'Asia/KatmanduUTC+5:45',
    );
    await user.keyboard('xx');
    expect(screen.getByText('No zone matches.')).toBeTruthy();
  });
});
