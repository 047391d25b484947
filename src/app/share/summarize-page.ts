// The page -> what its line to paste is about.
import { nameSegment } from '../model/use-chart-lines.ts';
import { describeSpan } from '../model/describe-span.ts';
import type { PanelContext } from '../dashboard/panel-context.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { SummarizedView } from './share-summary.ts';

/** What is shown of the main chart, without what is hidden; all of it where everything is. */
export function summarizePage(
  { view, displayed, goalOf, getLineStats, nameApp }: PanelContext,
  what: string | undefined,
  translator: Translator,
  format: Format,
): Omit<SummarizedView, 'link'> {
  const { metric, apps, os, terminal, channelId } = displayed.view;
  const all = displayed.lines[metric];
  const visible = all.filter(({ segment }) => !view.hidden.includes(segment.key));
  const lines = visible.length > 0 ? visible : all;
  const goal = goalOf(metric);
  const [only, ...others] = lines;
  const isOne = only !== undefined && others.length === 0;
  const shownApps = apps.filter((app) =>
    lines.some(({ segment }) => segment.subject.appId === app),
  );
  const segment = isOne ? only.segment.subject : { os, terminal };
  const parts = [
    ...shownApps.map(nameApp),
    segment.os,
    segment.terminal && translator.t(`segment.${segment.terminal}`),
    channelId,
  ];
  return {
    of: parts.filter((part) => part !== undefined),
    metric,
    goal,
    range: describeSpan(displayed.span, translator, format),
    lines: lines.map((line) => {
      const { stats, summary, change, problem } = getLineStats(line, displayed, goal);
      const name = nameSegment(line.segment, apps, apps.map(nameApp), translator);
      return { name, stats, summary, change, problem };
    }),
    what,
  };
}
