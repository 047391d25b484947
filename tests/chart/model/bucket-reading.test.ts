import { describe, expect, it } from 'vitest';
import { formatReading, readBucket } from '../../../src/chart/model/bucket-reading.ts';
import { BEGIN, buildProvisional, buildSeries } from '../../support/build-series.ts';
import type { Bucket } from '../../support/build-series.ts';
import { CHART_TEXT } from '../../support/chart-text.ts';

const FORMAT = {
  valueWithUnit: (value: number) => `${value} ms`,
  bucket: () => '',
  offset: () => '',
  span: () => '',
  length: () => '',
};

describe('formatReading', () => {
  it.each<[Bucket, string]>([
    [850, '850 ms'],
    [buildProvisional(850), '850 ms'],
    ['Gap', 'no data'],
    ['Failed', 'failed'],
    ['Expired', 'gone'],
    ['Loading', 'loading'],
    ['Pending', 'not in yet'],
  ])('formats %j as %s', (bucket, expected) => {
    const reading = readBucket(buildSeries([bucket]), BEGIN);
    expect(formatReading(reading, FORMAT, CHART_TEXT)).toBe(expected);
  });

  it('formats times outside of the series as no data', () => {
    const reading = readBucket(buildSeries([1]), BEGIN - 1);
    expect(formatReading(reading, FORMAT, CHART_TEXT)).toBe('no data');
  });
});
