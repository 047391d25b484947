import type { ChartFormat, ChartWords } from '../../chart/chart-line.ts';
import type { Metric } from '../../contract/metrics.ts';
import type { Format } from '../words/format.ts';
import type { Words } from '../words/words.ts';

/** The words a chart of `metric` shows; `goal` in the metric's unit. */
export function createChartWords(
  metric: Metric,
  goal: number,
  { t }: Words,
  format: Format,
): ChartWords {
  return {
    goal: t('plot.goal', { goal: format.goal(metric, goal) }),
    noData: t('plot.noData'),
    failed: t('plot.failed'),
    gone: t('plot.gone'),
    loading: t('plot.loading'),
    provisional: t('plot.provisional'),
    awaited: t('plot.awaited'),
    more: (count) => t('tooltip.more', { n: count }),
  };
}

/** How a chart of `metric` writes values and times. */
export function createChartFormat(metric: Metric, format: Format): ChartFormat {
  return {
    valueWithUnit: (value) => format.valueWithUnit(metric, value),
    bucket: format.bucket,
    offset: format.offset,
    span: format.span,
  };
}
