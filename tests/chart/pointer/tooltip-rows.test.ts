import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeCrosshair } from '../../../src/chart/pointer/crosshair-content.ts';
import { computePlotGeometry } from '../../../src/chart/geometry.ts';
import {
  placeTooltip,
  rowsAt,
  tooltipWidth,
  worstFirst,
  formatReading,
} from '../../../src/chart/pointer/tooltip.ts';
import { planValueAxis } from '../../../src/chart/model/value-axis.ts';
import type { Metric } from '../../../src/contract/domain/metrics.ts';
import { DAY } from '../../../src/contract/domain/time.ts';
import { BEGIN, lineOf, p, seriesOf, spanOf } from '../../support/build-series.ts';
import type { Bucket } from '../../support/build-series.ts';

const WORDS = {
  goal: 'goal',
  noData: 'no data',
  noDataFor: (name: string) => `${name}: no data`,
  failed: 'failed',
  gone: 'gone',
  loading: 'loading',
  provisional: 'may still change',
  awaited: 'not in yet',
  noComparisonTime: 'no such time',
  pinHint: 'tap to pin',
  unpinHint: 'pinned',
  moreRows: (n: number) => `+${n} more`,
};
const FORMAT = {
  valueWithUnit: (value: number) => `${value} ms`,
  bucket: () => '00:00 – 00:05',
  offset: () => 'UTC',
  span: () => '',
  length: () => '',
};

const LINES = [
  lineOf([900], { key: 'all', comparisonSeries: seriesOf([2_000]) }),
  lineOf(['Gap'], { key: 'web' }),
  lineOf([800], { key: 'ios' }),
  lineOf([1_300], { key: 'android' }),
  lineOf([5_000], { key: 'mobile', hidden: true }),
];
const keys = (metric: Metric) =>
  worstFirst(rowsAt(LINES, BEGIN), metric).map((row) => row.line.key);

describe('worstFirst', () => {
  it('puts the worst first, by the metric, then those without a value', () => {
    expect(keys('FirstFrameCost')).toEqual(['android', 'all', 'ios', 'web']);
    expect(keys('JoinChannelSucRate')).toEqual(['ios', 'all', 'android', 'web']);
  });

  it('keeps the order of the lines where values tie', () => {
    const lines = ['b', 'a', 'c'].map((key) => lineOf([7], { key }));
    const rows = worstFirst(rowsAt(lines, BEGIN), 'FirstFrameCost');
    expect(rows.map((row) => row.line.key)).toEqual(['b', 'a', 'c']);
  });
});

describe('writeReading', () => {
  it.each<[Bucket, string]>([
    [850, '850 ms'],
    [p(850), '850 ms'],
    ['Gap', 'no data'],
    ['Failed', 'failed'],
    ['Gone', 'gone'],
    ['Loading', 'loading'],
    ['Awaited', 'not in yet'],
  ])('writes %j as %s', (bucket, text) => {
    const [row] = rowsAt([lineOf([bucket])], BEGIN);
    expect(row && formatReading(row, FORMAT, WORDS)).toBe(text);
  });

  it('has no data for a time the line does not reach', () => {
    const [row] = rowsAt([lineOf([1])], BEGIN - 1);
    expect(row && formatReading(row, FORMAT, WORDS)).toBe('no data');
  });
});

describe('describeCrosshair', () => {
  it('says the bucket and every line, worst first, and how it differs from before', () => {
    const box = computePlotGeometry(600, 300);
    const axis = planValueAxis({
      unit: 'ms',
      extent: { low: 800, high: 1_300 },
      goal: 2_000,
      zeroBased: false,
      rows: 4,
    });
    const scene = {
      lines: [
        ...LINES.slice(0, 2),
        lineOf([800], { key: 'ios', comparisonSeries: seriesOf(['Gap']) }),
      ],
      span: spanOf(1),
      metric: 'FirstFrameCost' as const,
      box,
      axis,
      width: 600,
      height: 300,
      format: FORMAT,
      text: WORDS,
      comparison: {
        pairs: [{ ...spanOf(1), delta: DAY }],
        label: 'day before',
        change: (value: number, before: number) => ({
          text: `${value - before} ms, faster`,
          tone: 'better' as const,
        }),
      },
    };
    expect(describeCrosshair(scene, BEGIN)).toBe(
      '00:00 – 00:05; all 900 ms, day before 2000 ms, -1100 ms, faster; ' +
        'ios 800 ms, day before no data; web no data',
    );
  });
});

describe('placeTooltip', () => {
  const chart = { width: 1_356, height: 330, top: 22 };
  const tip = { width: 252, height: 120 };

  it('stands right of the point, and left of it where the chart ends', () => {
    expect(placeTooltip(200, tip, chart)).toEqual({ left: 214, top: 22 });
    expect(placeTooltip(1_200, tip, chart)).toEqual({ left: 934, top: 22 });
  });

  it('moves up rather than out below', () => {
    expect(placeTooltip(200, { width: 252, height: 320 }, chart).top).toBe(10);
  });

  it('never covers the point and never leaves the chart, at any width', () => {
    const inputs = fc.record({
      width: fc.integer({ min: 200, max: 3_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      height: fc.integer({ min: 20, max: 300 }),
    });
    fc.assert(
      fc.property(inputs, fc.boolean(), ({ width, share, height }, isCompared) => {
        const point = share * width;
        const size = { width: tooltipWidth(width, isCompared), height };
        const { left, top } = placeTooltip(point, size, { width, height: 300, top: 22 });
        expect(left >= 0 && left + size.width <= width).toBe(true);
        expect(top >= 0 && top + height <= 300).toBe(true);
        expect(left > point || left + size.width < point).toBe(true);
      }),
    );
  });
});
