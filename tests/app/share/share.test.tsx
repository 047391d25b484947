// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { findShortcut } from '../../../src/app/help/shortcuts.ts';
import type { ShortcutActions } from '../../../src/app/help/shortcuts.ts';
import { embedCode, frozenLink, liveLink } from '../../../src/app/share/share-links.ts';
import { summarizeView } from '../../../src/app/share/share-summary.ts';
import { ShareDialog } from '../../../src/app/share/ShareDialog.tsx';
import { COMPARISONS, RANGE_PRESETS } from '../../../src/contract/range.ts';
import { DAY, MINUTE, STEP } from '../../../src/contract/time.ts';
import { parseView } from '../../../src/view/codec.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import type { View } from '../../../src/view/view.ts';
import { resolveRange } from '../../../src/windows/range.ts';
import { en, figures, format, NOW, show, zh, zhFormat } from '../dashboard/support.tsx';

const CONTEXT = { base: 'https://lens.test/', zone: 'Asia/Shanghai', lang: 'zh' as const };
const queryOf = (link: string) => new URL(link).search;

const anyView = fc
  .record({
    preset: fc.constantFrom(...RANGE_PRESETS),
    compare: fc.constantFrom(...COMPARISONS),
    hidden: fc.subarray(['all', 'ios', 'android-web']),
    goal: fc.integer({ min: 1, max: 5_000 }),
    zoom: fc.option(fc.integer({ min: 1, max: 200 })),
    pin: fc.option(fc.integer({ min: 1, max: 200 })),
  })
  .map(({ preset, compare, hidden, goal, zoom, pin }): View => ({
    ...DEFAULT_VIEW,
    apps: ['a'],
    range: { kind: 'preset', preset },
    compare,
    hidden,
    goals: { FirstFrameCost: goal },
    ...(zoom && { zoom: { begin: (5_900_000 - zoom) * STEP, end: 5_900_000 * STEP } }),
    ...(pin && { pin: (5_900_000 - pin) * STEP }),
  }));

describe('links', () => {
  it('restore everything that was in sight, with the zone and language it was seen in', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const { view: restored, notices } = parseView(queryOf(liveLink(view, CONTEXT)));
        expect(notices).toEqual([]);
        expect(restored).toEqual({ ...view, zone: 'Asia/Shanghai', lang: 'zh' });
      }),
    );
  });

  it('frozen, show the very same times at any later time', () => {
    fc.assert(
      fc.property(anyView, fc.nat(40 * 24 * 60), (view, later) => {
        const range = resolveRange(view.range, NOW, CONTEXT.zone);
        const { view: restored } = parseView(queryOf(frozenLink(view, range, CONTEXT)));
        const then = NOW + later * MINUTE;
        expect(resolveRange(restored.range, then, 'UTC')).toEqual(range);
        // Named as it was, and so of the same times in the link's own zone, wherever it is read.
        expect(restored.compare).toEqual(view.compare);
        expect(restored.zone).toBe(CONTEXT.zone);
        expect(restored.live).toBe(false);
        expect(restored.zoom).toEqual(view.zoom);
      }),
    );
  });

  it('stand in HTML without breaking out of it', () => {
    expect(embedCode('https://lens.test/?a=1&b="', '<b>')).toContain(
      'src="https://lens.test/?a=1&amp;b=&quot;" title="&lt;b>"',
    );
  });
});

describe('summarizeView', () => {
  const view = {
    of: ['Classroom', 'iOS'],
    metric: 'FirstFrameCost' as const,
    goal: 1_200,
    range: 'Nov 15 – Nov 22, UTC+8',
    figures: figures(),
    summary: null,
    change: null,
    what: undefined,
    link: 'https://lens.test/?x',
  };

  it('says in one line what is known', () => {
    expect(summarizeView(view, en, format)).toBe(
      'Classroom, iOS – Time to first frame, Nov 15 – Nov 22, UTC+8: 1,046 ms (mean of 5-min values), 93.4% of points within ≤ 1,200 ms, worst 1,688 ms at Sat, Nov 21, 21:10. https://lens.test/?x',
    );
    expect(summarizeView({ ...view, figures: null }, zh, zhFormat)).toMatch(/无数据/);
  });

  it('says how it changed, and whether that is good', () => {
    const change = {
      now: 1_046,
      before: 986,
      difference: 60,
      ratio: 0.061,
      verdict: 'worse' as const,
      pairs: 271,
      noise: 12,
    };
    const compared = { ...view, change, what: 'week before' };
    expect(summarizeView(compared, en, format)).toContain('+60 ms (+6.1%) vs week before (worse)');
  });
});

describe('ShareDialog', () => {
  const open = (copyText?: (text: string) => Promise<void>) =>
    show(
      <ShareDialog
        view={{ ...DEFAULT_VIEW, apps: ['a'] }}
        range={{ begin: NOW - DAY, end: NOW }}
        base="https://lens.test/"
        lang="en"
        summary={{
          of: ['Classroom'],
          metric: 'JoinChannelSucRate',
          goal: 95,
          range: 'today',
          figures: null,
          summary: null,
          change: null,
          what: undefined,
        }}
        copyText={copyText}
        onClose={() => {}}
      />,
    );

  it('shows both links and copies the one that is pressed', async () => {
    const copyText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    open(copyText);
    const live = screen.getByRole('textbox', { name: 'Live link' });
    expect(live).toHaveProperty('value', 'https://lens.test/?app=a&tz=Asia/Shanghai&lang=en');
    const frozen = screen.getByRole('textbox', { name: 'Frozen link' });
    expect(frozen).toHaveProperty('value', expect.stringMatching(/from=.*&to=.*&refresh=off/));
    await userEvent.setup().click(screen.getByRole('button', { name: 'Copy: Frozen link' }));
    expect(copyText).toHaveBeenCalledExactlyOnceWith(Reflect.get(frozen, 'value'));
    expect(await screen.findByText('Copied')).toBeTruthy();
  });

  it('shows what to copy by hand where there is no clipboard', async () => {
    open();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Copy: Live link' }));
    expect(await screen.findByText(/did not let the page copy/)).toBeTruthy();
  });
});

describe('findShortcut', () => {
  it('does what the key is for, and nothing for the others', () => {
    const done: unknown[] = [];
    const note = (what: unknown) => () => void done.push(what);
    const actions: ShortcutActions = {
      help: note('help'),
      metric: (metric) => void done.push(metric),
      app: note('app'),
      range: note('range'),
      compare: note('compare'),
      share: note('share'),
      refresh: note('refresh'),
      live: note('live'),
      kiosk: note('kiosk'),
      pan: (direction) => void done.push(direction),
      undoZoom: note('undoZoom'),
      reset: note('reset'),
    };
    for (const key of ['?', '1', '4', '5', '[', ']', 'x', 'Escape', 'constructor', '0']) {
      findShortcut(key, actions)?.();
    }
    expect(done).toEqual([
      'help',
      'JoinChannelSucRate',
      'FirstFrameCost',
      -1,
      1,
      'undoZoom',
      'reset',
    ]);
  });
});
