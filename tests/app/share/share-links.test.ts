import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedCode, frozenLink, liveLink } from '../../../src/app/share/share-links.ts';
import { COMPARISONS, RANGE_PRESETS } from '../../../src/contract/domain/range.ts';
import { MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import { resolveRange } from '../../../src/planning/resolve-range.ts';
import { parseView } from '../../../src/view/codec.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import type { View } from '../../../src/view/view.ts';
import { NOW } from '../../support/translators.ts';

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

describe('liveLink', () => {
  it('restores the view with its zone and language', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const { view: restored, notices } = parseView(queryOf(liveLink(view, CONTEXT)));
        expect(notices).toEqual([]);
        expect(restored).toEqual({ ...view, zone: 'Asia/Shanghai', lang: 'zh' });
      }),
    );
  });
});

describe('frozenLink', () => {
  it('shows the same times when it is opened later', () => {
    fc.assert(
      fc.property(anyView, fc.nat(40 * 24 * 60), (view, later) => {
        const range = resolveRange(view.range, NOW, CONTEXT.zone);
        const { view: restored } = parseView(queryOf(frozenLink(view, range, CONTEXT)));
        const openedAt = NOW + later * MINUTE;
        expect(resolveRange(restored.range, openedAt, 'UTC')).toEqual(range);
        expect(restored.compare).toEqual(view.compare);
        expect(restored.zone).toBe(CONTEXT.zone);
        expect(restored.live).toBe(false);
        expect(restored.zoom).toEqual(view.zoom);
      }),
    );
  });
});

describe('embedCode', () => {
  it('escapes the link and the title', () => {
    expect(embedCode('https://lens.test/?a=1&b="', '<b>')).toContain(
      'src="https://lens.test/?a=1&amp;b=&quot;" title="&lt;b>"',
    );
  });
});
