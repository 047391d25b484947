import type { Metric } from '../../contract/domain/metrics.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { Series } from '../../series/series.ts';
import type { LegendEntry } from '../model/legend-entry.ts';
import type { Translator } from '../../i18n/translate.ts';

/** One line of a chart that is taken along. */
export interface ExportedLine extends LegendEntry {
  series: Series;
  /** The compared period on the chart's time; undefined when nothing is compared. */
  compared: Series | undefined;
}

/** A chart as it is taken along: what is in sight of it, without what is hidden. */
export interface ExportedChart {
  metric: Metric;
  /** Of several lines the one it is about, where the others stand behind it for orientation. */
  about?: { key: string; name: string } | undefined;
  /** In the metric's unit. */
  goal: number;
  /** What is in sight. */
  span: Span;
  lines: readonly ExportedLine[];
  /** What the lines are compared with, such as `week before`; undefined when nothing is. */
  what: string | undefined;
  /** Apps and filters, as the page calls them. */
  of: readonly string[];
  demo: boolean;
}

/** What the chart is called: its metric, and the line it is about. */
export function nameChart({ metric, about }: ExportedChart, { t }: Translator): string {
  const name = t(`metric.${metric}`);
  return about ? t('export.about', { metric: name, name: about.name }) : name;
}
