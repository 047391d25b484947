import { describe, expect, it } from 'vitest';
import type { ExportedChart } from '../../../src/app/export/exported-chart.ts';
import { toMarkdown } from '../../../src/app/export/to-markdown.ts';
import {
  BEGIN,
  CLOCK_CHANGE,
  buildComparedChart,
  buildExportedChart,
  newYorkFormat,
} from '../../support/exported-chart.ts';
import { buildStats } from '../../support/render-dashboard.tsx';
import { en, format } from '../../support/translators.ts';

describe('toMarkdown', () => {
  it('formats the legend as a table and escapes names', () => {
    const lines = toMarkdown(buildExportedChart([{ name: 'a|b*', values: [1] }]), en, format).split(
      '\n',
    );
    expect(lines[0]).toContain('Classroom · Time to first frame');
    expect(lines[2]).toBe(
      '| Series | Mean of 5-min values | Last | Median | p95 | Worst | Within ≤ 2,000 ms | Data |',
    );
    expect(lines[4]).toBe(
      String.raw`| a\|b\* | 1,046 ms | 1,012 ms | 998 ms | 1,391 ms | 1,688 ms at Sat, Nov 21, 21:10 | 93.4% | 94.1% (271 / 288) |`,
    );
    expect(lines).toHaveLength(6);
  });

  it('formats changes in ms and percent, or in points for rates, and the percentile by metric', () => {
    const row = (chart: ExportedChart) => toMarkdown(chart, en, format).split('\n').slice(2, 5);
    const [head, , cells] = row(buildComparedChart());
    expect(head).toContain('| vs week before | Last | Median | p95 |');
    expect(cells).toContain('| +60 ms (+6%) worse |');
    const [rateHead, , rateCells] = row(
      buildComparedChart({ metric: 'JoinChannelSucRate', goal: 95 }),
    );
    expect(rateHead).toContain('| p5 |');
    expect(rateCells).toContain('| +60 pt better |');
  });

  it('names the source of each summary if the sources differ, and marks provisional values', () => {
    const chart = buildExportedChart([
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

  it('names both offsets of a clock change, and the offset of the worst value', () => {
    const worst = { value: 1_688, at: Date.UTC(2026, 10, 1, 6, 10) };
    const chart = buildExportedChart([{ name: 'All', values: [] }], { span: CLOCK_CHANGE });
    const lines = chart.lines.map((line) => ({ ...line, stats: buildStats({ worst }) }));
    const text = toMarkdown({ ...chart, lines }, en, newYorkFormat);
    expect(text).toContain('Nov 1, 01:30 – 01:30, UTC-4 to UTC-5');
    expect(text).toContain('1,688 ms at Sun, Nov 1, 01:10 (UTC-5)');
  });
});
