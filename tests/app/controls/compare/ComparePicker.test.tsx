import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { ComparePicker } from '../../../../src/app/controls/compare/ComparePicker.tsx';
import type { ComparePickerProps } from '../../../../src/app/controls/compare/ComparePicker.tsx';
import { DAY } from '../../../../src/contract/domain/time.ts';
import { getComparedSpan, pairSpan } from '../../../../src/planning/align-comparison.ts';
import { NOW, renderControls, view } from '../../../support/render-controls.tsx';

const SPAN = { begin: NOW - DAY, end: NOW };

function StatefulPicker(props: Omit<ComparePickerProps, 'open' | 'onOpenChange'>) {
  const [open, setOpen] = useState(false);
  return <ComparePicker {...props} open={open} onOpenChange={setOpen} />;
}

const renderPicker = (initial = view()) =>
  renderControls(
    (current, onChange) => (
      <StatefulPicker
        key={JSON.stringify(current.compare)}
        view={current}
        onChange={onChange}
        span={SPAN}
        comparedSpan={getComparedSpan(pairSpan(SPAN, current.compare, 'Asia/Shanghai')) ?? null}
      />
    ),
    { initial },
  );

describe('ComparePicker', () => {
  it('names the comparison and selects another', async () => {
    const { user, onChange } = renderPicker(view({ compare: 'week' }));
    await user.click(screen.getByRole('button', { name: 'Compare: week before' }));
    expect(
      screen.getByRole('button', { name: /weekday a week before/ }).getAttribute('aria-pressed'),
    ).toBe('true');
    await user.click(screen.getByRole('button', { name: 'The previous period' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ compare: 'previous' }), 'push');
    expect(screen.getByRole('button', { name: 'Compare: previous period' })).toBeTruthy();
  });

  it('accepts a custom start in the zone of the page and shows the resulting period', async () => {
    const { user, onChange } = renderPicker();
    await user.click(screen.getByRole('button', { name: 'Compare: nothing' }));
    const day = screen.getByRole('textbox', { name: 'Start day' });
    await user.clear(day);
    await user.type(day, '2026-11-14');
    const time = screen.getByRole('textbox', { name: 'Start time' });
    await user.clear(time);
    await user.type(time, '20:00');
    expect(screen.getByText(/Nov 14, 20:00 – Nov 15, 20:00/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Compare' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(
      view({ compare: { from: Date.parse('2026-11-14T20:00+08:00') } }),
      'push',
    );
    expect(screen.getByRole('button', { name: 'Compare: from Sat, Nov 14, 20:00' })).toBeTruthy();
  });

  it('keeps invalid input and explains the error', async () => {
    const { user, onChange } = renderPicker();
    await user.click(screen.getByRole('button', { name: 'Compare: nothing' }));
    const day = screen.getByRole('textbox', { name: 'Start day' });
    await user.clear(day);
    await user.type(day, '31 February{Enter}');
    expect(screen.getByText(/A day such as 2026-11-2\d/)).toBeTruthy();
    expect(day).toHaveProperty('value', '31 February');
    expect(onChange).not.toHaveBeenCalled();
  });
});
