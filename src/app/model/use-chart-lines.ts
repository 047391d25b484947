// What the page knows of each line -> what a chart draws.
import { useMemo } from 'react';
import type { ChartLine } from '../../chart/chart-types.ts';
import { seriesColor } from '../../chart/model/series-color.ts';
import { shortenNames } from './app-label.ts';
import type { Segment } from '../../contract/domain/segments.ts';
import type { LineStats } from './use-line-stats.ts';
import type { SegmentSeries } from './dashboard-data.ts';
import { hasSameItems, useStable } from '../ui/hooks/use-stable.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import type { Translator } from '../../i18n/translate.ts';

/** A segment's name, with its app's before it where several are shown. */
export function nameSegment(
  { id, subject }: Segment,
  apps: readonly string[],
  names: readonly string[],
  { t }: Translator,
): string {
  const segment = t(`segment.${id}`);
  const app = names[apps.indexOf(subject.appId)];
  if (apps.length < 2 || app === undefined) return segment;
  // Apps beside each other need no "all" after each name.
  return id === 'all' ? app : t('segment.ofApp', { app, segment });
}

export interface ChartLinesOptions {
  lines: readonly SegmentSeries[];
  /** One a line. */
  stats: readonly LineStats[];
  apps: readonly string[];
  nameApp: (appId: string) => string;
  hidden: readonly string[];
}

/** The lines of a chart: the same object for as long as nothing in them changes. */
export function useChartLines(options: ChartLinesOptions): ChartLine[] {
  const { lines, stats, apps, nameApp, hidden } = options;
  const translator = useTranslator();
  // Figures are remembered a series, so these are the same objects from render to render.
  const compared = stats.map((each) => each.comparisonSeries);
  const stable = useStable([...lines.map(({ data }) => data.series), ...compared], hasSameItems);
  return useMemo(() => {
    const names = apps.map(nameApp);
    const short = shortenNames(names);
    return lines.map(({ segment, data }, i): ChartLine => ({
      key: segment.key,
      label: nameSegment(segment, apps, names, translator),
      shortLabel: segment.id === 'all' ? undefined : nameSegment(segment, apps, short, translator),
      color: seriesColor(segment.id, apps.indexOf(segment.subject.appId)),
      series: data.series,
      comparisonSeries: compared[i],
      hidden: hidden.includes(segment.key),
    }));
    // oxlint-disable-next-line react/exhaustive-deps -- `stable` stands for the series in lines and compared
  }, [stable, apps, nameApp, hidden, translator]);
}
