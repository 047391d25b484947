// What stands over each column of the legend, on the page and in what is taken along.
import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import { keepTogether } from '../../i18n/format.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { LegendColumn } from './legend-columns.ts';
import type { LegendEntry } from './legend-entry.ts';
import { pickSummaryValue } from './summary-value.ts';
import type { SummaryValue } from './summary-value.ts';

const SOURCE_WORDS = {
  api: { head: 'figure.api', title: 'figure.apiTitle' },
  mean: { head: 'legend.mean', title: 'figure.meanTitle' },
} as const;

export interface LegendHead {
  text: string;
  /** What it means, where the text alone does not say. */
  title?: string | undefined;
}

export interface LegendSubject {
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  /** What all summaries are; undefined where they differ, and each row says it. */
  source: SummaryValue['kind'] | undefined;
  /** What changes are against; undefined when nothing is compared. */
  what: string | undefined;
}

/** The words over each column. */
export function legendHeads(
  { metric, goal, source, what = '' }: LegendSubject,
  { t }: Translator,
  format: Format,
): Record<LegendColumn, LegendHead> {
  const higher = METRIC_FACTS[metric].better === 'higher';
  const values = { goal: keepTogether(format.goal(metric, goal)) };
  return {
    summary: source
      ? { text: t(SOURCE_WORDS[source].head), title: t(SOURCE_WORDS[source].title) }
      : { text: t('legend.summary') },
    change: { text: t('legend.change', { what }), title: t('legend.changeTitle') },
    last: { text: t('legend.last') },
    median: { text: t('legend.median') },
    tail: {
      text: t(higher ? 'legend.p5' : 'legend.p95'),
      title: t(higher ? 'legend.p5Title' : 'legend.p95Title'),
    },
    worst: { text: t('legend.worst') },
    within: { text: t('legend.within', values), title: t('legend.withinTitle', values) },
    data: { text: t('legend.data'), title: t('legend.dataTitle') },
  };
}

/** What all summaries are, when they are all the same thing. */
export function pickSource(
  rows: readonly Pick<LegendEntry, 'stats' | 'summary'>[],
): SummaryValue['kind'] | undefined {
  const kinds = rows.flatMap(({ stats, summary }) => {
    const headline = stats && pickSummaryValue(stats, summary);
    return headline ? [headline.kind] : [];
  });
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0] : undefined;
}
