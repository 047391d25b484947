import { useMemo } from 'react';
import type { ChartLine } from '../../chart/chart-types.ts';
import { seriesColor } from '../../chart/model/series-color.ts';
import type { Segment } from '../../contract/domain/segments.ts';
import type { Translator } from '../../i18n/translate.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import { hasSameItems, useStable } from '../ui/hooks/use-stable.ts';
import { shortenNames } from './app-label.ts';
import type { SegmentSeries } from './dashboard-data.ts';
import type { LineStats } from './use-line-stats.ts';

/** Names a segment, preceded by its app if there are several. */
export function nameSegment(
  { id, subject }: Segment,
  apps: readonly string[],
  appNames: readonly string[],
  { t }: Translator,
): string {
  const segment = t(`segment.${id}`);
  const app = appNames[apps.indexOf(subject.appId)];
  if (apps.length < 2 || app === undefined) return segment;
  return id === 'all' ? app : t('segment.ofApp', { app, segment });
}

export interface ChartLinesOptions {
  lines: readonly SegmentSeries[];
  stats: readonly LineStats[];
  apps: readonly string[];
  nameApp: (appId: string) => string;
  hidden: readonly string[];
}

/** Returns the same array until a line changes. */
export function useChartLines(options: ChartLinesOptions): ChartLine[] {
  const { lines, stats, apps, nameApp, hidden } = options;
  const translator = useTranslator();
  const comparisonSeries = stats.map((lineStats) => lineStats.comparisonSeries);
  const allSeries = useStable(
    [...lines.map(({ data }) => data.series), ...comparisonSeries],
    hasSameItems,
  );
  return useMemo(() => {
    const appNames = apps.map(nameApp);
    const shortNames = shortenNames(appNames);
    return lines.map(({ segment, data }, i): ChartLine => ({
      key: segment.key,
      label: nameSegment(segment, apps, appNames, translator),
      shortLabel:
        segment.id === 'all' ? undefined : nameSegment(segment, apps, shortNames, translator),
      color: seriesColor(segment.id, apps.indexOf(segment.subject.appId)),
      series: data.series,
      comparisonSeries: comparisonSeries[i],
      hidden: hidden.includes(segment.key),
    }));
    // oxlint-disable-next-line react/exhaustive-deps -- `allSeries` stands for lines and comparisonSeries
  }, [allSeries, apps, nameApp, hidden, translator]);
}
