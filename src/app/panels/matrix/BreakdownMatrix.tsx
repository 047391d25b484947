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
import { titleKey } from '../../model/problem-text.ts';
import { rateGoalDistance } from './rate-goal-distance.ts';

/** One combination of OS and terminal. */
export interface MatrixEntry {
  /** Undefined: all of them. */
  os: Os | undefined;
  terminal: Terminal | undefined;
  id: SegmentId;
  /** Null while nothing of it is here. */
  stats: SeriesStats | null;
  summary: number | null;
  change: Change | null;
  /** What it is against is still on its way. */
  isComparisonLoading: boolean;
  /** What of it is in sight. */
  series: Series;
  windows: SeriesData['windows'];
}

export interface BreakdownMatrixProps {
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  span: Span;
  /** Row by row. */
  entries: readonly MatrixEntry[];
  /** What changes are against; undefined when nothing is compared. */
  what: string | undefined;
  /** Shows only this combination; left out where nothing can be pressed. */
  onFocus?: ((os: Os | undefined, terminal: Terminal | undefined) => void) | undefined;
}

/** OS by terminal: who is hit, at a glance. */
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
                  const entry = entries.find((one) => one.os === os && one.terminal === terminal);
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

const SPARK_HEIGHT = 26;

function Cell({
  entry,
  metric,
  goal,
  span,
  what,
  onFocus,
}: BreakdownMatrixProps & { entry: MatrixEntry }) {
  const { t } = useTranslator();
  const format = useFormat();
  const headline = entry.stats && pickSummaryValue(entry.stats, entry.summary);
  if (!headline) return <EmptyCell entry={entry} />;
  const distance = rateGoalDistance(metric, headline.value, goal);
  const content = (
    <>
      <span className={styles.value}>
        {format.value(metric, headline.value)}
        <span className={styles.unit}>{t(`unit.${METRIC_FACTS[metric].unit}`)}</span>
      </span>
      <span className="visually-hidden">{t(`matrix.${distance}`)}</span>
      <span className={styles.change}>
        {what !== undefined && (
          <ChangeValue
            metric={metric}
            change={entry.change}
            isComparisonLoading={entry.isComparisonLoading}
            what={what}
            size="short"
          />
        )}
      </span>
      <Sparkline
        series={entry.series}
        span={span}
        metric={metric}
        color={seriesColor(entry.id)}
        height={SPARK_HEIGHT}
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
  const word = isLoading(entry) ? 'loading' : failed ? 'failed' : 'noData';
  const why = word === 'failed' && failed?.problem ? t(titleKey(failed.problem)) : undefined;
  return (
    <span className={styles.cell} data-empty={word} title={why}>
      {t(`matrix.${word}`)}
    </span>
  );
}

function isLoading({ windows }: MatrixEntry): boolean {
  return windows.some(({ status }) => status === 'loading');
}
