// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapText } from '../../../src/app/export/chart-picture.ts';
import { describePicture } from '../../../src/app/export/describe-picture.ts';
import type { ExportedChart } from '../../../src/app/export/exported-chart.ts';
import { TableTwin } from '../../../src/app/export/TableTwin.tsx';
import { fileName, formatIso, toCsv } from '../../../src/app/export/to-csv.ts';
import { toMarkdown } from '../../../src/app/export/to-markdown.ts';
import { DAY, STEP } from '../../../src/contract/time.ts';
import { shiftSeries } from '../../../src/series/series.ts';
import { BucketState } from '../../../src/series/series.ts';
import type { Series } from '../../../src/series/series.ts';
import { en, figures, format, show, zh } from '../dashboard/support.tsx';

const BEGIN = Date.UTC(2026, 10, 21, 13);

function seriesOf(values: readonly (number | null)[]): Series {
  return {
    begin: BEGIN,
    step: STEP,
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
    states: Uint8Array.from(values, (value) =>
      value === null ? BucketState.Gap : BucketState.Defined,
    ),
  };
}

function chartOf(
  lines: readonly { name: string; values: readonly (number | null)[] }[],
  changes: Partial<ExportedChart> = {},
): ExportedChart {
  return {
    metric: 'FirstFrameCost',
    goal: 2_000,
    span: { begin: BEGIN, end: BEGIN + (lines[0]?.values.length ?? 0) * STEP },
    what: undefined,
    of: ['Classroom'],
    demo: true,
    lines: lines.map(({ name, values }) => ({
      key: name,
      name,
      color: 'red',
      figures: figures(),
      summary: null,
      change: null,
      series: seriesOf(values),
      compared: undefined,
    })),
    ...changes,
  };
}

/** Reads CSV back as RFC 4180 has it. */
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
  it('is the data, whatever it is and whatever the series are called', () => {
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
          const [head, ...rows] = parseCsv(toCsv(chartOf(lines), 'Asia/Shanghai', en));
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

  it('writes times with the zone’s offset, and names that could be formulas as text', () => {
    const [head, row] = parseCsv(
      toCsv(chartOf([{ name: '=HYPERLINK("x")', values: [1.5, null] }]), 'Asia/Shanghai', en),
    );
    expect(head).toEqual(['Time', `'=HYPERLINK("x") (ms)`, 'May still change']);
    expect(row).toEqual(['2026-11-21T21:00:00+08:00', '1.5', '0']);
  });

  it('has a column a compared series, and says which rows may still change', () => {
    const chart = chartOf([{ name: 'All', values: [1, 2] }], { what: 'week before' });
    const [line] = chart.lines;
    if (!line) throw new Error('no line');
    line.series.states[1] = BucketState.Provisional;
    const compared = shiftSeries(seriesOf([7]), STEP);
    const rows = parseCsv(toCsv({ ...chart, lines: [{ ...line, compared }] }, 'UTC', en));
    expect(rows).toEqual([
      ['Time', 'All (ms)', 'All, week before (ms)', 'May still change'],
      ['2026-11-21T13:00:00Z', '1', '', '0'],
      ['2026-11-21T13:05:00Z', '2', '7', '1'],
    ]);
  });
});

describe('formatIso', () => {
  it.each([
    ['UTC', '2026-11-21T13:00:00Z'],
    ['Asia/Kathmandu', '2026-11-21T18:45:00+05:45'],
    ['America/St_Johns', '2026-11-21T09:30:00-03:30'],
  ])('writes the time of %s', (zone, text) => {
    expect(formatIso(BEGIN, zone)).toBe(text);
  });
});

describe('fileName', () => {
  it('says metric and range in characters every file system takes', () => {
    const chart = chartOf([], { span: { begin: BEGIN, end: BEGIN + 7 * DAY } });
    expect(fileName(chart)).toBe('artc-lens_FirstFrameCost_20261121-1300Z_7d');
    expect(fileName({ ...chart, span: { begin: BEGIN, end: BEGIN + STEP } })).toMatch(/_5min$/);
  });
});

describe('toMarkdown', () => {
  it('is the legend’s table, safe against what names may hold', () => {
    const lines = toMarkdown(chartOf([{ name: 'a|b*', values: [1] }]), en, format).split('\n');
    expect(lines[0]).toContain('Classroom · Time to first frame');
    expect(lines[2]).toBe(
      '| Series | Summary | Last | Median | Worst | Within ≤ 2,000 ms | Data |',
    );
    expect(lines[4]).toBe(
      String.raw`| a\|b\* | 1,046 ms | 1,012 ms | 998 ms | 1,688 ms at Sat, Nov 21, 21:10 | 93.4% | 94.1% |`,
    );
  });
});

describe('describePicture', () => {
  it('defines what is drawn and says whose data it is, in both languages', () => {
    const chart = chartOf([{ name: 'All', values: [1] }]);
    const text = describePicture(chart, 'Nov 21, UTC+8', en, format);
    expect(text.title).toBe('Time to first frame – Classroom');
    expect(text.notes.join(' ')).toMatch(/from joining.*Goal: ≤ 2,000 ms.*Gaps.*Demo data/);
    expect(describePicture({ ...chart, demo: false }, '', zh, format).notes.at(-1)).toMatch(
      /数据来自/,
    );
  });
});

describe('wrapText', () => {
  it('loses nothing and lets nothing stick out', () => {
    const measure = (text: string) => text.length;
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z中文]{1,30}$/), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 8, max: 60 }),
        (parts, width) => {
          const lines = wrapText(parts.join(' '), width, measure);
          expect(lines.join('').replaceAll(' ', '')).toBe(parts.join(''));
          for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe('TableTwin', () => {
  it('has a row a bucket, newest first, in words where there is no value, a day a page', async () => {
    const values = Array.from({ length: 300 }, (_, i) => (i === 298 ? null : i));
    show(<TableTwin chart={chartOf([{ name: 'All', values }])} onClose={() => {}} />);
    const rows = screen.getAllByRole('row');
    expect(rows).toHaveLength(289);
    expect(within(rows[1] ?? document.body).getByRole('cell').textContent).toBe('299 ms');
    expect(within(rows[2] ?? document.body).getByRole('cell').textContent).toBe('no data');
    expect(screen.getByText(/page 1 of 2/)).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Older' }));
    expect(screen.getAllByRole('row')).toHaveLength(13);
  });

  it('has the compared value and the change beside each value', () => {
    const chart = chartOf([{ name: 'All', values: [1_100] }], { what: 'week before' });
    const lines = chart.lines.map((line) => ({ ...line, compared: seriesOf([1_000]) }));
    show(<TableTwin chart={{ ...chart, lines }} onClose={() => {}} />);
    expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
      '1,100 ms',
      '1,000 ms',
      '+10%',
    ]);
  });
});
