import { useMemo } from 'react';
import type { ChartComparison } from '../../chart/chart-types.ts';
import { METRICS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import { compareValues } from '../../stats/change.ts';
import type { View } from '../../view/view.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import { describeComparison } from '../model/describe-span.ts';
import type { DashboardData } from '../model/dashboard-data.ts';

export interface Comparison {
  requestedLabel: string | undefined;
  /** Of the displayed data. */
  label: string | undefined;
  byMetric: ReadonlyMap<Metric, ChartComparison>;
}

export function useComparison(requestedView: View, displayed: DashboardData): Comparison {
  const translator = useTranslator();
  const { t } = translator;
  const format = useFormat();
  const requestedLabel =
    requestedView.compare === 'none'
      ? undefined
      : describeComparison(requestedView.compare, translator, format);
  const pairs = displayed.comparison?.range.empty ? undefined : displayed.comparison?.pairs;
  const label = pairs && requestedLabel;
  const byMetric = useMemo(() => {
    if (!pairs || label === undefined) return new Map<Metric, ChartComparison>();
    const comparisonOf = (metric: Metric): ChartComparison => ({
      pairs,
      label,
      change(value, before) {
        const difference = compareValues(metric, value, before);
        const { verdict } = difference;
        const change = format.change(metric, difference);
        const text =
          verdict === 'same' ? change : t('change.text', { change, word: t(`change.${verdict}`) });
        return { text, tone: verdict };
      },
    });
    return new Map(METRICS.map((metric) => [metric, comparisonOf(metric)]));
  }, [pairs, label, format, t]);
  return { requestedLabel, label, byMetric };
}
