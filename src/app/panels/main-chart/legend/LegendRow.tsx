import { clsx } from 'clsx';
import type { KeyboardEvent, MouseEvent } from 'react';
import { isRetryable } from '../../../../contract/wire/problem.ts';
import type { Problem } from '../../../../contract/wire/problem.ts';
import { Button } from '../../../ui/Button.tsx';
import { useTranslator } from '../../../i18n/use-translator.ts';
import type { LegendEntry } from '../../../model/legend-entry.ts';
import type { LegendColumn, LegendLayout } from '../../../model/legend-columns.ts';
import { LEGEND_CELLS } from './legend-cells.tsx';
import type { LegendCellProps } from './legend-cells.tsx';
import styles from './LegendRow.module.css';
import skeleton from '../../shared/skeleton.module.css';
import { getTitleKey } from '../../../i18n/problem-text.ts';

export interface LegendRowProps extends Omit<
  LegendCellProps,
  'stats' | 'summary' | 'change' | 'isComparisonLoading'
> {
  entry: LegendEntry;
  layout: LegendLayout;
  hidden: boolean;
  onIsolate?: (() => void) | undefined;
  onToggle?: (() => void) | undefined;
  onRetry?: (() => void) | undefined;
}

export function LegendRow(props: LegendRowProps) {
  const { entry, hidden, layout } = props;
  const { columns, stacked } = layout;
  const group = {
    'data-hidden': hidden || undefined,
    'data-old': entry.isPartial || undefined,
    'data-series': entry.key,
    'aria-busy': entry.isPartial,
  };
  const cells = entry.problem ? (
    <FailedCell problem={entry.problem} columnCount={columns.length} onRetry={props.onRetry} />
  ) : (
    columns.map((column, i) => (
      <ValueCell key={column} {...props} column={column} isFirst={i === 0} />
    ))
  );
  if (!stacked) {
    return (
      <tbody {...group}>
        <tr>
          <th scope="row">
            <SeriesName {...props} />
          </th>
          {cells}
        </tr>
      </tbody>
    );
  }
  return (
    <tbody {...group}>
      <tr>
        <th scope="rowgroup" colSpan={columns.length}>
          <SeriesName {...props} />
        </th>
      </tr>
      <tr>{cells}</tr>
    </tbody>
  );
}

function isModified(event: MouseEvent | KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}

function SeriesName({ entry, hidden, onIsolate, onToggle }: LegendRowProps) {
  const { t } = useTranslator();
  const name = (
    <>
      <span className={styles.swatch} style={{ background: entry.color }} aria-hidden="true" />
      {entry.name}
      {hidden && <span className="visually-hidden">{t('legend.hidden')}</span>}
    </>
  );
  if (!onIsolate || !onToggle) return <span className={styles.name}>{name}</span>;
  return (
    <button
      type="button"
      className={styles.name}
      aria-pressed={!hidden}
      title={t('legend.isolate', { name: entry.name })}
      onClick={(event) => (isModified(event) ? onToggle() : onIsolate())}
      onKeyDown={(event) => {
        if ((event.key !== 'Enter' && event.key !== ' ') || !isModified(event)) return;
        event.preventDefault();
        onToggle();
      }}
    >
      {name}
    </button>
  );
}

interface ValueCellProps extends LegendRowProps {
  column: LegendColumn;
  isFirst: boolean;
}

function ValueCell({ column, isFirst, entry, ...props }: ValueCellProps) {
  const { t } = useTranslator();
  const { stats, summary, change, isComparisonLoading } = entry;
  const Content = LEGEND_CELLS[column];
  return (
    <td data-column={column}>
      {stats ? (
        <Content
          {...props}
          stats={stats}
          summary={summary}
          change={change}
          isComparisonLoading={isComparisonLoading}
        />
      ) : (
        <>
          <span className={clsx(skeleton.skeleton, styles.skeleton)} />
          {isFirst && <span className="visually-hidden">{t('legend.loading')}</span>}
        </>
      )}
    </td>
  );
}

interface FailedCellProps extends Pick<LegendRowProps, 'onRetry'> {
  problem: Problem;
  columnCount: number;
}

function FailedCell({ problem, columnCount, onRetry }: FailedCellProps) {
  const { t } = useTranslator();
  return (
    <td colSpan={columnCount} className={styles.failed}>
      <strong>{t('card.failed')}</strong> {t(getTitleKey(problem))}
      {onRetry && isRetryable(problem) && (
        <Button className={styles.retry} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </td>
  );
}
