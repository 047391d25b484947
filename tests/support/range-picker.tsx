import { screen } from '@testing-library/react';
import { useState } from 'react';
import { vi } from 'vitest';
import { RangePicker } from '../../src/app/controls/range/RangePicker.tsx';
import type { RangePickerProps } from '../../src/app/controls/range/RangePicker.tsx';
import type { RecentRange } from '../../src/app/state/preferences.ts';
import type { RangePreset, TimeRange } from '../../src/contract/domain/range.ts';
import type { Lang, View } from '../../src/view/view.ts';
import { LOCAL_ZONE, NOW, OLDEST, renderControls } from './render-controls.tsx';

export const inShanghai = (text: string) => Date.parse(`${text}+08:00`);
export const preset = (name: RangePreset): TimeRange => ({ kind: 'preset', preset: name });
/** Times in Shanghai, such as `2026-11-20T20:00`. */
export const absolute = (from: string, to: string): TimeRange => ({
  kind: 'absolute',
  from: inShanghai(from),
  to: inShanghai(to),
});

interface PickerOptions {
  initial?: View;
  lang?: Lang;
  recent?: RecentRange[];
}

function StatefulPicker(props: Omit<RangePickerProps, 'open' | 'onOpenChange'>) {
  const [open, setOpen] = useState(false);
  return <RangePicker {...props} open={open} onOpenChange={setOpen} />;
}

export function renderRangePicker({ recent = [], ...options }: PickerOptions = {}) {
  const onRecent = vi.fn<RangePickerProps['onRecent']>();
  const page = renderControls(
    (current, onChange) => (
      <StatefulPicker
        view={current}
        onChange={onChange}
        now={NOW}
        oldest={OLDEST}
        localZone={LOCAL_ZONE}
        lookbackDays={30}
        recent={recent}
        onRecent={onRecent}
      />
    ),
    options,
  );
  return { ...page, onRecent };
}

/** Renders the picker and opens its panel, whose code is loaded first. */
export async function openRangePicker(options?: PickerOptions) {
  await import('../../src/app/controls/range/RangePanel.tsx');
  await import('../../src/app/controls/range/Calendar.tsx');
  const page = renderRangePicker(options);
  await page.user.click(screen.getByRole('button', { name: /^Time range|^时间范围/ }));
  await screen.findByRole('textbox', { name: /Type a range|输入时间范围/ });
  return page;
}

export const typedRangeField = () => screen.getByRole('textbox', { name: 'Type a range' });
