import { useMemo } from 'react';
import type { ChartFormat, ChartText } from '../../chart/chart-types.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import { useFormat } from '../i18n/use-format.ts';
import type { Format } from '../../i18n/format.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import type { Translator } from '../../i18n/translate.ts';

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

function createChartFormat(metric: Metric, format: Format): ChartFormat {
  return {
    valueWithUnit: (value) => format.valueWithUnit(metric, value),
    bucket: format.bucket,
    offset: format.offset,
    span: format.span,
    length: format.length,
  };
}

/** Returns the same object until a text changes. `goal` is in the metric's unit. */
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
