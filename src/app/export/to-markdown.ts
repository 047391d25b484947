// A chart's figures -> a Markdown table, for tickets and reports.
import { pickHeadline } from '../dashboard/pick-headline.ts';
import type { Format } from '../words/format.ts';
import type { Words } from '../words/words.ts';
import type { ExportedChart, ExportedLine } from './exported-chart.ts';

/** A heading line and the legend's table. */
export function toMarkdown(chart: ExportedChart, words: Words, format: Format): string {
  const { t } = words;
  const { metric, goal, span, what } = chart;
  const compared = what !== undefined;
  const head = [
    t('legend.series'),
    t('legend.summary'),
    ...(compared ? [t('legend.change', { what })] : []),
    t('legend.last'),
    t('legend.median'),
    t('legend.worst'),
    t('legend.within', { goal: format.goal(metric, goal) }),
    t('legend.data'),
  ];
  const title = [
    ...chart.of,
    t(`metric.${metric}`),
    `${format.span(span)} ${format.offset(span.end)}`,
  ];
  const lines = [
    `**${title.map(escapeCell).join(' · ')}**`,
    '',
    toRow(head),
    toRow(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...chart.lines.map((line) => toRow(toCells(line, chart, words, format))),
  ];
  return `${lines.join('\n')}\n`;
}

function toCells(
  { name, figures, summary, change }: ExportedLine,
  { metric, what }: ExportedChart,
  { t }: Words,
  format: Format,
): string[] {
  const headline = figures && pickHeadline(figures, summary);
  const write = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : format.valueWithUnit(metric, value);
  const worst = figures?.worst;
  return [
    name,
    write(headline?.value),
    ...(what === undefined
      ? []
      : [
          change
            ? t('change.text', {
                change: format.change(metric, change),
                word: t(`change.${change.verdict}`),
              })
            : '–',
        ]),
    write(figures?.last?.value),
    write(figures?.median),
    worst
      ? t('legend.worstAt', { value: write(worst.value), when: format.dayTime(worst.at) })
      : '–',
    figures && figures.withinGoal !== null ? format.share(figures.withinGoal) : '–',
    figures && figures.expected > 0 ? format.share(figures.present / figures.expected) : '–',
  ];
}

function toRow(cells: readonly string[]): string {
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

/** What would end the cell, or be taken for markup, is text. */
function escapeCell(text: string): string {
  return text.replaceAll(/[\\|*_`<>[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
