// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { RangePicker } from '../../../../src/app/controls/range/RangePicker.tsx';
import type { RangePickerProps } from '../../../../src/app/controls/range/RangePicker.tsx';
import type { RecentRange } from '../../../../src/app/state/preferences.ts';
import type { RangePreset, TimeRange } from '../../../../src/contract/domain/range.ts';
import type { Lang, View } from '../../../../src/view/view.ts';
import {
  LOCAL_ZONE,
  NOW,
  OLDEST,
  renderControls,
  view,
} from '../../../support/render-controls.tsx';

// Its first opening fetches the panel; a test's five seconds are not for that.
beforeAll(async () => {
  await import('../../../../src/app/controls/range/RangePanel.tsx');
  await import('../../../../src/app/controls/range/Calendar.tsx');
}, 30_000);

interface Settings {
  initial?: View;
  lang?: Lang;
  recent?: RecentRange[];
}

/** In Shanghai. */
const at = (text: string) => Date.parse(`${text}+08:00`);
const preset = (name: RangePreset): TimeRange => ({ kind: 'preset', preset: name });
const absolute = (from: string, to: string): TimeRange => ({
  kind: 'absolute',
  from: at(from),
  to: at(to),
});

/** Opens and closes as it does on the page. */
function OpenOrClosed(props: Omit<RangePickerProps, 'open' | 'onOpenChange'>) {
  const [open, setOpen] = useState(false);
  return <RangePicker {...props} open={open} onOpenChange={setOpen} />;
}

function renderPicker({ recent = [], ...settings }: Settings = {}) {
  const onRecent = vi.fn<RangePickerProps['onRecent']>();
  const page = renderControls(
    (now, onChange) => (
      <OpenOrClosed
        view={now}
        onChange={onChange}
        now={NOW}
        oldest={OLDEST}
        localZone={LOCAL_ZONE}
        lookbackDays={30}
        recent={recent}
        onRecent={onRecent}
      />
    ),
    settings,
  );
  return { ...page, onRecent };
}

async function openPicker(settings?: Settings) {
  const page = renderPicker(settings);
  await page.user.click(screen.getByRole('button', { name: /^Time range|^时间范围/ }));
  await screen.findByRole('textbox', { name: /Type a range|输入时间范围/ });
  return page;
}

const typed = () => screen.getByRole('textbox', { name: 'Type a range' });
const field = (name: RegExp) => screen.getByRole('textbox', { name });
const day = (name: RegExp) => screen.getByRole('button', { name });
const applyTimes = () => {
  const button = screen.getAllByRole('button', { name: 'Apply' })[1];
  if (!button) throw new Error('no button beside the times');
  return button;
};

describe('RangePicker, closed', () => {
  it.each([
    ['en', 'Time range: Last 7 days, Nov 15, 14:45 – Nov 22, 14:45, UTC+8'],
    ['zh', '时间范围：最近 7 天，11月15日 14:45 – 11月22日 14:45，UTC+8'],
  ] as const)('says in %s the name, the times they mean and the zone', (lang, name) => {
    renderPicker({ lang, initial: view({ range: preset('7d') }) });
    expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it('says both offsets when clocks change in between', () => {
    renderPicker({ initial: view({ range: preset('30d'), zone: 'America/New_York' }) });
    expect(screen.getByRole('button', { name: /UTC-4 to UTC-5/ })).toBeTruthy();
  });

  it('steps back by one range, and forward again to the range that moves', async () => {
    const { user, last } = renderPicker();
    await user.click(screen.getByRole('button', { name: 'One range earlier' }));
    expect(last()?.range).toEqual(absolute('2026-11-20T14:45', '2026-11-21T14:45'));
    await user.click(screen.getByRole('button', { name: 'One range later' }));
    expect(last()?.range).toEqual(preset('24h'));
  });

  it('does not step past what there is, and says why', async () => {
    const { user, onChange } = renderPicker({ initial: view({ range: preset('30d') }) });
    for (const [name, why] of [
      ['One range earlier', 'This is as far back as the data goes'],
      ['One range later', 'This is the newest data'],
      ['Zoom out to twice the range', 'All the data there is, is in sight'],
    ] as const) {
      const button = screen.getByRole('button', { name });
      expect(button.getAttribute('aria-disabled')).toBe('true');
      expect(button.title).toBe(why);
      await user.click(button);
    }
    expect(onChange).not.toHaveBeenCalled();
  });

  it('zooms out to twice the range around its middle', async () => {
    const { user, last } = renderPicker({
      initial: view({ range: absolute('2026-11-20T20:00', '2026-11-20T22:00') }),
    });
    await user.click(screen.getByRole('button', { name: 'Zoom out to twice the range' }));
    expect(last()?.range).toEqual(absolute('2026-11-20T19:00', '2026-11-20T23:00'));
  });
});

describe('RangePicker, presets', () => {
  it('offers nine, marks the one in sight, and takes another', async () => {
    const { user, onChange } = await openPicker();
    const list = within(screen.getByRole('list', { name: 'Ranges that move with the clock' }));
    expect(list.getAllByRole('button')).toHaveLength(9);
    expect(list.getByRole('button', { pressed: true }).textContent).toBe('Last 24 hours');
    await user.click(list.getByRole('button', { name: 'Yesterday' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ range: preset('yesterday') }), 'push');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  });

  it('can be walked with the arrow keys', async () => {
    const { user, last } = await openPicker();
    screen.getByRole('button', { name: 'Last hour' }).focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{End}{Enter}');
    expect(last()?.range).toEqual(preset('30d'));
  });
});

describe('RangePicker, typed', () => {
  it('says what the text means before it is applied, then remembers it', async () => {
    const { user, last, onRecent } = await openPicker();
    await user.type(typed(), '2026-11-20 20:00 to 22:00');
    expect(screen.getByText('Nov 20, 20:00 – 22:00, UTC+8')).toBeTruthy();
    await user.keyboard('{Enter}');
    const range = absolute('2026-11-20T20:00', '2026-11-20T22:00');
    expect(last()?.range).toEqual(range);
    expect(onRecent).toHaveBeenCalledWith({
      from: at('2026-11-20T20:00'),
      to: at('2026-11-20T22:00'),
    });
  });

  it('takes a length as the preset it is', async () => {
    const { user, last } = await openPicker();
    await user.type(typed(), 'now-6h{Enter}');
    expect(last()?.range).toEqual(preset('6h'));
  });

  it.each([
    ['last tuesdayish', /not a range this page can read/],
    ['2026-11-21 to 2026-11-19', /end is before the start/],
    ['2020-01-01 to 2020-01-02', /no data then: it goes back to Fri, Oct 23/],
  ])('keeps %j and says what is wrong with it', async (text, sentence) => {
    const { user, onChange } = await openPicker();
    await user.type(typed(), `${text}{Enter}`);
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(typed()).toHaveProperty('value', text);
    expect(typed().getAttribute('aria-invalid')).toBe('true');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('says what of the text is not there, and applies the rest', async () => {
    const { user, last } = await openPicker();
    await user.type(typed(), '2026-11-22 10:00 to 20:00');
    expect(
      screen.getByText('Not all of it has come yet: ends at Sun, Nov 22, 14:45.'),
    ).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(last()?.range).toEqual(absolute('2026-11-22T10:00', '2026-11-22T14:45'));
  });
});

describe('RangePicker, from – to', () => {
  it('starts from what is in sight and applies days and times of the zone', async () => {
    const { user, last } = await openPicker({ initial: view({ range: preset('yesterday') }) });
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
  ])('keeps what is typed in %s and says what is wrong', async (name, text, sentence) => {
    const { user, onChange } = await openPicker();
    await user.clear(field(name));
    await user.type(field(name), text);
    await user.click(applyTimes());
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(field(name)).toHaveProperty('value', text);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('picks whole days on the calendar', async () => {
    const { user, last } = await openPicker();
    await user.click(screen.getByRole('button', { name: 'Pick days on a calendar' }));
    const grid = within(await screen.findByRole('grid', { name: 'November 2026' }));
    await user.click(grid.getByRole('button', { name: /November 17th/ }));
    expect(field(/^Last day/)).toHaveProperty('value', '');
    await user.click(grid.getByRole('button', { name: /November 19th/ }));
    await user.click(applyTimes());
    expect(last()?.range).toEqual(absolute('2026-11-17T00:00', '2026-11-20T00:00'));
  });

  it('offers no day without data', async () => {
    const { user } = await openPicker();
    await user.click(screen.getByRole('button', { name: 'Pick days on a calendar' }));
    await screen.findByRole('grid');
    expect(day(/November 23rd/)).toHaveProperty('disabled', true);
    await user.click(day(/Previous Month/));
    expect(day(/October 22nd/)).toHaveProperty('disabled', true);
    expect(day(/October 23rd/)).toHaveProperty('disabled', false);
    expect(day(/Previous Month/).getAttribute('aria-disabled')).toBe('true');
    // Nor one of another month, which would look as if it could be picked.
    expect(screen.queryByRole('button', { name: /November 1st/ })).toBeNull();
  });
});

describe('RangePicker, again and where', () => {
  it('offers recent ranges that still have data', async () => {
    const { user, last } = await openPicker({
      recent: [
        { from: at('2026-11-20T20:00'), to: at('2026-11-20T22:00') },
        { from: at('2026-01-01T00:00'), to: at('2026-01-02T00:00') },
      ],
    });
    expect(screen.queryByText(/Jan/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Nov 20, 20:00 – 22:00' }));
    expect(last()?.range).toEqual(absolute('2026-11-20T20:00', '2026-11-20T22:00'));
  });

  it('says how far back the data goes', async () => {
    await openPicker();
    expect(screen.getByText('Data goes back 30 days, to Fri, Oct 23, 14:41.')).toBeTruthy();
  });

  it('changes the zone, and what is half typed is still there', async () => {
    const { user, onChange } = await openPicker();
    await user.type(typed(), '10:00-12');
    await user.click(screen.getByRole('button', { name: 'Time zone: Asia/Shanghai, UTC+8' }));
    await user.keyboard('new york{Enter}');
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ zone: 'America/New_York' }), 'push');
    expect(typed()).toHaveProperty('value', '10:00-12');
    const zone = screen.getByRole('button', { name: 'Time zone: America/New_York, UTC-5' });
    expect(document.activeElement).toBe(zone);
  });

  it('finds zones by offset, and says when there is none', async () => {
    const { user } = await openPicker();
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
