import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import { keepTogether } from '../../i18n/format.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { LegendColumn } from './legend-columns.ts';
import type { LegendEntry } from './legend-entry.ts';
import { pickSummaryValue } from './summary-value.ts';
import type { SummaryValue } from './summary-value.ts';

const SOURCE_KEYS = {
  api: { head: 'figure.api', title: 'figure.apiTitle' },
  mean: { head: 'legend.mean', title: 'figure.meanTitle' },
} as const;

export interface LegendHead {
  text: string;
  title?: string | undefined;
}

export interface LegendSubject {
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  source: SummaryValue['kind'] | undefined;
  comparisonLabel: string | undefined;
}

export function createLegendHeads(
  { metric, goal, source, comparisonLabel = '' }: LegendSubject,
  { t }: Translator,
  format: Format,
): Record<LegendColumn, LegendHead> {
  const isHigherBetter = METRIC_FACTS[metric].better === 'higher';
  const values = { goal: keepTogether(format.goal(metric, goal)) };
  return {
    summary: source
      ? { text: t(SOURCE_KEYS[source].head), title: t(SOURCE_KEYS[source].title) }
      : { text: t('legend.summary') },
    change: {
      text: t('legend.change', { what: comparisonLabel }),
      title: t('legend.changeTitle'),
    },
    last: { text: t('legend.last') },
    median: { text: t('legend.median') },
    tail: {
      text: t(isHigherBetter ? 'legend.p5' : 'legend.p95'),
      title: t(isHigherBetter ? 'legend.p5Title' : 'legend.p95Title'),
    },
    worst: { text: t('legend.worst') },
    within: { text: t('legend.within', values), title: t('legend.withinTitle', values) },
    data: { text: t('legend.data'), title: t('legend.dataTitle') },
  };
}

/** Returns the kind of all summary values, or undefined if they differ. */
export function findCommonSource(
  entries: readonly Pick<LegendEntry, 'stats' | 'summary'>[],
): SummaryValue['kind'] | undefined {
  const kinds = entries.flatMap(({ stats, summary }) => {
    const value = stats && pickSummaryValue(stats, summary);
    return value ? [value.kind] : [];
  });
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0] : undefined;
}
