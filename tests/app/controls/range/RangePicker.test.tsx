import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { view } from '../../../support/render-controls.tsx';
import { absolute, preset, renderRangePicker } from '../../../support/range-picker.tsx';

describe('RangePicker', () => {
  it.each([
    ['en', 'Time range: Last 7 days, Nov 15, 14:45 – Nov 22, 14:45, UTC+8'],
    ['zh', '时间范围：最近 7 天，11月15日 14:45 – 11月22日 14:45，UTC+8'],
  ] as const)('shows in %s the name, the times and the zone', (lang, name) => {
    renderRangePicker({ lang, initial: view({ range: preset('7d') }) });
    expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it('shows both offsets if clocks change in the range', () => {
    renderRangePicker({ initial: view({ range: preset('30d'), zone: 'America/New_York' }) });
    expect(screen.getByRole('button', { name: /UTC-4 to UTC-5/ })).toBeTruthy();
  });

  it('steps back by one range, and forward to the preset', async () => {
    const { user, last } = renderRangePicker();
    await user.click(screen.getByRole('button', { name: 'One range earlier' }));
    expect(last()?.range).toEqual(absolute('2026-11-20T14:45', '2026-11-21T14:45'));
    await user.click(screen.getByRole('button', { name: 'One range later' }));
    expect(last()?.range).toEqual(preset('24h'));
  });

  it('disables steps at the limits and explains why', async () => {
    const { user, onChange } = renderRangePicker({ initial: view({ range: preset('30d') }) });
    for (const [name, reason] of [
      ['One range earlier', 'This is as far back as the data goes'],
      ['One range later', 'This is the newest data'],
      ['Zoom out to twice the range', 'All the data there is, is in sight'],
    ] as const) {
      const button = screen.getByRole('button', { name });
      expect(button.getAttribute('aria-disabled')).toBe('true');
      expect(button.title).toBe(reason);
      await user.click(button);
    }
    expect(onChange).not.toHaveBeenCalled();
  });

  it('doubles the range around its middle', async () => {
    const { user, last } = renderRangePicker({
      initial: view({ range: absolute('2026-11-20T20:00', '2026-11-20T22:00') }),
    });
    await user.click(screen.getByRole('button', { name: 'Zoom out to twice the range' }));
    expect(last()?.range).toEqual(absolute('2026-11-20T19:00', '2026-11-20T23:00'));
  });
});
