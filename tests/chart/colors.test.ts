import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seriesColor } from '../../src/chart/colors.ts';
import type { SegmentId } from '../../src/contract/segment.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import type { View } from '../../src/view/view.ts';
import { segmentsOf } from '../../src/view/segments.ts';
import { VISIONS, contrast, distance, mix, parseHex, seenWith } from './color-vision.ts';
import type { Rgb } from './color-vision.ts';

/** Lines two pixels thin need more than the 2 one can just see side by side. */
const LEAST_APART = 10;
/** WCAG 2.2, 1.4.11: graphics that are needed to understand the content. */
const LEAST_CONTRAST = 3;

const tokens = readFileSync('src/app/ui/tokens.css', 'utf8');

function readTheme(theme: 'light' | 'dark'): (name: string) => Rgb {
  const both = [...tokens.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)];
  const colors = new Map(
    both.map(([, name, light, dark]) => [name, theme === 'light' ? light : dark]),
  );
  return (name) => parseHex(colors.get(name) ?? `no --${name}`);
}

/** What the browser makes of a value of seriesColor. */
function resolve(css: string, token: (name: string) => Rgb): Rgb {
  const [first = '', second] = [...css.matchAll(/var\(--([\w-]+)\)/g)].map(
    ([, name]) => name ?? '',
  );
  const share = /(\d+)%/.exec(css)?.[1];
  return second === undefined
    ? token(first)
    : mix(token(first), Number(share) / 100, token(second));
}

const FILTERS: Pick<View, 'os' | 'terminal'>[] = [
  {},
  { os: 'iOS' },
  { os: 'Android' },
  { terminal: 'web' },
  { terminal: 'mobile' },
];

/** Every chart of one app there can be: how it is split and what is filtered. */
const CHARTS: SegmentId[][] = (['none', 'os', 'terminal', 'os-terminal'] as const).flatMap(
  (split) =>
    FILTERS.map((filter) =>
      segmentsOf({ ...DEFAULT_VIEW, apps: ['an-app'], split, ...filter }).map(({ id }) => id),
    ),
);

function pairsOf<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((a, i) => all.slice(i + 1).map((b): [T, T] => [a, b]));
}

describe('seriesColor', () => {
  it('depends on who it is of, not on what else is shown', () => {
    expect(seriesColor('ios')).toBe('var(--series-ios)');
    expect(seriesColor('android-web')).toBe('var(--series-android-web)');
    expect(seriesColor('all', -1)).toBe(seriesColor('all'));
  });

  describe.each(['light', 'dark'] as const)('on %s paper', (theme) => {
    const token = readTheme(theme);
    const colorOf = (id: SegmentId, app = 0) => resolve(seriesColor(id, app), token);

    it.each(Object.entries(VISIONS))('tells lines of one chart apart with %s', (_, vision) => {
      const close = CHARTS.flatMap(pairsOf).filter(
        ([a, b]) =>
          distance(seenWith(vision, colorOf(a)), seenWith(vision, colorOf(b))) < LEAST_APART,
      );
      expect(close).toEqual([]);
    });

    it.each(Object.entries(VISIONS))('tells four apps apart with %s', (_, vision) => {
      const apps = [0, 1, 2, 3].map((app) => seenWith(vision, colorOf('all', app)));
      for (const [a, b] of pairsOf(apps)) expect(distance(a, b)).toBeGreaterThan(LEAST_APART);
    });

    it.each(Object.entries(VISIONS))(
      'tells a segment of one app from that of a second with %s',
      (_, vision) => {
        const ids = new Set(CHARTS.flat().filter((id) => id !== 'all'));
        for (const id of ids) {
          const [first, second] = [0, 1].map((app) => seenWith(vision, colorOf(id, app)));
          expect(first && second && distance(first, second), id).toBeGreaterThan(LEAST_APART);
        }
      },
    );

    it('keeps every line visible', () => {
      const surface = token('surface');
      for (const id of new Set(CHARTS.flat())) {
        expect(contrast(colorOf(id), surface), id).toBeGreaterThan(LEAST_CONTRAST);
      }
      for (const app of [1, 2, 3]) {
        expect(contrast(colorOf('all', app), surface)).toBeGreaterThan(LEAST_CONTRAST);
      }
    });
  });

  it('gives each of four apps a colour of its own for one segment', () => {
    expect(new Set([0, 1, 2, 3].map((app) => seriesColor('ios', app))).size).toBe(4);
  });
});
