// What is in sight -> one line for a chat.
import type { Metric } from '../../contract/domain/metrics.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { Change } from '../../stats/change.ts';
import type { SeriesStats } from '../../stats/series-stats.ts';
import { pickSource } from '../model/legend-heads.ts';
import { pickSummaryValue } from '../model/summary-value.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';

/** A line of the chart. */
export interface SummarizedLine {
  name: string;
  /** Null while nothing of it is here. */
  stats: SeriesStats | null;
  summary: number | null;
  change: Change | null;
  /** Why there are no figures. */
  problem: Problem | null;
}

export interface SummarizedView {
  /** Apps and filters, and the segment where only one is shown, as they are called: `Classroom`, `iOS`. */
  of: readonly string[];
  metric: Metric;
  goal: number;
  /** The range with its zone, as the page writes it. */
  range: string;
  /** Those that are not hidden, in the order of the chart. */
  lines: readonly SummarizedLine[];
  /** What changes are against; undefined when nothing is compared. */
  what: string | undefined;
  link: string;
}

/** More lines than this are no line to paste. */
const MOST = 6;

/** One line, in the reader's language; it says only what is known: all of one series, or the figure of each. */
export function summarizeView(
  view: SummarizedView,
  translator: Translator,
  format: Format,
): string {
  const { t } = translator;
  const { metric, lines, link, range } = view;
  const common = {
    of: view.of.join(t('list.separator')),
    metric: t(`metric.${metric}`),
    range,
    link,
  };
  const [only, ...others] = lines;
  if (only && others.length === 0) return summarizeOne(only, common, view, translator, format);
  const source = pickSource(lines);
  const said = lines.slice(0, MOST).map((line) => summarizeEach(line, view, translator, format));
  if (lines.length > MOST) said.push(t('tooltip.more', { n: lines.length - MOST }));
  return t('share.several', {
    ...common,
    source: t(source ? SOURCE_WORDS[source] : 'legend.summary'),
    lines: said.join(t('share.separator')),
  });
}

const SOURCE_WORDS = { api: 'figure.api', mean: 'figure.meanShort' } as const;

type Common = Readonly<Record<'of' | 'metric' | 'range' | 'link', string>>;

function summarizeOne(
  { stats, summary, change, problem }: SummarizedLine,
  common: Common,
  { metric, goal, what }: SummarizedView,
  translator: Translator,
  format: Format,
): string {
  const { t } = translator;
  const headline = stats && pickSummaryValue(stats, summary);
  if (!headline || stats.worst === null || stats.withinGoal === null) {
    return t('share.lineNone', { ...common, state: stateOf(stats, problem, translator) });
  }
  const values = {
    ...common,
    value: format.valueWithUnit(metric, headline.value),
    source: t(SOURCE_WORDS[headline.kind]),
    share: format.share(stats.withinGoal),
    goal: format.goal(metric, goal),
    worst: format.valueWithUnit(metric, stats.worst.value),
    when: format.dayTime(stats.worst.at),
  };
  if (!change || what === undefined) return t('share.line', values);
  return t('share.lineCompared', {
    ...values,
    ...writeChange(metric, change, translator, format),
    what,
  });
}

function summarizeEach(
  { name, stats, summary, change, problem }: SummarizedLine,
  { metric, goal, what }: SummarizedView,
  translator: Translator,
  format: Format,
): string {
  const { t } = translator;
  const headline = stats && pickSummaryValue(stats, summary);
  if (!headline) return t('share.eachNone', { name, state: stateOf(stats, problem, translator) });
  const value = format.valueWithUnit(metric, headline.value);
  if (change && what !== undefined) {
    const changed = writeChange(metric, change, translator, format);
    return t('share.eachCompared', { name, value, ...changed, what });
  }
  if (stats.withinGoal === null) return t('share.eachNone', { name, state: value });
  const share = format.share(stats.withinGoal);
  return t('share.each', { name, value, share, goal: format.goal(metric, goal) });
}

function writeChange(metric: Metric, change: Change, { t }: Translator, format: Format) {
  return {
    change: format.changeInFull(metric, change),
    verdict: t(`change.${change.verdict}`),
  };
}

/** Why there is no figure. */
function stateOf(stats: SeriesStats | null, problem: Problem | null, { t }: Translator): string {
  if (problem) return t('plot.failed');
  return t(stats ? 'plot.noData' : 'plot.loading');
}
