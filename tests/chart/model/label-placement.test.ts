import { describe, expect, it } from 'vitest';
import { findNoDataAreas } from '../../../src/chart/model/no-data-areas.ts';
import type { ChartLine } from '../../../src/chart/chart-types.ts';
import { placeGapLabels, placeGoalLabel } from '../../../src/chart/model/label-placement.ts';
import { lineOf, spanOf } from '../../support/build-series.ts';
import type { Bucket } from '../../support/build-series.ts';

const COUNT = 100;
const SPAN = spanOf(COUNT);
const AXIS = { min: 0, max: 100, ticks: [0, 50, 100], decimals: 0, goal: 'within' as const };
const BOX = { left: 50, top: 10, width: 1_000, height: 300 };
const optionsFor = (lines: readonly ChartLine[]) => ({
  lines,
  span: SPAN,
  axis: AXIS,
  box: BOX,
  areas: findNoDataAreas(lines, SPAN),
});
const buckets = (at: (i: number) => Bucket) => Array.from({ length: COUNT }, (_, i) => at(i));

describe('placeGoalLabel', () => {
  it('stands above the right end of the goal line when nothing is there', () => {
    const label = placeGoalLabel(optionsFor([lineOf(buckets(() => 20))]), 60, 'goal ≤ 60 ms');
    expect(label).toMatchObject({ x: 996, y: 115, anchor: 'end', crossed: false });
  });

  it('goes where it hides the fewest values', () => {
    const above = optionsFor([lineOf(buckets((i) => (i > 80 ? 63 : 20)))]);
    expect(placeGoalLabel(above, 60, 'goal ≤ 60 ms')).toMatchObject({ y: 133, anchor: 'end' });
    const around = optionsFor([lineOf(buckets((i) => (i > 80 ? (i % 2 ? 57 : 63) : 20)))]);
    expect(placeGoalLabel(around, 60, 'goal ≤ 60 ms')).toMatchObject({ y: 115, anchor: 'start' });
  });

  it('stays off areas that have words of their own', () => {
    const failed = optionsFor([lineOf(buckets((i) => (i > 80 ? 'Failed' : 20)))]);
    expect(placeGoalLabel(failed, 60, 'goal ≤ 60 ms').anchor).toBe('start');
  });

  it('stays off words that are there already', () => {
    const options = optionsFor([lineOf(buckets(() => 20))]);
    const other = { x: 960, y: 124, anchor: 'middle' as const, width: 47 };
    expect(placeGoalLabel(options, 60, 'goal ≤ 60 ms', [other])).toMatchObject({ anchor: 'start' });
  });

  it('sees a peak that has no value of its own in the way', () => {
    // Up and down again between two values, straight through the words at either end.
    const peak = (i: number) => (i === 3 || i === 96 ? 90 : 20);
    const label = placeGoalLabel(optionsFor([lineOf(buckets(peak))]), 60, 'goal ≤ 60 ms');
    expect(label).toMatchObject({ anchor: 'middle', crossed: false });
  });

  it('says that a line runs behind it where no place is free', () => {
    const wild = lineOf(buckets((i) => (i % 2 ? 90 : 20)));
    const label = placeGoalLabel(optionsFor([wild]), 60, 'goal ≤ 60 ms');
    expect(label.crossed).toBe(true);
  });

  it('stays inside the plot at its upper edge', () => {
    const label = placeGoalLabel(optionsFor([lineOf(buckets(() => 20))]), 100, 'goal');
    expect(label.y).toBeGreaterThan(10);
  });
});

const hole = (i: number) => i >= 40 && i < 50;

describe('placeGapLabels', () => {
  it('says so in the hole of a single line', () => {
    const lines = [lineOf(buckets((i) => (hole(i) ? 'Gap' : 50))), lineOf(buckets(() => 20))];
    expect(placeGapLabels(optionsFor(lines), () => 'no data')).toEqual([
      expect.objectContaining({ x: 450, y: 154, anchor: 'middle', text: 'no data' }),
    ]);
  });

  it('steps aside where another line passes through', () => {
    const lines = [lineOf(buckets((i) => (hole(i) ? 'Gap' : 50))), lineOf(buckets(() => 49))];
    const [label] = placeGapLabels(optionsFor(lines), () => 'no data');
    expect(label && Math.abs(label.y - 154)).toBe(14);
  });

  it('leaves holes that are too narrow, and those all lines share, to others', () => {
    const narrow = [lineOf(buckets((i) => (i === 40 ? 'Gap' : 50))), lineOf(buckets(() => 20))];
    expect(placeGapLabels(optionsFor(narrow), () => 'no data')).toEqual([]);
    const shared = [lineOf(buckets((i) => (hole(i) ? 'Gap' : 50)))];
    expect(optionsFor(shared).areas).toHaveLength(1);
    expect(placeGapLabels(optionsFor(shared), () => 'no data')).toEqual([]);
  });
});
