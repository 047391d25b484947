import { useMemo } from 'react';
import type { ChartContent, ChartLine } from '../../../chart/chart-types.ts';
import type { TimeChartProps } from '../../../chart/TimeChart.tsx';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { useChartSync } from '../../contexts/chart-sync-context.ts';
import { useData } from '../../contexts/data-context.ts';
import { useView } from '../../contexts/view-context.ts';
import type { ExportedLine } from '../../export/exported-chart.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { describeChart } from '../../model/describe-chart.ts';
import { useChartLines } from '../../model/use-chart-lines.ts';
import { useChartText } from '../../model/use-chart-text.ts';

export interface ChartModelOptions {
  metric: Metric;
  /** Key of the line to highlight. */
  only?: string | undefined;
}

export interface ChartModel {
  metric: Metric;
  only: string | undefined;
  /** Also drawn in exports. */
  content: ChartContent;
  /** `content` with shared state. */
  chartProps: Omit<TimeChartProps, 'height' | 'label' | 'description'>;
  /** In legend order, hidden lines included. */
  listEntries: () => ExportedLine[];
  listExportLines: () => ExportedLine[];
  describe: () => string;
}

/** Returns what a chart draws and exports. Statistics are computed on request. */
export function useChartModel({ metric, only }: ChartModelOptions): ChartModel {
  const { requestedView } = useView();
  const data = useData();
  const { crosshair, zoom, zone } = useChartSync();
  const translator = useTranslator();
  const format = useFormat();
  const { displayed, displayedView, getLineStats, nameApp } = data;
  const { visibleSpan } = displayed;
  const goal = data.goalOf(metric);
  const segments = displayed.lines[metric];
  const stats = segments.map((line) => getLineStats(line, displayed, goal));
  const lines = useChartLines({
    lines: segments,
    stats,
    apps: displayedView.apps,
    nameApp,
    hidden: only === undefined ? requestedView.hidden : NO_KEYS,
  });
  const drawnLines = useMemo(() => bringForward(lines, only), [lines, only]);
  const { format: chartFormat, text } = useChartText(metric, goal);
  const content: ChartContent = {
    lines: drawnLines,
    span: visibleSpan,
    metric,
    goal,
    zone,
    locale: translator.locale,
    zeroBased: requestedView.fromZero,
    comparison: data.comparisonOf(metric),
    annotations: data.annotationsOf(metric),
    format: chartFormat,
    text,
  };
  const toExported = ({ key, label, color, comparisonSeries }: ChartLine): ExportedLine[] => {
    const lineStats = stats[lines.findIndex((line) => line.key === key)];
    if (!lineStats) return [];
    return [
      {
        key,
        name: label,
        color,
        stats: lineStats.getStats(),
        summary: lineStats.summary,
        change: lineStats.getChange(),
        isPartial: lineStats.isPartial,
        isComparisonLoading: lineStats.isComparisonLoading,
        problem: lineStats.problem,
        series: lineStats.visibleSeries,
        compared: comparisonSeries,
      },
    ];
  };
  return {
    metric,
    only,
    content,
    chartProps: { ...content, busy: data.isRefreshing, crosshair, zoom },
    listEntries: () => lines.flatMap(toExported),
    listExportLines: () => drawnLines.filter(({ hidden }) => !hidden).flatMap(toExported),
    describe() {
      const described = lines.filter(({ key, hidden }) =>
        only === undefined ? !hidden : key === only,
      );
      const series = described.flatMap(toExported);
      return describeChart({ metric, span: visibleSpan, goal, series }, translator, format);
    },
  };
}

const NO_KEYS: readonly string[] = [];

// The other lines become a pale background.
function bringForward(lines: readonly ChartLine[], key: string | undefined): readonly ChartLine[] {
  if (key === undefined) return lines;
  const others = lines.filter((line) => line.key !== key);
  return [
    ...lines.filter((line) => line.key === key),
    ...others.map((line) => ({ ...line, comparisonSeries: undefined, faint: true })),
  ];
}
