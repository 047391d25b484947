// What is in sight -> one line for a chat.
import type { Metric } from '../../contract/metrics.ts';
import type { Change } from '../../stats/change.ts';
import type { Figures } from '../../stats/figures.ts';
import { pickHeadline } from '../dashboard/pick-headline.ts';
import type { Format } from '../words/format.ts';
import type { Words } from '../words/words.ts';

export interface SummarizedView {
  /** Apps and filters, as they are called: `Classroom`, `iOS`. */
  of: readonly string[];
  metric: Metric;
  goal: number;
  /** The range with its zone, as the page writes it. */
  range: string;
  /** Of the first line; null while nothing of it is here. */
  figures: Figures | null;
  summary: number | null;
  change: Change | null;
  /** What the change is against; undefined when nothing is compared. */
  what: string | undefined;
  link: string;
}

/** One line, in the reader's language; it says only what is known. */
export function summarizeView(view: SummarizedView, words: Words, format: Format): string {
  const { t } = words;
  const { metric, figures, change, what } = view;
  const list = new Intl.ListFormat(words.locale, { type: 'unit', style: 'short' });
  const common = {
    of: list.format(view.of),
    metric: t(`metric.${metric}`),
    range: view.range,
    link: view.link,
  };
  const headline = figures && pickHeadline(figures, view.summary);
  if (!headline || figures.worst === null || figures.withinGoal === null) {
    return t('share.lineEmpty', common);
  }
  const values = {
    ...common,
    value: format.valueWithUnit(metric, headline.value),
    source: t(headline.kind === 'api' ? 'figure.api' : 'figure.meanShort'),
    share: format.share(figures.withinGoal),
    goal: format.goal(metric, view.goal),
    worst: format.valueWithUnit(metric, figures.worst.value),
    when: format.dayTime(figures.worst.at),
  };
  if (!change || what === undefined) return t('share.line', values);
  return t('share.lineCompared', {
    ...values,
    change: format.changeInFull(metric, change),
    verdict: t(`change.${change.verdict}`),
    what,
  });
}
