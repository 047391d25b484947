// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { useChartText } from '../../../src/app/model/use-chart-text.ts';
import { wrapText } from '../../../src/app/export/chart-picture.ts';
import { describePicture } from '../../../src/app/export/describe-picture.ts';
import type { ExportedChart } from '../../../src/app/export/exported-chart.ts';
import { ExportPanel } from '../../../src/app/export/ExportPanel.tsx';
import type { ExportPanelProps } from '../../../src/app/export/ExportPanel.tsx';
import { ChartTable } from '../../../src/app/export/ChartTable.tsx';
import { fileName, toCsv } from '../../../src/app/export/to-csv.ts';
import { toMarkdown } from '../../../src/app/export/to-markdown.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import { shiftSeries } from '../../../src/series/series.ts';
import { BucketState } from '../../../src/series/series.ts';
import type { Series } from '../../../src/series/series.ts';
import { computeChange } from '../../../src/stats/change.ts';
import { buildStats, show } from '../../support/render-dashboard.tsx';
import { NOW, en, format, zh } from '../../support/translators.ts';

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
      stats: buildStats(),
      summary: null,
      change: null,
      isComparisonLoading: false,
      problem: null,
      series: seriesOf(values),
      compared: undefined,
    })),
    ...changes,
  };
}

/** `BEGIN` and five minutes later: 1,060 ms where there were 1,000 and 1,001 before. */
function comparedChart(changes: Partial<ExportedChart> = {}): ExportedChart {
  const chart = chartOf([{ name: 'All', values: [1_060, 1_061] }], { what: 'week before' });
  const compared = seriesOf([1_000, 1_001]);
  const { metric = chart.metric } = changes;
  const lines = chart.lines.map((line) => ({
    ...line,
    compared,
    change: computeChange(line.series, compared, metric),
  }));
  return { ...chart, lines, ...changes };
}

/** The night New York's clocks go back: 05:30 to 06:30 UTC is 01:30 to 01:30 again. */
const CLOCKS_BACK = { begin: Date.UTC(2026, 10, 1, 5, 30), end: Date.UTC(2026, 10, 1, 6, 30) };
const inNewYork = createFormat(en, 'America/New_York', NOW);

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

describe('toCsv, of rows that may still change', () => {
  it.each([
    ['Gap', '0'],
    ['Defined', '0'],
    ['Provisional', '1'],
    ['Awaited', '1'],
    ['Loading', '1'],
    ['Failed', '1'],
    ['Gone', '0'],
  ] as const)('takes a bucket that is %s as %s, compared or not', (state, mark) => {
    const chart = comparedChart();
    const [line] = chart.lines;
    if (!line?.compared) throw new Error('no line');
    line.series.states[0] = BucketState[state];
    line.compared.states[1] = BucketState[state];
    const [, ...rows] = parseCsv(toCsv(chart, 'UTC', en));
    expect(rows.map((row) => row.at(-1))).toEqual([mark, mark]);
  });

  it('tells the hour that comes twice apart', () => {
    const chart = chartOf([{ name: 'All', values: [] }], { span: CLOCKS_BACK });
    const [, ...rows] = parseCsv(toCsv(chart, 'America/New_York', en));
    expect(rows.map(([time]) => time)).toEqual([
      ...[30, 35, 40, 45, 50, 55].map((minute) => `2026-11-01T01:${minute}:00-04:00`),
      ...['00', '05', 10, 15, 20, 25].map((minute) => `2026-11-01T01:${minute}:00-05:00`),
    ]);
  });
});

describe('fileName', () => {
  it('says metric and range in characters every file system takes', () => {
    const chart = chartOf([], { span: { begin: BEGIN, end: BEGIN + 7 * DAY } });
    expect(fileName(chart)).toBe('artc-lens_FirstFrameCost_20261121-1300Z_7d');
    expect(fileName({ ...chart, span: { begin: BEGIN, end: BEGIN + STEP } })).toMatch(/_5min$/);
    const about = { key: 'e4d7:ios', name: 'iOS' };
    expect(fileName({ ...chart, about })).toBe(
      'artc-lens_FirstFrameCost_e4d7-ios_20261121-1300Z_7d',
    );
  });
});

describe('toMarkdown', () => {
  it('is the legend’s table, safe against what names may hold', () => {
    const lines = toMarkdown(chartOf([{ name: 'a|b*', values: [1] }]), en, format).split('\n');
    expect(lines[0]).toContain('Classroom · Time to first frame');
    expect(lines[2]).toBe(
      '| Series | Mean of 5-min values | Last | Median | p95 | Worst | Within ≤ 2,000 ms | Data |',
    );
    expect(lines[4]).toBe(
      String.raw`| a\|b\* | 1,046 ms | 1,012 ms | 998 ms | 1,391 ms | 1,688 ms at Sat, Nov 21, 21:10 | 93.4% | 94.1% (271 / 288) |`,
    );
    expect(lines).toHaveLength(6);
  });

  it('has the change in milliseconds and percent, in points for rates, and the tail of the metric', () => {
    const row = (chart: ExportedChart) => toMarkdown(chart, en, format).split('\n').slice(2, 5);
    const [head, , cells] = row(comparedChart());
    expect(head).toContain('| vs week before | Last | Median | p95 |');
    expect(cells).toContain('| +60 ms (+6%) worse |');
    const [rateHead, , rateCells] = row(comparedChart({ metric: 'JoinChannelSucRate', goal: 95 }));
    expect(rateHead).toContain('| p5 |');
    expect(rateCells).toContain('| +60 pt better |');
  });

  it('says row by row what a summary is where rows differ, and which values may still change', () => {
    const chart = chartOf([
      { name: 'All', values: [1] },
      { name: 'iOS', values: [1] },
    ]);
    const last = { value: 900, at: BEGIN, provisional: true };
    const lines = chart.lines.map((line, i) =>
      i === 0 ? { ...line, summary: 1_000, stats: buildStats({ last }) } : line,
    );
    const text = toMarkdown({ ...chart, lines }, en, format);
    expect(text).toContain(String.raw`| All | 1,000 ms (API summary) | 900 ms\* |`);
    expect(text).toContain('| iOS | 1,046 ms (mean of 5-min values) | 1,012 ms |');
    expect(text.trimEnd().split('\n').at(-1)).toBe(String.raw`\* may still change`);
  });

  it('names both offsets of a night the clocks change, and which of the two hours the worst was in', () => {
    const worst = { value: 1_688, at: Date.UTC(2026, 10, 1, 6, 10) };
    const chart = chartOf([{ name: 'All', values: [] }], { span: CLOCKS_BACK });
    const lines = chart.lines.map((line) => ({ ...line, stats: buildStats({ worst }) }));
    const text = toMarkdown({ ...chart, lines }, en, inNewYork);
    expect(text).toContain('Nov 1, 01:30 – 01:30, UTC-4 to UTC-5');
    expect(text).toContain('1,688 ms at Sun, Nov 1, 01:10 (UTC-5)');
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

describe('describePicture, of one segment and beside another period', () => {
  it('says which segment, and the change in every form', () => {
    const about = { key: 'ios', name: 'iOS' };
    const text = describePicture(comparedChart({ about }), 'Nov 21, UTC+8', en, format);
    expect(text.title).toBe('Time to first frame, iOS – Classroom');
    expect(text.legend[0]?.change).toBe('+60 ms (+6%) worse');
    expect(describePicture(comparedChart({ about }), '', zh, format).title).toBe(
      '首帧耗时（iOS） – Classroom',
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

describe('ChartTable', () => {
  it('has a row a bucket, newest first, in words where there is no value, a day a page', async () => {
    const values = Array.from({ length: 300 }, (_, i) => (i === 298 ? null : i));
    show(<ChartTable chart={chartOf([{ name: 'All', values }])} onClose={() => {}} />);
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
    show(<ChartTable chart={{ ...chart, lines }} onClose={() => {}} />);
    expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
      '1,100 ms',
      '1,000 ms',
      '+100 ms (+10%) worse',
    ]);
  });

  it('marks values that may still change, and compares only lines that are compared', () => {
    const chart = comparedChart();
    const [line] = chart.lines;
    if (!line) throw new Error('no line');
    line.series.states[1] = BucketState.Provisional;
    const faint = { ...line, key: 'ios', name: 'iOS', compared: undefined };
    show(<ChartTable chart={{ ...chart, lines: [line, faint] }} onClose={() => {}} />);
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
      'Time (UTC+8)',
      'All',
      'All, week before',
      'All, change',
      'iOS',
    ]);
    const newest = screen.getAllByRole('row')[1] ?? document.body;
    expect(within(newest).getAllByRole('cell')[0]?.textContent).toBe('1,061 ms*provisional');
    expect(screen.getByText('* may still change')).toBeTruthy();
  });

  it('tells the hour that comes twice apart, and the bucket in which it begins again', () => {
    const chart = chartOf([{ name: 'All', values: [] }], { span: CLOCKS_BACK });
    show(<ChartTable chart={chart} onClose={() => {}} />, en, inNewYork);
    expect(screen.getByRole('columnheader', { name: 'Time (UTC-4 to UTC-5)' })).toBeTruthy();
    const times = screen.getAllByRole('rowheader').map((head) => head.textContent);
    expect(new Set(times).size).toBe(12);
    expect(times[0]).toBe('Sun, Nov 1, 01:25 – 01:30 (UTC-5)');
    expect(times[6]).toBe('Sun, Nov 1, 01:55 (UTC-4) – 01:00 (UTC-5)');
    expect(times.at(-1)).toBe('Sun, Nov 1, 01:30 – 01:35 (UTC-4)');
  });

  it('has the earlier page on the left, as everywhere', () => {
    const values = Array.from({ length: 300 }, () => 1);
    show(<ChartTable chart={chartOf([{ name: 'All', values }])} onClose={() => {}} />);
    const buttons = screen
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label'));
    expect(buttons.indexOf('Older')).toBeLessThan(buttons.indexOf('Newer'));
  });
});

/** The panel of a chart without lines. */
function Panel(props: Omit<ExportPanelProps, 'drawing' | 'onTable'>) {
  const { metric, goal, span } = props.chart;
  const texts = useChartText(metric, goal);
  const drawing = { lines: [], span, metric, goal, zone: 'UTC', locale: 'en-US', ...texts };
  return <ExportPanel {...props} drawing={drawing} onTable={() => {}} />;
}

describe('ExportPanel', () => {
  const open = (copyText: ExportPanelProps['copyText']) => {
    const chart = chartOf([{ name: 'All', values: [1] }]);
    const onDone = vi.fn<() => void>();
    show(<Panel chart={chart} copyText={copyText} onDone={onDone} />);
    return { user: userEvent.setup(), onDone };
  };

  it('says that the table was copied where it can be seen and heard, and stays', async () => {
    const copyText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    const { user, onDone } = open(copyText);
    const said = screen.getByRole('status');
    expect(said.textContent).toBe('');
    await user.click(screen.getByRole('button', { name: 'Copy table as Markdown' }));
    // The same region that was there before: a new one would not be read out.
    await vi.waitFor(() => expect(said.textContent).toBe('Copied: table'));
    expect(copyText.mock.calls[0]?.[0]).toContain('| Series |');
    expect(onDone).not.toHaveBeenCalled();
  });

  it.each([
    ['without a clipboard', undefined, /only over https/],
    ['refused', () => Promise.reject(new Error('no')), /did not let the page copy/],
  ])('%s, says why nothing was copied and saves the table instead', async (_, copyText, why) => {
    const saved: string[] = [];
    vi.stubGlobal(
      'URL',
      class extends URL {
        static override createObjectURL = () => '#';
        static override revokeObjectURL = () => {};
      },
    );
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
      this: HTMLAnchorElement,
    ) {
      saved.push(this.download);
    });
    const { user, onDone } = open(copyText);
    await user.click(screen.getByRole('button', { name: 'Copy table as Markdown' }));
    await vi.waitFor(() => expect(screen.getByRole('status').textContent).toMatch(why));
    await user.click(screen.getByRole('button', { name: 'Save table as Markdown' }));
    await vi.waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(saved).toEqual(['artc-lens_FirstFrameCost_20261121-1300Z_5min.md']);
  });
});
