import { describe, expect, it } from 'vitest';
import {
  bucketAt,
  bucketsIn,
  extentOfSeries,
  mainLines,
  newestValueAt,
} from '../../../src/chart/model/chart-line.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import { BEGIN, lineOf, p, seriesOf, spanOf } from '../../support/build-series.ts';

describe('bucketsIn', () => {
  it.each([
    ['the whole of it', 0, 4, { from: 0, to: 4 }],
    ['a part of it', 1, 2, { from: 1, to: 3 }],
    ['no more than there is', -5, 50, { from: 0, to: 4 }],
  ])('gives %s', (_, first, count, expected) => {
    const span = spanOf(count, BEGIN + first * STEP);
    expect(bucketsIn(seriesOf([1, 2, 3, 4]), span)).toEqual(expected);
  });

  it('is empty where series and span do not meet', () => {
    const { from, to } = bucketsIn(seriesOf([1, 2]), spanOf(3, BEGIN + 10 * STEP));
    expect(to).toBeLessThanOrEqual(from);
  });
});

describe('bucketAt', () => {
  it('finds the bucket a time lies in, or none', () => {
    const series = seriesOf([1, 2]);
    expect(bucketAt(series, BEGIN + STEP + 1)).toBe(1);
    expect(bucketAt(series, BEGIN - 1)).toBe(-1);
    expect(bucketAt(series, BEGIN + 2 * STEP)).toBe(-1);
  });
});

describe('extentOfSeries', () => {
  it('spans the values within the span, unsettled ones too', () => {
    const some = [seriesOf([5, 'Gap', p(9), 100]), seriesOf([4, 4])];
    expect(extentOfSeries(some, spanOf(3))).toEqual({ low: 4, high: 9 });
  });

  it('is nothing where there is nothing', () => {
    expect(extentOfSeries([seriesOf(['Gap', 'Failed'])], spanOf(2))).toBeUndefined();
  });
});

describe('newestValueAt', () => {
  it('finds the newest bucket in which a shown line has a value, unsettled or not', () => {
    const lines = [
      lineOf([1, 2, 'Awaited', 'Awaited']),
      lineOf([1, 2, p(3), 'Awaited']),
      lineOf([1, 2, 3, 4], { hidden: true }),
    ];
    expect(newestValueAt(lines, spanOf(4))).toBe(BEGIN + 2 * STEP);
  });

  it('takes the last bucket when there is none', () => {
    expect(newestValueAt([lineOf(['Failed', 'Failed'])], spanOf(2))).toBe(BEGIN + STEP);
  });
});

describe('mainLines', () => {
  it('takes faint lines for main ones only when nothing else is shown', () => {
    const meant = lineOf([1], { key: 'all' });
    const behind = lineOf([1], { key: 'ios', faint: true });
    expect(mainLines([meant, behind])).toEqual([meant]);
    expect(mainLines([{ ...meant, hidden: true }, behind])).toEqual([behind]);
  });
});
