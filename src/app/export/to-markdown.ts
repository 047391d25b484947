import { describeSpan, describeTime } from '../model/describe-span.ts';
import { listLegendColumns } from '../model/legend-columns.ts';
import type { LegendColumn } from '../model/legend-columns.ts';
import { createLegendHeads, findCommonSource } from '../model/legend-heads.ts';
import { pickSummaryValue } from '../model/summary-value.ts';
import type { SeriesStats } from '../../stats/series-stats.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import { nameChart } from './exported-chart.ts';
import type { ExportedChart, ExportedLine } from './exported-chart.ts';

/** Returns the legend as a Markdown table with a heading. */
export function toMarkdown(chart: ExportedChart, translator: Translator, format: Format): string {
  const { t } = translator;
  const { lines } = chart;
  const columns = listLegendColumns(chart.comparisonLabel !== undefined);
  const source = findCommonSource(lines);
  const heads = createLegendHeads(
    { metric: chart.metric, goal: chart.goal, source, comparisonLabel: chart.comparisonLabel },
    translator,
    format,
  );
  const cells = createCellFormatters(chart, source === undefined, translator, format);
  const head = [t('legend.series'), ...columns.map((column) => heads[column].text)];
  const title = [
    ...chart.subjects,
    nameChart(chart, translator),
    describeSpan(chart.span, translator, format),
  ];
  const isProvisional = lines.some(({ stats }) => stats?.last?.provisional);
  const rows = [
    `**${title.map(escapeCell).join(' · ')}**`,
    '',
    toRow(head),
    toRow(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...lines.map((line) =>
      toRow([
        line.name,
        ...columns.map((column) => (line.stats && cells[column](line, line.stats)) ?? EMPTY_CELL),
      ]),
    ),
    ...(isProvisional ? ['', escapeCell(t('legend.provisionalNote'))] : []),
  ];
  return `${rows.join('\n')}\n`;
}

const EMPTY_CELL = '–';

type FormatCell = (line: ExportedLine, stats: SeriesStats) => string | null;

function createCellFormatters(
  { metric, span }: ExportedChart,
  namesSource: boolean,
  translator: Translator,
  format: Format,
): Record<LegendColumn, FormatCell> {
  const { t } = translator;
  const formatValue = (value: number | null) =>
    value === null ? null : format.valueWithUnit(metric, value);
  return {
    summary({ summary }, stats) {
      const headline = pickSummaryValue(stats, summary);
      if (!headline) return null;
      const text = format.valueWithUnit(metric, headline.value);
      if (!namesSource) return text;
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
    median: (_, { median }) => formatValue(median),
    tail: (_, { tail }) => formatValue(tail),
    worst: (_, { worst }) =>
      worst &&
      t('legend.worstAt', {
        value: format.valueWithUnit(metric, worst.value),
        when: describeTime(worst.at, span, translator, format),
      }),
    within: (_, { withinGoal }) => (withinGoal === null ? null : format.share(withinGoal)),
    data(_, { present, answered, expected }) {
      // No responses yet.
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

function escapeCell(text: string): string {
  return text.replaceAll(/[\\|*_`<>[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
