import type { Metric } from '../../contract/domain/metrics.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { Series } from '../../series/series.ts';
import type { LegendEntry } from '../model/legend-entry.ts';
import type { Translator } from '../../i18n/translate.ts';

export interface ExportedLine extends LegendEntry {
  series: Series;
  /** The comparison period, shifted to the chart's time. */
  compared: Series | undefined;
}

/** The visible part of a chart, without hidden lines. */
export interface ExportedChart {
  metric: Metric;
  /** The line that a small chart highlights among the others. */
  focus?: { key: string; name: string } | undefined;
  /** In the metric's unit. */
  goal: number;
  span: Span;
  lines: readonly ExportedLine[];
  /** Such as `week before`; undefined without a comparison. */
  comparisonLabel: string | undefined;
  subjects: readonly string[];
  demo: boolean;
}

export function nameChart({ metric, focus }: ExportedChart, { t }: Translator): string {
  const name = t(`metric.${metric}`);
  return focus ? t('export.about', { metric: name, name: focus.name }) : name;
}
