import type { Metric } from '../../contract/domain/metrics.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { Change } from '../../stats/change.ts';
import type { SeriesStats } from '../../stats/series-stats.ts';
import { findCommonSource } from '../model/legend-heads.ts';
import { pickSummaryValue } from '../model/summary-value.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';

export interface SummarizedLine {
  name: string;
  /** Null while loading. */
  stats: SeriesStats | null;
  summary: number | null;
  change: Change | null;
  /** Why there are no values. */
  problem: Problem | null;
}

export interface SummarizedView {
  /** Names of apps, filters and the only segment, such as `Classroom`, `iOS`. */
  subjects: readonly string[];
  metric: Metric;
  goal: number;
  /** Formatted, with its zone. */
  range: string;
  lines: readonly SummarizedLine[];
  comparisonLabel: string | undefined;
  link: string;
}

const MAX_LINES = 6;

/** Summarizes the view in one line: statistics of a single series, or one value per series. */
export function summarizeView(
  view: SummarizedView,
  translator: Translator,
  format: Format,
): string {
  const { t } = translator;
  const { metric, lines, link, range } = view;
  const common = {
    of: view.subjects.join(t('list.separator')),
    metric: t(`metric.${metric}`),
    range,
    link,
  };
  const [first] = lines;
  if (first && lines.length === 1) return summarizeSingle(first, common, view, translator, format);
  const source = findCommonSource(lines);
  const summaries = lines
    .slice(0, MAX_LINES)
    .map((line) => summarizeLine(line, view, translator, format));
  if (lines.length > MAX_LINES) summaries.push(t('tooltip.more', { n: lines.length - MAX_LINES }));
  return t('share.several', {
    ...common,
    source: t(source ? SOURCE_MESSAGES[source] : 'legend.summary'),
    lines: summaries.join(t('share.separator')),
  });
}

const SOURCE_MESSAGES = { api: 'figure.api', mean: 'figure.meanShort' } as const;

type CommonValues = Readonly<Record<'of' | 'metric' | 'range' | 'link', string>>;

function summarizeSingle(
  { stats, summary, change, problem }: SummarizedLine,
  common: CommonValues,
  { metric, goal, comparisonLabel }: SummarizedView,
  translator: Translator,
  format: Format,
): string {
  const { t } = translator;
  const headline = stats && pickSummaryValue(stats, summary);
  if (!headline || stats.worst === null || stats.withinGoal === null) {
    return t('share.lineNone', { ...common, state: describeState(stats, problem, translator) });
  }
  const values = {
    ...common,
    value: format.valueWithUnit(metric, headline.value),
    source: t(SOURCE_MESSAGES[headline.kind]),
    share: format.share(stats.withinGoal),
    goal: format.goal(metric, goal),
    worst: format.valueWithUnit(metric, stats.worst.value),
    when: format.dayTime(stats.worst.at),
  };
  if (!change || comparisonLabel === undefined) return t('share.line', values);
  return t('share.lineCompared', {
    ...values,
    ...formatChange(metric, change, translator, format),
    what: comparisonLabel,
  });
}

function summarizeLine(
  { name, stats, summary, change, problem }: SummarizedLine,
  { metric, goal, comparisonLabel }: SummarizedView,
  translator: Translator,
  format: Format,
): string {
  const { t } = translator;
  const headline = stats && pickSummaryValue(stats, summary);
  if (!headline)
    return t('share.eachNone', { name, state: describeState(stats, problem, translator) });
  const value = format.valueWithUnit(metric, headline.value);
  if (change && comparisonLabel !== undefined) {
    const formattedChange = formatChange(metric, change, translator, format);
    return t('share.eachCompared', { name, value, ...formattedChange, what: comparisonLabel });
  }
  if (stats.withinGoal === null) return t('share.eachNone', { name, state: value });
  const share = format.share(stats.withinGoal);
  return t('share.each', { name, value, share, goal: format.goal(metric, goal) });
}

function formatChange(metric: Metric, change: Change, { t }: Translator, format: Format) {
  return {
    change: format.changeInFull(metric, change),
    verdict: t(`change.${change.verdict}`),
  };
}

function describeState(
  stats: SeriesStats | null,
  problem: Problem | null,
  { t }: Translator,
): string {
  if (problem) return t('plot.failed');
  return t(stats ? 'plot.noData' : 'plot.loading');
}
