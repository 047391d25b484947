import type { ReactNode } from 'react';
import type { Metric } from '../../../../contract/domain/metrics.ts';
import { DAY } from '../../../../contract/domain/time.ts';
import type { Span } from '../../../../contract/domain/time.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslator } from '../../../i18n/use-translator.ts';
import { isolateSeries, toggleSeries } from './hide-series.ts';
import { useLegendLayout } from '../../../model/legend-columns.ts';
import { legendHeads, pickSource } from '../../../model/legend-heads.ts';
import { LegendRow } from './LegendRow.tsx';
import type { LegendEntry } from '../../../model/legend-entry.ts';
import styles from './LegendTable.module.css';
import { pickWorst } from './pick-worst.ts';
import { useFittingRows } from './use-fitting-rows.ts';

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
  /** Left out where lines can be neither hidden nor shown. */
  onHiddenChange?: ((hidden: string[]) => void) | undefined;
  /** A line each, with the few figures that have room there. */
  compact?: boolean | undefined;
  /** Nobody scrolls: shows the worst of what has no room, and says how many there are. */
  fixed?: boolean | undefined;
  /** Below the figures. */
  children?: ReactNode;
  /** Asks again for what failed. */
  onRetry?: (() => void) | undefined;
  /** The figures are of the range before while a new one loads. */
  refreshing?: boolean | undefined;
}

/** In letters: a segment of one of several apps. */
const LONG_NAME = 16;

/** The legend and the figures in one: each series' name a button, its figures beside or below it. */
export function LegendTable(props: LegendTableProps) {
  const { metric, goal, span, rows, what, hidden, onHiddenChange } = props;
  const { compact = false, fixed = false, refreshing = false } = props;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const layout = useLegendLayout(what !== undefined, compact);
  const source = pickSource(rows);
  const heads = legendHeads({ metric, goal, source, what }, translator, format);
  const keys = rows.map((row) => row.key);
  const [fitRef, most] = useFittingRows(fixed);
  // One row of them says how many there are.
  const shown = rows.length > most ? pickWorst(rows, most - 1, metric, hidden) : rows;
  const isProvisional = rows.some(({ stats }) => stats?.last?.provisional);
  const note = isProvisional && layout.columns.includes('last');
  return (
    <section
      ref={fitRef}
      className={styles.box}
      aria-label={t('legend.title')}
      data-fixed={fixed || undefined}
    >
      <table
        className={styles.table}
        aria-busy={refreshing}
        data-old={refreshing || undefined}
        data-stacked={layout.stacked || undefined}
        data-scrolls={layout.scrolls || undefined}
        data-compact={compact || undefined}
        data-crowded={rows.some(({ name }) => name.length > LONG_NAME) || undefined}
      >
        <thead>
          <tr>
            {!layout.stacked && <th scope="col">{t('legend.series')}</th>}
            {layout.columns.map((column) => (
              <th key={column} scope="col" title={heads[column].title} data-column={column}>
                {heads[column].text}
              </th>
            ))}
          </tr>
        </thead>
        {shown.map((row) => (
          <LegendRow
            key={row.key}
            entry={row}
            layout={layout}
            metric={metric}
            goal={goal}
            what={what}
            sourceShown={!source}
            compact={compact}
            // Within a week a weekday says enough; beyond it does not.
            longRange={span.end - span.begin > 7 * DAY}
            hidden={hidden.includes(row.key)}
            onIsolate={
              onHiddenChange && (() => onHiddenChange(isolateSeries(keys, hidden, row.key)))
            }
            onToggle={onHiddenChange && (() => onHiddenChange(toggleSeries(keys, hidden, row.key)))}
            onRetry={props.onRetry}
          />
        ))}
        {shown.length < rows.length && (
          <tbody>
            <tr>
              <td className={styles.more} colSpan={layout.columns.length + 1}>
                {t('legend.more', { n: rows.length - shown.length })}
              </td>
            </tr>
          </tbody>
        )}
      </table>
      {(note || props.children) && (
        <div className={styles.foot} data-foot>
          {note && <p className={styles.note}>{t('legend.provisionalNote')}</p>}
          {props.children}
        </div>
      )}
    </section>
  );
}
