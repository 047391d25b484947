import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { pickSummaryValue } from '../model/summary-value.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { PictureText } from './chart-picture.ts';
import { nameChart } from './exported-chart.ts';
import type { ExportedChart } from './exported-chart.ts';

/** Returns the texts around the picture of a chart; `range` is formatted with its zone. */
export function describePicture(
  chart: ExportedChart,
  range: string,
  translator: Translator,
  format: Format,
): PictureText {
  const { t } = translator;
  const { metric, goal, comparisonLabel, lines } = chart;
  const { unit, better } = METRIC_FACTS[metric];
  const headlines = lines.map(({ stats, summary }) => stats && pickSummaryValue(stats, summary));
  const kinds = new Set(headlines.flatMap((headline) => (headline ? [headline.kind] : [])));
  const compared =
    comparisonLabel === undefined ? [] : [t('legend.change', { what: comparisonLabel })];
  return {
    title: t('export.pictureTitle', {
      metric: nameChart(chart, translator),
      of: chart.subjects.join(' · '),
    }),
    subtitle: [
      range,
      ...compared,
      t('export.unit', { unit: t(`unit.${unit}`), better: t(`better.${better}`) }),
    ].join(' · '),
    legend: lines.map(({ name, color, change }, i) => {
      const headline = headlines[i];
      return {
        name,
        color,
        value: headline ? format.valueWithUnit(metric, headline.value) : t('change.none'),
        change:
          change && comparisonLabel !== undefined
            ? t('change.text', {
                change: format.changeInFull(metric, change),
                word: t(`change.${change.verdict}`),
              })
            : '',
      };
    }),
    notes: [
      t(`export.define.${metric}`),
      t('export.defineGoal', { goal: format.goal(metric, goal) }),
      ...(kinds.has('api') ? [t('figure.apiTitle')] : []),
      ...(kinds.has('mean') ? [t('export.defineMean')] : []),
      t('export.defineMarks'),
      t(chart.demo ? 'export.sourceDemo' : 'export.source'),
    ],
  };
}
