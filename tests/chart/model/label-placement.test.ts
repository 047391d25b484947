import { describe, expect, it } from 'vitest';
import { findNoDataAreas } from '../../../src/chart/model/no-data-areas.ts';
import type { ChartLine } from '../../../src/chart/chart-types.ts';
import { placeGapLabels, placeGoalLabel } from '../../../src/chart/model/label-placement.ts';
import { buildLine, buildSpan } from '../../support/build-series.ts';
import type { Bucket } from '../../support/build-series.ts';

const COUNT = 100;
const SPAN = buildSpan(COUNT);
const AXIS = { min: 0, max: 100, ticks: [0, 50, 100], decimals: 0, goal: 'within' as const };
const BOX = { left: 50, top: 10, width: 1_000, height: 300 };
const PLOT = { span: SPAN, axis: AXIS, box: BOX };
const buildOptions = (lines: readonly ChartLine[]) => ({
  lines,
  plot: PLOT,
  areas: findNoDataAreas(lines, SPAN),
});
const buildBuckets = (getBucket: (i: number) => Bucket) =>
  Array.from({ length: COUNT }, (_, i) => getBucket(i));

describe('placeGoalLabel', () => {
  it('prefers the right end, above the goal line', () => {
    const label = placeGoalLabel(
      buildOptions([buildLine(buildBuckets(() => 20))]),
      60,
      'goal ≤ 60 ms',
    );
    expect(label).toMatchObject({ x: 996, y: 115, anchor: 'end', crossed: false });
  });

  it('avoids values', () => {
    const above = buildOptions([buildLine(buildBuckets((i) => (i > 80 ? 63 : 20)))]);
    expect(placeGoalLabel(above, 60, 'goal ≤ 60 ms')).toMatchObject({ y: 133, anchor: 'end' });
    const around = buildOptions([
      buildLine(buildBuckets((i) => (i > 80 ? (i % 2 ? 57 : 63) : 20))),
    ]);
    expect(placeGoalLabel(around, 60, 'goal ≤ 60 ms')).toMatchObject({ y: 115, anchor: 'start' });
  });

  it('avoids areas with labels of their own', () => {
    const failed = buildOptions([buildLine(buildBuckets((i) => (i > 80 ? 'Failed' : 20)))]);
    expect(placeGoalLabel(failed, 60, 'goal ≤ 60 ms').anchor).toBe('start');
  });

  it('avoids other labels', () => {
    const options = buildOptions([buildLine(buildBuckets(() => 20))]);
    const other = { x: 960, y: 124, anchor: 'middle' as const, width: 47 };
    expect(placeGoalLabel(options, 60, 'goal ≤ 60 ms', [other])).toMatchObject({ anchor: 'start' });
  });

  it('avoids line steps that have no value at the label', () => {
    // The steps to and from the peaks cross both ends of the goal line.
    const peak = (i: number) => (i === 3 || i === 96 ? 90 : 20);
    const label = placeGoalLabel(buildOptions([buildLine(buildBuckets(peak))]), 60, 'goal ≤ 60 ms');
    expect(label).toMatchObject({ anchor: 'middle', crossed: false });
  });

  it('reports that a line crosses it if no place is free', () => {
    const noisy = buildLine(buildBuckets((i) => (i % 2 ? 90 : 20)));
    const label = placeGoalLabel(buildOptions([noisy]), 60, 'goal ≤ 60 ms');
    expect(label.crossed).toBe(true);
  });

  it('stays inside the plot at its upper edge', () => {
    const label = placeGoalLabel(buildOptions([buildLine(buildBuckets(() => 20))]), 100, 'goal');
    expect(label.y).toBeGreaterThan(10);
  });
});

const isGap = (i: number) => i >= 40 && i < 50;

describe('placeGapLabels', () => {
  it('labels a gap of one line', () => {
    const lines = [
      buildLine(buildBuckets((i) => (isGap(i) ? 'Gap' : 50))),
      buildLine(buildBuckets(() => 20)),
    ];
    expect(placeGapLabels(buildOptions(lines), () => 'no data')).toEqual([
      expect.objectContaining({ x: 450, y: 154, anchor: 'middle', text: 'no data' }),
    ]);
  });

  it('moves away from another line', () => {
    const lines = [
      buildLine(buildBuckets((i) => (isGap(i) ? 'Gap' : 50))),
      buildLine(buildBuckets(() => 49)),
    ];
    const [label] = placeGapLabels(buildOptions(lines), () => 'no data');
    expect(label && Math.abs(label.y - 154)).toBe(14);
  });

  it('does not label narrow gaps or those of all lines', () => {
    const narrow = [
      buildLine(buildBuckets((i) => (i === 40 ? 'Gap' : 50))),
      buildLine(buildBuckets(() => 20)),
    ];
    expect(placeGapLabels(buildOptions(narrow), () => 'no data')).toEqual([]);
    const shared = [buildLine(buildBuckets((i) => (isGap(i) ? 'Gap' : 50)))];
    expect(buildOptions(shared).areas).toHaveLength(1);
    expect(placeGapLabels(buildOptions(shared), () => 'no data')).toEqual([]);
  });
});
