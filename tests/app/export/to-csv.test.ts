import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFileName, toCsv } from '../../../src/app/export/to-csv.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import { BucketState, shiftSeries } from '../../../src/series/series.ts';
import {
  BEGIN,
  CLOCK_CHANGE,
  buildComparedChart,
  buildExportedChart,
  buildExportedSeries,
} from '../../support/exported-chart.ts';
import { en } from '../../support/translators.ts';

// Parses RFC 4180.
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  const body = text.replace(/^\uFEFF/, '');
  while (cell.lastIndex < body.length) {
    const found = cell.exec(body);
    if (!found) throw new Error('not CSV');
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

describe('toCsv', () => {
  it('round-trips any values and names', () => {
    const value = fc.oneof(fc.constant(null), fc.double({ noNaN: true, min: 0, max: 1e6 }));
    const name = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }).chain((length) =>
          fc.array(
            fc.record({
              name,
              values: fc.array(value, { minLength: length, maxLength: length }),
            }),
            { minLength: 1, maxLength: 4 },
          ),
        ),
        (lines) => {
          const [head, ...rows] = parseCsv(toCsv(buildExportedChart(lines), 'Asia/Shanghai', en));
          expect(head).toHaveLength(lines.length + 2);
          expect(rows).toHaveLength(lines[0]?.values.length ?? 0);
          for (const [i, row] of rows.entries()) {
            expect(Date.parse(row[0] ?? '')).toBe(BEGIN + i * STEP);
            expect(row.slice(1, -1).map((cell) => (cell === '' ? null : Number(cell)))).toEqual(
              lines.map(({ values }) => values[i]),
            );
          }
        },
      ),
    );
  });

  it('formats times with their offset and escapes names that look like formulas', () => {
    const [head, row] = parseCsv(
      toCsv(
        buildExportedChart([{ name: '=HYPERLINK("x")', values: [1.5, null] }]),
        'Asia/Shanghai',
        en,
      ),
    );
    expect(head).toEqual(['Time', `'=HYPERLINK("x") (ms)`, 'May still change']);
    expect(row).toEqual(['2026-11-21T21:00:00+08:00', '1.5', '0']);
  });

  it('adds a column per compared series and marks provisional rows', () => {
    const chart = buildExportedChart([{ name: 'All', values: [1, 2] }], {
      comparisonLabel: 'week before',
    });
    const [line] = chart.lines;
    if (!line) throw new Error('no line');
    line.series.states[1] = BucketState.Provisional;
    const compared = shiftSeries(buildExportedSeries([7]), STEP);
    const rows = parseCsv(toCsv({ ...chart, lines: [{ ...line, compared }] }, 'UTC', en));
    expect(rows).toEqual([
      ['Time', 'All (ms)', 'All, week before (ms)', 'May still change'],
      ['2026-11-21T13:00:00Z', '1', '', '0'],
      ['2026-11-21T13:05:00Z', '2', '7', '1'],
    ]);
  });

  it.each([
    ['Gap', '0'],
    ['Settled', '0'],
    ['Provisional', '1'],
    ['Pending', '1'],
    ['Loading', '1'],
    ['Failed', '1'],
    ['Expired', '0'],
  ] as const)('marks rows with a bucket in state %s as %s', (state, mark) => {
    const chart = buildComparedChart();
    const [line] = chart.lines;
    if (!line?.compared) throw new Error('no line');
    line.series.states[0] = BucketState[state];
    line.compared.states[1] = BucketState[state];
    const [, ...rows] = parseCsv(toCsv(chart, 'UTC', en));
    expect(rows.map((row) => row.at(-1))).toEqual([mark, mark]);
  });

  it('distinguishes the repeated hour of a clock change by its offset', () => {
    const chart = buildExportedChart([{ name: 'All', values: [] }], { span: CLOCK_CHANGE });
    const [, ...rows] = parseCsv(toCsv(chart, 'America/New_York', en));
    expect(rows.map(([time]) => time)).toEqual([
      ...[30, 35, 40, 45, 50, 55].map((minute) => `2026-11-01T01:${minute}:00-04:00`),
      ...['00', '05', 10, 15, 20, 25].map((minute) => `2026-11-01T01:${minute}:00-05:00`),
    ]);
  });
});

describe('buildFileName', () => {
  it('contains metric and range in portable characters', () => {
    const chart = buildExportedChart([], { span: { begin: BEGIN, end: BEGIN + 7 * DAY } });
    expect(buildFileName(chart)).toBe('artc-lens_FirstFrameCost_20261121-1300Z_7d');
    expect(buildFileName({ ...chart, span: { begin: BEGIN, end: BEGIN + STEP } })).toMatch(
      /_5min$/,
    );
    const focus = { key: 'e4d7:ios', name: 'iOS' };
    expect(buildFileName({ ...chart, focus })).toBe(
      'artc-lens_FirstFrameCost_e4d7-ios_20261121-1300Z_7d',
    );
  });
});
