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
import styles from './LegendTable.module.css';
import parts from '../../shared/skeleton.module.css';
import { titleKey } from '../../../model/problem-text.ts';

export interface LegendRowProps extends Omit<
  LegendCellProps,
  'stats' | 'summary' | 'change' | 'isComparisonLoading'
> {
  entry: LegendEntry;
  layout: LegendLayout;
  hidden: boolean;
  /** Left out, both, where lines can be neither hidden nor shown. */
  onIsolate?: (() => void) | undefined;
  onToggle?: (() => void) | undefined;
  /** Asks again for what failed. */
  onRetry?: (() => void) | undefined;
}

/** A series' name and its figures: one row, or two where the name stands above them. */
export function LegendRow(props: LegendRowProps) {
  const { entry, hidden, layout } = props;
  const { columns, stacked } = layout;
  const group = {
    'data-hidden': hidden || undefined,
    'data-old': entry.isPartial || undefined,
    'data-series': entry.key,
    'aria-busy': entry.isPartial,
  };
  const stats = entry.problem ? (
    <FailedCell problem={entry.problem} span={columns.length} onRetry={props.onRetry} />
  ) : (
    columns.map((column, i) => (
      <FigureCell key={column} {...props} column={column} isFirst={i === 0} />
    ))
  );
  if (!stacked) {
    return (
      <tbody {...group}>
        <tr>
          <th scope="row">
            <SeriesName {...props} />
          </th>
          {stats}
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
      <tr>{stats}</tr>
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
        // Browsers differ in whether a key with a modifier presses a button.
        if ((event.key !== 'Enter' && event.key !== ' ') || !isModified(event)) return;
        event.preventDefault();
        onToggle();
      }}
    >
      {name}
    </button>
  );
}

interface FigureCellProps extends LegendRowProps {
  column: LegendColumn;
  isFirst: boolean;
}

function FigureCell({ column, isFirst, entry, ...props }: FigureCellProps) {
  const { t } = useTranslator();
  const { stats, summary, change, isComparisonLoading } = entry;
  const Figure = LEGEND_CELLS[column];
  return (
    <td data-column={column}>
      {stats ? (
        <Figure
          {...props}
          stats={stats}
          summary={summary}
          change={change}
          isComparisonLoading={isComparisonLoading}
        />
      ) : (
        <>
          <span className={clsx(parts.skeleton, styles.skeleton)} />
          {isFirst && <span className="visually-hidden">{t('legend.loading')}</span>}
        </>
      )}
    </td>
  );
}

interface FailedCellProps extends Pick<LegendRowProps, 'onRetry'> {
  problem: Problem;
  /** Columns it stands in. */
  span: number;
}

/** In place of figures that could not be had, which is not the same as nothing measured. */
function FailedCell({ problem, span, onRetry }: FailedCellProps) {
  const { t } = useTranslator();
  return (
    <td colSpan={span} className={styles.failed}>
      <strong>{t('card.failed')}</strong> {t(titleKey(problem))}
      {onRetry && isRetryable(problem) && (
        <Button className={styles.retry} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </td>
  );
}
