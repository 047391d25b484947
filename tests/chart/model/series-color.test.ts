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
  contrastRatio,
  colorDistance,
  parseHex,
  simulateVision,
} from '../../support/color-vision.ts';
import type { Matrix, Rgb } from '../../support/color-vision.ts';

/** Thin lines need more than the just noticeable distance of 2. */
const MIN_DISTANCE = 10;
/** Many lines need close colors; hiding lines in the legend separates them. */
const MIN_DISTANCE_BY_LINES: readonly { lines: number; minDistance: number }[] = [
  { lines: 6, minDistance: 5 },
  { lines: 12, minDistance: 3.3 },
  { lines: 20, minDistance: 2.8 },
];
/** WCAG 2.2, 1.4.11, for graphics required to understand the content. */
const MIN_CONTRAST = 3;
/** Brighter lines glare on a dark surface. */
const MAX_CHROMA = 16;

const tokens = readFileSync('src/app/ui/styles/tokens.css', 'utf8');

function readTheme(theme: 'light' | 'dark'): (name: string) => Rgb {
  const declarations = [...tokens.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)];
  const colors = new Map(
    declarations.map(([, name, light, dark]) => [name, theme === 'light' ? light : dark]),
  );
  return (name) => {
    const hex = colors.get(name);
    if (hex === undefined) throw new RangeError(`no color --${name}`);
    return parseHex(hex);
  };
}

/** Resolves a CSS value of seriesColor. */
const resolveColor = (css: string, token: (name: string) => Rgb) =>
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

/** Lists the lines of every combination of split and filters. */
const listCharts = (apps: number): Line[][] =>
  SPLITS.flatMap((split) =>
    FILTERS.map((filter) =>
      listSegments({ ...DEFAULT_VIEW, apps: APPS.slice(0, apps), split, ...filter }).map(
        ({ id, subject }): Line => ({ id, app: APPS.indexOf(subject.appId) }),
      ),
    ),
  );

function listPairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}

describe('seriesColor', () => {
  it('depends only on segment and app', () => {
    expect(seriesColor('ios')).toBe('var(--series-ios)');
    expect(seriesColor('android-web')).toBe('var(--series-android-web)');
    expect(seriesColor('all', -1)).toBe(seriesColor('all'));
  });

  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    const token = readTheme(theme);
    const getColor = ({ id, app }: Line) => resolveColor(seriesColor(id, app), token);
    const findSimilar = (charts: readonly Line[][], vision: Matrix, minDistance: number) =>
      charts
        .flatMap(listPairs)
        .map(([a, b]) => ({
          a,
          b,
          difference: colorDistance(
            simulateVision(vision, getColor(a)),
            simulateVision(vision, getColor(b)),
          ),
        }))
        .filter(({ difference }) => difference < minDistance);

    it.each(Object.entries(VISIONS))('distinguishes lines of one app with %s', (_, vision) => {
      expect(findSimilar(listCharts(1), vision, MIN_DISTANCE)).toEqual([]);
    });

    it.each(Object.entries(VISIONS))('distinguishes four apps with %s', (_, vision) => {
      const apps = APPS.map((_app, app): Line => ({ id: 'all', app }));
      expect(findSimilar([apps], vision, MIN_DISTANCE)).toEqual([]);
    });

    it.each(Object.entries(VISIONS))(
      'distinguishes all segments of several apps with %s',
      (_, vision) => {
        for (const chart of [2, 3, 4].flatMap(listCharts)) {
          const limit = MIN_DISTANCE_BY_LINES.find(({ lines }) => chart.length <= lines);
          const minDistance = limit?.minDistance ?? 99;
          expect(findSimilar([chart], vision, minDistance), `${chart.length} lines`).toEqual([]);
        }
      },
    );

    it('contrasts every line with the surface', () => {
      const surface = token('surface');
      for (const line of listCharts(APPS.length).flat()) {
        expect(contrastRatio(getColor(line), surface), JSON.stringify(line)).toBeGreaterThan(
          MIN_CONTRAST,
        );
      }
    });
  });

  it('limits the chroma in the dark theme', () => {
    const token = readTheme('dark');
    for (const { id, app } of listCharts(APPS.length).flat()) {
      expect(chroma(resolveColor(seriesColor(id, app), token)), `${id} ${app}`).toBeLessThan(
        MAX_CHROMA,
      );
    }
  });

  it('differs between four apps for one segment', () => {
    expect(new Set([0, 1, 2, 3].map((app) => seriesColor('ios', app))).size).toBe(4);
  });
});
