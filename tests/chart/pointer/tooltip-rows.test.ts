import { describe, expect, it } from 'vitest';
import { readTooltipRows, sortWorstFirst } from '../../../src/chart/pointer/tooltip-rows.ts';
import type { Metric } from '../../../src/contract/domain/metrics.ts';
import { BEGIN, buildLine } from '../../support/build-series.ts';

const LINES = [
  buildLine([900], { key: 'all' }),
  buildLine(['Gap'], { key: 'web' }),
  buildLine([800], { key: 'ios' }),
  buildLine([1_300], { key: 'android' }),
  buildLine([5_000], { key: 'mobile', hidden: true }),
];
const sortKeys = (metric: Metric, lines = LINES) =>
  sortWorstFirst(readTooltipRows(lines, BEGIN), metric).map((row) => row.line.key);

describe('sortWorstFirst', () => {
  it('sorts by the direction of the metric, rows without a value last', () => {
    expect(sortKeys('FirstFrameCost')).toEqual(['android', 'all', 'ios', 'web']);
    expect(sortKeys('JoinChannelSucRate')).toEqual(['ios', 'all', 'android', 'web']);
  });

  it('keeps the order of lines with equal values', () => {
    const lines = ['b', 'a', 'c'].map((key) => buildLine([7], { key }));
    expect(sortKeys('FirstFrameCost', lines)).toEqual(['b', 'a', 'c']);
  });
});
