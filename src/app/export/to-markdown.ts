// A chart's figures -> a Markdown table, for tickets and reports: the legend, column by column.
import { describeSpan, describeTime } from '../model/describe-span.ts';
import { legendColumns } from '../model/legend-columns.ts';
import type { LegendColumn } from '../model/legend-columns.ts';
import { legendHeads, pickSource } from '../model/legend-heads.ts';
import { pickSummaryValue } from '../model/summary-value.ts';
import type { SeriesStats } from '../../stats/series-stats.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import { nameChart } from './exported-chart.ts';
import type { ExportedChart, ExportedLine } from './exported-chart.ts';

/** A heading line and the legend's table. */
export function toMarkdown(chart: ExportedChart, translator: Translator, format: Format): string {
  const { t } = translator;
  const { lines } = chart;
  const columns = legendColumns(chart.what !== undefined);
  const source = pickSource(lines);
  const heads = legendHeads({ ...chart, source }, translator, format);
  const cells = cellWriters(chart, source === undefined, translator, format);
  const head = [t('legend.series'), ...columns.map((column) => heads[column].text)];
  const title = [
    ...chart.of,
    nameChart(chart, translator),
    describeSpan(chart.span, translator, format),
  ];
  const isProvisional = lines.some(({ stats }) => stats?.last?.provisional);
  const written = [
    `**${title.map(escapeCell).join(' · ')}**`,
    '',
    toRow(head),
    toRow(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...lines.map((line) =>
      toRow([
        line.name,
        ...columns.map((column) => (line.stats && cells[column](line, line.stats)) ?? NOTHING),
      ]),
    ),
    ...(isProvisional ? ['', escapeCell(t('legend.provisionalNote'))] : []),
  ];
  return `${written.join('\n')}\n`;
}

const NOTHING = '–';

/** What a line says in a column; null where there is nothing to say. */
type WriteCell = (line: ExportedLine, stats: SeriesStats) => string | null;

function cellWriters(
  { metric, span }: ExportedChart,
  saysSource: boolean,
  translator: Translator,
  format: Format,
): Record<LegendColumn, WriteCell> {
  const { t } = translator;
  const write = (value: number | null) =>
    value === null ? null : format.valueWithUnit(metric, value);
  return {
    summary({ summary }, stats) {
      const headline = pickSummaryValue(stats, summary);
      if (!headline) return null;
      const text = format.valueWithUnit(metric, headline.value);
      if (!saysSource) return text;
      const aside = t(headline.kind === 'api' ? 'figure.api' : 'figure.meanShort');
      return t('with', { text, aside });
    },
    change: ({ change }) =>
      change &&
      t('change.text', {
        change: format.changeInFull(metric, change),
        word: t(`change.${change.verdict}`),
      }),
    last: (_, { last }) =>
      last && `${format.valueWithUnit(metric, last.value)}${last.provisional ? '*' : ''}`,
    median: (_, { median }) => write(median),
    tail: (_, { tail }) => write(tail),
    worst: (_, { worst }) =>
      worst &&
      t('legend.worstAt', {
        value: format.valueWithUnit(metric, worst.value),
        when: describeTime(worst.at, span, translator, format),
      }),
    within: (_, { withinGoal }) => (withinGoal === null ? null : format.share(withinGoal)),
    data(_, { present, answered, expected }) {
      // Nothing counted yet is not nothing there.
      if (answered === 0) return null;
      const text = format.share(present / expected);
      if (present === expected) return text;
      return t('with', { text, aside: t('legend.pointsShort', { present, expected }) });
    },
  };
}

function toRow(cells: readonly string[]): string {
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

/** What would end the cell, or be taken for markup, is text. */
function escapeCell(text: string): string {
  return text.replaceAll(/[\\|*_`<>[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
