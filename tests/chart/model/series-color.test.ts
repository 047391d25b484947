import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seriesColor } from '../../../src/chart/model/series-color.ts';
import { OSES, TERMINALS } from '../../../src/contract/domain/metrics.ts';
import { SPLITS } from '../../../src/contract/domain/segments.ts';
import type { SegmentId } from '../../../src/contract/domain/segments.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import type { View } from '../../../src/view/view.ts';
import { listSegments } from '../../../src/view/segments.ts';
import {
  VISIONS,
  chroma,
  contrast,
  distance,
  parseHex,
  seenWith,
} from '../../support/color-vision.ts';
import type { Matrix, Rgb } from '../../support/color-vision.ts';

/** Lines two pixels thin need more than the 2 one can just see side by side. */
const LEAST_APART = 10;
/** The more lines share a chart, the closer their colours must be; clicks in the legend take them apart. */
const LEAST_OF_MANY: readonly { lines: number; apart: number }[] = [
  { lines: 6, apart: 5 },
  { lines: 12, apart: 3.3 },
  { lines: 20, apart: 2.8 },
];
/** WCAG 2.2, 1.4.11: graphics that are needed to understand the content. */
const LEAST_CONTRAST = 3;
/** On dark paper a line beyond it shouts. */
const MOST_CHROMA = 16;

const tokens = readFileSync('src/app/ui/styles/tokens.css', 'utf8');

function readTheme(theme: 'light' | 'dark'): (name: string) => Rgb {
  const both = [...tokens.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)];
  const colors = new Map(
    both.map(([, name, light, dark]) => [name, theme === 'light' ? light : dark]),
  );
  return (name) => {
    const hex = colors.get(name);
    if (hex === undefined) throw new RangeError(`there is no --${name}`);
    return parseHex(hex);
  };
}

/** The colour behind a value of seriesColor. */
const resolve = (css: string, token: (name: string) => Rgb) =>
  token(/^var\(--([\w-]+)\)$/.exec(css)?.[1] ?? css);

interface Line {
  id: SegmentId;
  app: number;
}

type Filtered = 'os' | 'terminal';

const APPS = ['first', 'second', 'third', 'fourth'];

const FILTERS = [{}, ...OSES.map((os) => ({ os }))].flatMap((filter): Pick<View, Filtered>[] => [
  filter,
  ...TERMINALS.map((terminal) => ({ ...filter, terminal })),
]);

/** Every chart of so many apps there can be: how it is split and what is filtered. */
const chartsOf = (apps: number): Line[][] =>
  SPLITS.flatMap((split) =>
    FILTERS.map((filter) =>
      listSegments({ ...DEFAULT_VIEW, apps: APPS.slice(0, apps), split, ...filter }).map(
        ({ id, subject }): Line => ({ id, app: APPS.indexOf(subject.appId) }),
      ),
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
    const colorOf = ({ id, app }: Line) => resolve(seriesColor(id, app), token);
    /** Pairs of one chart that look more alike than `least`. */
    const findClose = (charts: readonly Line[][], vision: Matrix, least: number) =>
      charts
        .flatMap(pairsOf)
        .map(([a, b]) => ({
          a,
          b,
          apart: distance(seenWith(vision, colorOf(a)), seenWith(vision, colorOf(b))),
        }))
        .filter(({ apart }) => apart < least);

    it.each(Object.entries(VISIONS))('tells lines of one app apart with %s', (_, vision) => {
      expect(findClose(chartsOf(1), vision, LEAST_APART)).toEqual([]);
    });

    it.each(Object.entries(VISIONS))('tells four apps apart with %s', (_, vision) => {
      const apps = APPS.map((_app, app): Line => ({ id: 'all', app }));
      expect(findClose([apps], vision, LEAST_APART)).toEqual([]);
    });

    it.each(Object.entries(VISIONS))(
      'tells all segments of all apps of a chart apart with %s',
      (_, vision) => {
        for (const chart of [2, 3, 4].flatMap(chartsOf)) {
          const least = LEAST_OF_MANY.find(({ lines }) => chart.length <= lines)?.apart ?? 99;
          expect(findClose([chart], vision, least), `${chart.length} lines`).toEqual([]);
        }
      },
    );

    it('keeps every line visible', () => {
      const surface = token('surface');
      for (const line of chartsOf(APPS.length).flat()) {
        expect(contrast(colorOf(line), surface), JSON.stringify(line)).toBeGreaterThan(
          LEAST_CONTRAST,
        );
      }
    });
  });

  it('is calm on dark paper', () => {
    const token = readTheme('dark');
    for (const { id, app } of chartsOf(APPS.length).flat()) {
      expect(chroma(resolve(seriesColor(id, app), token)), `${id} ${app}`).toBeLessThan(
        MOST_CHROMA,
      );
    }
  });

  it('gives each of four apps a colour of its own for one segment', () => {
    expect(new Set([0, 1, 2, 3].map((app) => seriesColor('ios', app))).size).toBe(4);
  });
});
