import type { ReactNode } from 'react';
import type { Metric } from '../../../../contract/domain/metrics.ts';
import type { Change } from '../../../../stats/change.ts';
import type { SeriesStats } from '../../../../stats/series-stats.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslator } from '../../../i18n/use-translator.ts';
import { ChangeValue } from '../../shared/ChangeValue.tsx';
import { GoalBar } from './GoalBar.tsx';
import { SummarySource } from '../../shared/SummarySource.tsx';
import type { LegendColumn } from '../../../model/legend-columns.ts';
import styles from './legend-cells.module.css';
import { pickSummaryValue } from '../../../model/summary-value.ts';

export interface LegendCellProps {
  stats: SeriesStats;
  summary: number | null;
  change: Change | null;
  isComparisonLoading: boolean;
  comparisonLabel: string | undefined;
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  /** Longer than a week. */
  isLongRange: boolean;
  /** Each row names the source of its summary. */
  hasSource: boolean;
  isCompact: boolean;
}

export const LEGEND_CELLS: Readonly<Record<LegendColumn, (props: LegendCellProps) => ReactNode>> = {
  summary: Summary,
  change: ({ isCompact, comparisonLabel = '', ...props }) => (
    <ChangeValue {...props} comparisonLabel={comparisonLabel} size={isCompact ? 'short' : 'long'}>
      <NoValue />
    </ChangeValue>
  ),
  last: LastValue,
  median: ({ metric, stats }) => <Value metric={metric} value={stats.median} />,
  tail: ({ metric, stats }) => <Value metric={metric} value={stats.tail} />,
  worst: Worst,
  within: Within,
  data: Coverage,
};

function Summary({ stats, summary, metric, hasSource }: LegendCellProps) {
  const format = useFormat();
  const { t } = useTranslator();
  const value = pickSummaryValue(stats, summary);
  if (!value) {
    return stats.answered > 0 ? (
      <span className={styles.none}>{t('plot.noData')}</span>
    ) : (
      <NoValue />
    );
  }
  return (
    <>
      <span className={hasSource ? styles.before : 'visually-hidden'}>
        <SummarySource value={value} />
      </span>
      <strong>{format.valueWithUnit(metric, value.value)}</strong>
    </>
  );
}

function LastValue({ stats: { last }, metric }: LegendCellProps) {
  const { t } = useTranslator();
  const format = useFormat();
  if (!last) return <NoValue />;
  const when = format.bucket(last.at);
  if (!last.provisional) return <span title={when}>{format.value(metric, last.value)}</span>;
  return (
    <span className={styles.provisional} title={t('legend.provisionalTitle', { when })}>
      {format.value(metric, last.value)}
      <span aria-hidden="true">*</span>
      <span className="visually-hidden">{t('legend.provisional')}</span>
    </span>
  );
}

function Worst({ stats: { worst }, metric, isLongRange }: LegendCellProps) {
  const format = useFormat();
  if (!worst) return <NoValue />;
  return (
    <>
      <Value metric={metric} value={worst.value} />
      <span className={styles.aside} title={format.bucket(worst.at)}>
        {isLongRange ? format.dayTime(worst.at) : format.weekdayTime(worst.at)}
      </span>
    </>
  );
}

function Within({ stats: { withinGoal }, metric, goal }: LegendCellProps) {
  const { t } = useTranslator();
  const format = useFormat();
  if (withinGoal === null) return <NoValue />;
  const title = t('legend.withinTitle', { goal: format.goal(metric, goal) });
  return <GoalBar share={withinGoal} title={title} />;
}

function Coverage({ stats: { present, answered, expected } }: LegendCellProps) {
  const { t } = useTranslator();
  const format = useFormat();
  if (answered === 0) return <NoValue />;
  return (
    <span title={t('legend.points', { present, expected })}>
      <span className="visually-hidden">{t('legend.points', { present, expected })}</span>
      {present < expected && (
        <span className={styles.before} aria-hidden="true">
          {t('legend.pointsShort', { present, expected })}
        </span>
      )}
      {format.share(present / expected)}
    </span>
  );
}

function Value({ metric, value }: { metric: Metric; value: number | null }) {
  const format = useFormat();
  return value === null ? <NoValue /> : format.value(metric, value);
}

function NoValue() {
  const { t } = useTranslator();
  return (
    <>
      <span className={styles.none} aria-hidden="true">
        –
      </span>
      <span className="visually-hidden">{t('legend.none')}</span>
    </>
  );
}
