import { Sparkline } from '../../../chart/Sparkline.tsx';
import { seriesColor } from '../../../chart/model/series-color.ts';
import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import type { Metric, Os, Terminal } from '../../../contract/domain/metrics.ts';
import type { SegmentId } from '../../../contract/domain/segments.ts';
import type { Span } from '../../../contract/domain/time.ts';
import type { SeriesData } from '../../../query/series/series-data.ts';
import type { Series } from '../../../series/series.ts';
import type { Change } from '../../../stats/change.ts';
import type { SeriesStats } from '../../../stats/series-stats.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './BreakdownMatrix.module.css';
import { ChangeValue } from '../shared/ChangeValue.tsx';
import { pickSummaryValue } from '../../model/summary-value.ts';
import { getTitleKey } from '../../i18n/problem-text.ts';
import { rateGoalDistance } from './rate-goal-distance.ts';

export interface MatrixEntry {
  os: Os | undefined;
  terminal: Terminal | undefined;
  id: SegmentId;
  stats: SeriesStats | null;
  summary: number | null;
  change: Change | null;
  isComparisonLoading: boolean;
  series: Series;
  windows: SeriesData['windows'];
}

export interface BreakdownMatrixProps {
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  span: Span;
  entries: readonly MatrixEntry[];
  /** Such as `week before`. */
  comparisonLabel: string | undefined;
  onFocus?: ((os: Os | undefined, terminal: Terminal | undefined) => void) | undefined;
}

export function BreakdownMatrix(props: BreakdownMatrixProps) {
  const { entries } = props;
  const { t } = useTranslator();
  const oses = [...new Set(entries.map(({ os }) => os))];
  const terminals = [...new Set(entries.map(({ terminal }) => terminal))];
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('matrix.os')}</span>
              </th>
              {terminals.map((terminal) => (
                <th key={terminal ?? 'all'} scope="col">
                  {terminal ? t(`segment.${terminal}`) : t('matrix.all')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {oses.map((os) => (
              <tr key={os ?? 'all'}>
                <th scope="row">{os ?? t('matrix.all')}</th>
                {terminals.map((terminal) => {
                  const entry = entries.find(
                    (candidate) => candidate.os === os && candidate.terminal === terminal,
                  );
                  return (
                    <td key={terminal ?? 'all'}>{entry && <Cell {...props} entry={entry} />}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className={styles.key} aria-label={t('matrix.key')}>
        {(['good', 'near', 'bad', 'far'] as const).map((distance) => (
          <li key={distance} data-distance={distance}>
            {t(`matrix.${distance}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

const SPARKLINE_HEIGHT = 26;

function Cell({
  entry,
  metric,
  goal,
  span,
  comparisonLabel,
  onFocus,
}: BreakdownMatrixProps & { entry: MatrixEntry }) {
  const { t } = useTranslator();
  const format = useFormat();
  const value = entry.stats && pickSummaryValue(entry.stats, entry.summary);
  if (!value) return <EmptyCell entry={entry} />;
  const distance = rateGoalDistance(metric, value.value, goal);
  const content = (
    <>
      <span className={styles.value}>
        {format.value(metric, value.value)}
        <span className={styles.unit}>{t(`unit.${METRIC_FACTS[metric].unit}`)}</span>
      </span>
      <span className="visually-hidden">{t(`matrix.${distance}`)}</span>
      <span className={styles.change}>
        {comparisonLabel !== undefined && (
          <ChangeValue
            metric={metric}
            change={entry.change}
            isComparisonLoading={entry.isComparisonLoading}
            comparisonLabel={comparisonLabel}
            size="short"
          />
        )}
      </span>
      <Sparkline
        series={entry.series}
        span={span}
        metric={metric}
        color={seriesColor(entry.id)}
        height={SPARKLINE_HEIGHT}
      />
    </>
  );
  const cell = {
    className: styles.cell,
    'data-distance': distance,
    'aria-busy': isLoading(entry),
  };
  if (!onFocus) return <div {...cell}>{content}</div>;
  return (
    <button
      type="button"
      {...cell}
      title={t('matrix.focus', { segment: t(`segment.${entry.id}`) })}
      onClick={() => onFocus(entry.os, entry.terminal)}
    >
      {content}
    </button>
  );
}

function EmptyCell({ entry }: { entry: MatrixEntry }) {
  const { t } = useTranslator();
  const failed = entry.windows.find(({ status }) => status === 'failed');
  const state = isLoading(entry) ? 'loading' : failed ? 'failed' : 'noData';
  const reason = state === 'failed' && failed?.problem ? t(getTitleKey(failed.problem)) : undefined;
  return (
    <span className={styles.cell} data-empty={state} title={reason}>
      {t(`matrix.${state}`)}
    </span>
  );
}

function isLoading({ windows }: MatrixEntry): boolean {
  return windows.some(({ status }) => status === 'loading');
}
