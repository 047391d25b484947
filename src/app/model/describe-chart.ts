import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { LegendEntry } from './legend-entry.ts';
import { pickSummaryValue } from './summary-value.ts';

export type DescribedSeries = Pick<LegendEntry, 'name' | 'stats' | 'summary' | 'problem'>;

export interface DescribedChart {
  metric: Metric;
  span: Span;
  /** In the metric's unit. */
  goal: number;
  series: readonly DescribedSeries[];
}

/** Returns one sentence that summarizes a chart for screen readers. */
export function describeChart(
  chart: DescribedChart,
  translator: Translator,
  format: Format,
): string {
  const { metric, goal, series } = chart;
  const values = { metric: translator.t(`metric.${metric}`), span: format.span(chart.span) };
  if (series.every(({ stats }) => stats === null)) return translator.t('describe.loading', values);
  const worst = findWorst(chart);
  if (!worst) {
    const hasProblem = series.some(({ problem }) => problem);
    return translator.t(hasProblem ? 'describe.failed' : 'describe.empty', values);
  }
  return translator.t('describe.chart', {
    ...values,
    series: series
      .map((described) => describeSeries(described, metric, translator, format))
      .join(translator.t('list.separator')),
    goal: format.goal(metric, goal),
    worstName: worst.name,
    worst: format.valueWithUnit(metric, worst.value),
    when: format.dayTime(worst.at),
  });
}

function describeSeries(
  { name, stats, summary, problem }: DescribedSeries,
  metric: Metric,
  translator: Translator,
  format: Format,
): string {
  const summaryValue = stats && pickSummaryValue(stats, summary);
  if (!summaryValue) {
    return translator.t(problem ? 'describe.seriesFailed' : 'describe.seriesNone', { name });
  }
  return translator.t('describe.series', {
    name,
    value: format.valueWithUnit(metric, summaryValue.value),
    share: stats.withinGoal === null ? '–' : format.share(stats.withinGoal),
  });
}

function findWorst({ metric, series }: DescribedChart) {
  const sign = METRIC_FACTS[metric].better === 'higher' ? 1 : -1;
  return series
    .flatMap(({ name, stats }) => (stats?.worst ? [{ name, ...stats.worst }] : []))
    .toSorted((a, b) => sign * (a.value - b.value))[0];
}
