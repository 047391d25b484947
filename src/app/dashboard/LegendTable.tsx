import { METRIC_FACTS } from '../../contract/metrics.ts';
import type { Metric } from '../../contract/metrics.ts';
import { DAY } from '../../contract/time.ts';
import type { Span } from '../../contract/time.ts';
import { useFormat } from '../words/format.ts';
import { useWords } from '../words/words.ts';
import { isolateSeries, toggleSeries } from './hide-series.ts';
import { LegendRow } from './LegendRow.tsx';
import type { LegendEntry } from './LegendRow.tsx';
import styles from './LegendTable.module.css';
import { pickHeadline } from './pick-headline.ts';
import type { Headline } from './pick-headline.ts';

const SOURCE_WORDS = {
  api: { head: 'figure.api', title: 'figure.apiTitle' },
  mean: { head: 'legend.mean', title: 'figure.meanTitle' },
} as const;

export interface LegendTableProps {
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  span: Span;
  /** In the order of the chart. */
  rows: readonly LegendEntry[];
  /** Keys of the hidden series; may name series that are not among the rows. */
  hidden: readonly string[];
  onHiddenChange: (hidden: string[]) => void;
  /** The figures are of the range before while a new one loads. */
  refreshing?: boolean | undefined;
}

/** The legend and the figures in one: a row a series, its name a button. */
export function LegendTable(props: LegendTableProps) {
  const { metric, goal, span, rows, hidden, onHiddenChange, refreshing = false } = props;
  const { t } = useWords();
  const format = useFormat();
  const higher = METRIC_FACTS[metric].better === 'higher';
  const written = format.goal(metric, goal);
  const source = pickSource(rows);
  const keys = rows.map((row) => row.key);
  return (
    <section className={styles.box} aria-label={t('legend.title')}>
      <table className={styles.table} aria-busy={refreshing} data-old={refreshing || undefined}>
        <thead>
          <tr>
            <th scope="col">{t('legend.series')}</th>
            <th scope="col" title={source && t(SOURCE_WORDS[source].title)}>
              {t(source ? SOURCE_WORDS[source].head : 'legend.summary')}
            </th>
            <th scope="col">{t('legend.last')}</th>
            <th scope="col">{t('legend.median')}</th>
            <th scope="col" title={t(higher ? 'legend.p5Title' : 'legend.p95Title')}>
              {t(higher ? 'legend.p5' : 'legend.p95')}
            </th>
            <th scope="col">{t('legend.worst')}</th>
            <th scope="col" title={t('legend.withinTitle', { goal: written })}>
              {t('legend.within', { goal: written })}
            </th>
            <th scope="col" title={t('legend.dataTitle')}>
              {t('legend.data')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <LegendRow
              key={row.key}
              entry={row}
              metric={metric}
              goal={goal}
              // Within a week a weekday says enough; beyond it does not.
              sourceShown={!source}
              longRange={span.end - span.begin > 7 * DAY}
              hidden={hidden.includes(row.key)}
              onIsolate={() => onHiddenChange(isolateSeries(keys, hidden, row.key))}
              onToggle={() => onHiddenChange(toggleSeries(keys, hidden, row.key))}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What all summaries are, when they are all the same thing. */
function pickSource(rows: readonly LegendEntry[]): Headline['kind'] | undefined {
  const kinds = rows.flatMap(({ figures, summary }) => {
    const headline = figures && pickHeadline(figures, summary);
    return headline ? [headline.kind] : [];
  });
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0] : undefined;
}
