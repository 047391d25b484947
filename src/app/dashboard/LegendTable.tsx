import { METRIC_FACTS } from '../../contract/metrics.ts';
import type { Metric } from '../../contract/metrics.ts';
import { DAY } from '../../contract/time.ts';
import type { Span } from '../../contract/time.ts';
import { keepTogether, useFormat } from '../words/format.ts';
import { useWords } from '../words/words.ts';
import { isolateSeries, toggleSeries } from './hide-series.ts';
import { useLegendLayout } from './legend-columns.ts';
import type { LegendColumn } from './legend-columns.ts';
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
  /** What changes are against, such as `week before`; undefined when nothing is compared. */
  what?: string | undefined;
  /** Keys of the hidden series; may name series that are not among the rows. */
  hidden: readonly string[];
  onHiddenChange: (hidden: string[]) => void;
  /** The figures are of the range before while a new one loads. */
  refreshing?: boolean | undefined;
}

/** The legend and the figures in one: each series' name a button, its figures beside or below it. */
export function LegendTable(props: LegendTableProps) {
  const { metric, goal, span, rows, what, hidden, onHiddenChange, refreshing = false } = props;
  const { t } = useWords();
  const layout = useLegendLayout(what !== undefined);
  const source = pickSource(rows);
  const keys = rows.map((row) => row.key);
  const isProvisional = rows.some(({ figures }) => figures?.last?.provisional);
  return (
    <section className={styles.box} aria-label={t('legend.title')}>
      <table
        className={styles.table}
        aria-busy={refreshing}
        data-old={refreshing || undefined}
        data-stacked={layout.stacked || undefined}
      >
        <thead>
          <tr>
            {!layout.stacked && <th scope="col">{t('legend.series')}</th>}
            {layout.columns.map((column) => (
              <ColumnHead
                key={column}
                column={column}
                metric={metric}
                goal={goal}
                source={source}
                what={what}
              />
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <LegendRow
            key={row.key}
            entry={row}
            layout={layout}
            metric={metric}
            goal={goal}
            what={what}
            sourceShown={!source}
            // Within a week a weekday says enough; beyond it does not.
            longRange={span.end - span.begin > 7 * DAY}
            hidden={hidden.includes(row.key)}
            onIsolate={() => onHiddenChange(isolateSeries(keys, hidden, row.key))}
            onToggle={() => onHiddenChange(toggleSeries(keys, hidden, row.key))}
          />
        ))}
      </table>
      {isProvisional && <p className={styles.note}>{t('legend.provisionalNote')}</p>}
    </section>
  );
}

interface ColumnHeadProps {
  column: LegendColumn;
  metric: Metric;
  goal: number;
  source: Headline['kind'] | undefined;
  what: string | undefined;
}

function ColumnHead({ column, metric, goal, source, what = '' }: ColumnHeadProps) {
  const { t } = useWords();
  const format = useFormat();
  const higher = METRIC_FACTS[metric].better === 'higher';
  const values = { goal: keepTogether(format.goal(metric, goal)) };
  const heads: Record<LegendColumn, { text: string; title?: string | undefined }> = {
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
  const { text, title } = heads[column];
  return (
    <th scope="col" title={title} data-column={column}>
      {text}
    </th>
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
