import { nameSegment } from '../model/use-chart-lines.ts';
import { describeSpan } from '../model/describe-span.ts';
import type { DataContextValue } from '../contexts/data-context.ts';
import type { View } from '../../view/view.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { SummarizedView } from './share-summary.ts';

/** Describes the visible lines of the main chart, or all lines if all are hidden. */
export function summarizePage(
  view: View,
  { displayed, goalOf, getLineStats, nameApp, comparisonLabel }: DataContextValue,
  translator: Translator,
  format: Format,
): Omit<SummarizedView, 'link'> {
  const { metric, apps, os, terminal, channelId } = displayed.view;
  const allLines = displayed.lines[metric];
  const visible = allLines.filter(({ segment }) => !view.hidden.includes(segment.key));
  const lines = visible.length > 0 ? visible : allLines;
  const goal = goalOf(metric);
  const [first] = lines;
  const shownApps = apps.filter((app) =>
    lines.some(({ segment }) => segment.subject.appId === app),
  );
  const segment = first && lines.length === 1 ? first.segment.subject : { os, terminal };
  const subjects = [
    ...shownApps.map(nameApp),
    segment.os,
    segment.terminal && translator.t(`segment.${segment.terminal}`),
    channelId,
  ];
  return {
    subjects: subjects.filter((subject) => subject !== undefined),
    metric,
    goal,
    range: describeSpan(displayed.visibleSpan, translator, format),
    lines: lines.map((line) => {
      const { getStats, summary, getChange, problem } = getLineStats(line, displayed, goal);
      const name = nameSegment(line.segment, apps, apps.map(nameApp), translator);
      return { name, stats: getStats(), summary, change: getChange(), problem };
    }),
    comparisonLabel,
  };
}
