// Figures -> one sentence that says what the chart shows, for those who do not see it.
import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { SeriesStats } from '../../stats/series-stats.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import { pickSummaryValue } from './summary-value.ts';

/** One line of the chart with its figures; `figures` is null while nothing of it is here. */
export interface DescribedSeries {
  name: string;
  stats: SeriesStats | null;
  summary: number | null;
  /** Why there are none. */
  problem: Problem | null;
}

export interface DescribedChart {
  metric: Metric;
  span: Span;
  goal: number;
  /** Only the series that are shown. */
  series: readonly DescribedSeries[];
}

/** One sentence in the reader's language. */
export function describeChart(
  chart: DescribedChart,
  translator: Translator,
  format: Format,
): string {
  const { metric, goal, series } = chart;
  const common = { metric: translator.t(`metric.${metric}`), span: format.span(chart.span) };
  if (series.every(({ stats }) => stats === null)) return translator.t('describe.loading', common);
  const worst = findWorst(chart);
  if (!worst) {
    return translator.t(
      series.some(({ problem }) => problem) ? 'describe.failed' : 'describe.empty',
      common,
    );
  }
  return translator.t('describe.chart', {
    ...common,
    series: series
      .map((each) => describeSeries(each, metric, translator, format))
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
  const headline = stats && pickSummaryValue(stats, summary);
  if (!headline) {
    return translator.t(problem ? 'describe.seriesFailed' : 'describe.seriesNone', { name });
  }
  return translator.t('describe.series', {
    name,
    value: format.valueWithUnit(metric, headline.value),
    share: stats.withinGoal === null ? '–' : format.share(stats.withinGoal),
  });
}

function findWorst({ metric, series }: DescribedChart) {
  const sign = METRIC_FACTS[metric].better === 'higher' ? 1 : -1;
  return series
    .flatMap(({ name, stats }) => (stats?.worst ? [{ name, ...stats.worst }] : []))
    .toSorted((a, b) => sign * (a.value - b.value))[0];
}
