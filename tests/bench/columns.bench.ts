// What a 30-day series costs on its way from the wire to the path.
import { bench, describe } from 'vitest';
import { drawLine } from '../../src/chart/line-path.ts';
import { BUCKETS_A_DAY, DAY, STEP } from '../../src/contract/time.ts';
import { m4 } from '../../src/series/downsample.ts';
import { nodesToColumn } from '../../src/series/nodes.ts';
import { mergePieces } from '../../src/series/series.ts';
import { figuresOf } from '../../src/stats/figures.ts';

const DAYS = 30;
const values = Array.from({ length: BUCKETS_A_DAY }, (_, i) =>
  i % 97 === 0 ? null : 900 + (i % 200),
);
const nodes = values.map((value, i) => ({ Timestamp: String(i * STEP), Value: String(value) }));
const pieces = Array.from({ length: DAYS }, (_, day) => ({
  kind: 'answer' as const,
  begin: day * DAY,
  values,
  fetchedAt: 100 * DAY,
}));
const span = { begin: 0, end: DAYS * DAY };
const series = mergePieces(span, pieces, 0);
const range = { from: 0, to: series.values.length };

describe('a series of 30 days', () => {
  bench('nodes of one day to a column', () => void nodesToColumn(nodes, { begin: 0, end: DAY }, 1));
  bench('merge 30 days', () => void mergePieces(span, pieces, 0));
  bench('figures of 8,640 points', () => void figuresOf(series, 'FirstFrameCost', 1_000));
  bench('M4 to 1,300 columns', () => void m4(series.values, 0, series.values.length, 1_300));
  bench('path at 1,300 columns', () => {
    drawLine(series, range, 1_300, { x0: 0, perBucket: 1_300 / 8_640, y0: 300, perUnit: -0.1 });
  });
});
