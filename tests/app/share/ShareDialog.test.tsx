// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { findShortcut } from '../../../src/app/help/shortcuts.ts';
import type { ShortcutActions } from '../../../src/app/help/shortcuts.ts';
import { embedCode, frozenLink, liveLink } from '../../../src/app/share/share-links.ts';
import { summarizeView } from '../../../src/app/share/share-summary.ts';
import type { SummarizedLine } from '../../../src/app/share/share-summary.ts';
import { ShareDialog } from '../../../src/app/share/ShareDialog.tsx';
import { COMPARISONS, RANGE_PRESETS } from '../../../src/contract/domain/range.ts';
import { DAY, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import { parseView } from '../../../src/view/codec.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import type { View } from '../../../src/view/view.ts';
import { resolveRange } from '../../../src/planning/resolve-range.ts';
import { buildStats, EMPTY_STATS, problem, show } from '../../support/render-dashboard.tsx';
import { en, format, NOW, zh, zhFormat } from '../../support/translators.ts';

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

const lineOf = (name: string, changes: Partial<SummarizedLine> = {}): SummarizedLine => ({
  name,
  stats: buildStats(),
  summary: null,
  change: null,
  problem: null,
  ...changes,
});
const change = {
  now: 1_046,
  before: 986,
  difference: 60,
  ratio: 0.061,
  verdict: 'worse' as const,
  pairs: 271,
  noise: 12,
};

describe('summarizeView', () => {
  const view = {
    of: ['Classroom', 'iOS'],
    metric: 'FirstFrameCost' as const,
    goal: 1_200,
    range: 'Nov 15 – Nov 22, UTC+8',
    lines: [lineOf('iOS')],
    what: undefined,
    link: 'https://lens.test/?x',
  };

  it('says in one line what is known', () => {
    expect(summarizeView(view, en, format)).toBe(
      'Classroom, iOS – Time to first frame, Nov 15 – Nov 22, UTC+8: 1,046 ms (mean of 5-min values), 93.4% of points within ≤ 1,200 ms, worst 1,688 ms at Sat, Nov 21, 21:10. https://lens.test/?x',
    );
  });

  it('sets apart what is listed, in Chinese too', () => {
    const of = ['Classroom', 'some-channel', 'iOS'];
    expect(summarizeView({ ...view, of }, zh, zhFormat)).toMatch(
      /^Classroom、some-channel、iOS – 首帧耗时，/,
    );
  });

  it.each([
    ['nothing was measured', { stats: EMPTY_STATS }, 'no data', '无数据'],
    ['nothing is here yet', { stats: null }, 'loading', '加载中'],
    ['it failed', { stats: EMPTY_STATS, problem: problem('offline') }, 'failed', '加载失败'],
  ])('says which where %s', (_what, changes, english, chinese) => {
    const lines = [lineOf('iOS', changes)];
    expect(summarizeView({ ...view, lines }, en, format)).toMatch(
      new RegExp(`UTC\\+8: ${english}\\. https`),
    );
    expect(summarizeView({ ...view, lines }, zh, zhFormat)).toContain(`：${chinese}。`);
  });

  it('says how it changed, and whether that is good', () => {
    const compared = { ...view, lines: [lineOf('iOS', { change })], what: 'week before' };
    expect(summarizeView(compared, en, format)).toContain('+60 ms (+6.1%) vs week before (worse)');
  });

  it('gives each line its own figure where there are several, in points for rates', () => {
    const rate = { ...change, difference: -0.42, ratio: null };
    const several = {
      ...view,
      of: ['Classroom', 'Meeting', 'Support'],
      metric: 'JoinChannelSucRate' as const,
      goal: 95,
      lines: [
        lineOf('Classroom', { stats: buildStats({ mean: 98.5 }), change: rate }),
        lineOf('Meeting', { stats: buildStats({ mean: 97.25 }) }),
        lineOf('Support', { stats: EMPTY_STATS, problem: problem('upstream_refused') }),
      ],
      what: 'week before',
    };
    expect(summarizeView(several, en, format)).toBe(
      'Classroom, Meeting, Support – Join success within 5 s (mean of 5-min values), Nov 15 – Nov 22, UTC+8: ' +
        'Classroom 98.50%, -0.42 pt vs week before (worse); ' +
        'Meeting 97.25%, 93.4% of points within ≥ 95%; Support failed. https://lens.test/?x',
    );
    const lines = Array.from({ length: 9 }, (_, i) => lineOf(`Line ${i}`));
    expect(summarizeView({ ...view, lines }, en, format)).toContain('Line 5 1,046 ms');
    expect(summarizeView({ ...view, lines }, en, format)).toContain('; 3 more. https');
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
        summarize={() => ({
          of: ['Classroom'],
          metric: 'JoinChannelSucRate',
          goal: 95,
          range: 'today',
          lines: [lineOf('All', { stats: null })],
          what: undefined,
        })}
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
