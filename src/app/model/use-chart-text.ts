import { useMemo } from 'react';
import type { ChartFormat, ChartText } from '../../chart/chart-types.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import { useFormat } from '../i18n/use-format.ts';
import type { Format } from '../../i18n/format.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import type { Translator } from '../../i18n/translate.ts';

/** The words a chart of `metric` shows; `goal` in the metric's unit. */
function createChartText(
  metric: Metric,
  goal: number,
  { t }: Translator,
  format: Format,
): ChartText {
  return {
    goal: t('plot.goal', { goal: format.goal(metric, goal) }),
    noData: t('plot.noData'),
    noDataFor: (name) => t('plot.noDataOf', { name }),
    failed: t('plot.failed'),
    gone: t('plot.gone'),
    loading: t('plot.loading'),
    provisional: t('plot.provisional'),
    awaited: t('plot.awaited'),
    noComparisonTime: t('plot.noPartner'),
    pinHint: t('tooltip.pin'),
    unpinHint: t('tooltip.unpin'),
    moreRows: (count) => t('tooltip.more', { n: count }),
  };
}

/** How a chart of `metric` writes values and times. */
function createChartFormat(metric: Metric, format: Format): ChartFormat {
  return {
    valueWithUnit: (value) => format.valueWithUnit(metric, value),
    bucket: format.bucket,
    offset: format.offset,
    span: format.span,
    length: format.length,
  };
}

/** What a chart of `metric` says and how, the same objects for as long as nothing in them changes. */
export function useChartText(
  metric: Metric,
  goal: number,
): { format: ChartFormat; text: ChartText } {
  const translator = useTranslator();
  const format = useFormat();
  return useMemo(
    () => ({
      format: createChartFormat(metric, format),
      text: createChartText(metric, goal, translator, format),
    }),
    [metric, goal, translator, format],
  );
}
