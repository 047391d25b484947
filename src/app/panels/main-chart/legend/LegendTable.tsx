import type { ReactNode } from 'react';
import type { Metric } from '../../../../contract/domain/metrics.ts';
import { DAY } from '../../../../contract/domain/time.ts';
import type { Span } from '../../../../contract/domain/time.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslator } from '../../../i18n/use-translator.ts';
import { isolateSeries, toggleSeries } from './hide-series.ts';
import { useLegendLayout } from '../../../model/legend-columns.ts';
import { createLegendHeads, findCommonSource } from '../../../model/legend-heads.ts';
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
  entries: readonly LegendEntry[];
  /** Such as `week before`. */
  comparisonLabel?: string | undefined;
  /** Keys, also of series that are not among the entries. */
  hidden: readonly string[];
  onHiddenChange?: ((hidden: string[]) => void) | undefined;
  isCompact?: boolean | undefined;
  /** Shows the worst series that fit, and the number of the others. */
  isFixed?: boolean | undefined;
  children?: ReactNode;
  onRetry?: (() => void) | undefined;
  isRefreshing?: boolean | undefined;
}

const LONG_NAME = 16;

/** A click on a name isolates its series; with a modifier key it toggles it. */
export function LegendTable(props: LegendTableProps) {
  const { metric, goal, span, entries, comparisonLabel, hidden, onHiddenChange } = props;
  const { isCompact = false, isFixed = false, isRefreshing = false } = props;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const layout = useLegendLayout(comparisonLabel !== undefined, isCompact);
  const source = findCommonSource(entries);
  const heads = createLegendHeads({ metric, goal, source, comparisonLabel }, translator, format);
  const keys = entries.map(({ key }) => key);
  const [fitRef, rowCount] = useFittingRows(isFixed);
  const shown =
    entries.length > rowCount ? pickWorst(entries, rowCount - 1, metric, hidden) : entries;
  const isProvisional = entries.some(({ stats }) => stats?.last?.provisional);
  const hasNote = isProvisional && layout.columns.includes('last');
  return (
    <section
      ref={fitRef}
      className={styles.box}
      aria-label={t('legend.title')}
      data-fixed={isFixed || undefined}
    >
      <table
        className={styles.table}
        aria-busy={isRefreshing}
        data-old={isRefreshing || undefined}
        data-stacked={layout.stacked || undefined}
        data-scrolls={layout.scrolls || undefined}
        data-compact={isCompact || undefined}
        data-crowded={entries.some(({ name }) => name.length > LONG_NAME) || undefined}
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
        {shown.map((entry) => (
          <LegendRow
            key={entry.key}
            entry={entry}
            layout={layout}
            metric={metric}
            goal={goal}
            comparisonLabel={comparisonLabel}
            hasSource={!source}
            isCompact={isCompact}
            isLongRange={span.end - span.begin > 7 * DAY}
            hidden={hidden.includes(entry.key)}
            onIsolate={
              onHiddenChange && (() => onHiddenChange(isolateSeries(keys, hidden, entry.key)))
            }
            onToggle={
              onHiddenChange && (() => onHiddenChange(toggleSeries(keys, hidden, entry.key)))
            }
            onRetry={props.onRetry}
          />
        ))}
        {shown.length < entries.length && (
          <tbody>
            <tr>
              <td className={styles.more} colSpan={layout.columns.length + 1}>
                {t('legend.more', { n: entries.length - shown.length })}
              </td>
            </tr>
          </tbody>
        )}
      </table>
      {(hasNote || props.children) && (
        <div className={styles.foot} data-foot>
          {hasNote && <p className={styles.note}>{t('legend.provisionalNote')}</p>}
          {props.children}
        </div>
      )}
    </section>
  );
}
